-- What is done to switch a mode on, and to put it back: one row per step and direction, worked off in order.
-- not_before and settled_at go by the world's clock, lease_until by the machine's. 'what' is the action as it was agreed when the
-- row was written: a later catalog changes nothing of it.
CREATE TABLE mode_action (
    id              VARCHAR(26)     NOT NULL PRIMARY KEY,
    world           VARCHAR(40)     NOT NULL,
    switch_id       VARCHAR(26)     NOT NULL REFERENCES mode_switch (id),
    incident_key    VARCHAR(60),
    place           INTEGER         NOT NULL,
    direction       VARCHAR(4)      NOT NULL,
    ordinal         INTEGER         NOT NULL,
    action          VARCHAR(40)     NOT NULL,
    step            INTEGER         NOT NULL,
    kind            VARCHAR(20)     NOT NULL,
    name            VARCHAR(200)    NOT NULL,
    what            TEXT            NOT NULL,
    idempotency_key VARCHAR(120)    NOT NULL UNIQUE,
    state           VARCHAR(10)     NOT NULL,
    doubtful        BOOLEAN         NOT NULL,
    attempt         INTEGER         NOT NULL,
    not_before      TIMESTAMP WITH TIME ZONE NOT NULL,
    lease_until     TIMESTAMP WITH TIME ZONE,
    outcome         VARCHAR(1000),
    settled_at      TIMESTAMP WITH TIME ZONE,
    UNIQUE (switch_id, direction, action, step)
);
CREATE INDEX mode_action_open ON mode_action (world, state);

-- How a mode is held against the signals: what they were when it was switched on, until when it must help, and what was found.
CREATE TABLE mode_watch (
    switch_id       VARCHAR(26)     NOT NULL PRIMARY KEY REFERENCES mode_switch (id),
    world           VARCHAR(40)     NOT NULL,
    lights_then     VARCHAR(2000)   NOT NULL,
    verify_by       TIMESTAMP WITH TIME ZONE,
    good_since      TIMESTAMP WITH TIME ZONE,
    found           VARCHAR(12)     NOT NULL,
    words           VARCHAR(1000)   NOT NULL,
    held            VARCHAR(1000)
);
