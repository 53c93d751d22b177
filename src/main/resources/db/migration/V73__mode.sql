-- A fallback mode that was asked for; its state changes by one table of legal moves.
CREATE TABLE mode_switch (
    id              VARCHAR(26)     NOT NULL PRIMARY KEY,
    world           VARCHAR(40)     NOT NULL,
    incident_key    VARCHAR(60),
    journey         VARCHAR(80)     NOT NULL,
    mode            VARCHAR(80)     NOT NULL,
    name            VARCHAR(200)    NOT NULL,
    regions         TEXT            NOT NULL,
    channels        TEXT            NOT NULL,
    segments        TEXT            NOT NULL,
    place           INTEGER         NOT NULL,
    light           VARCHAR(20),
    lights_then     VARCHAR(120)    NOT NULL,
    state           VARCHAR(20)     NOT NULL,
    since           TIMESTAMP WITH TIME ZONE NOT NULL,
    because         VARCHAR(1000)   NOT NULL,
    approved        BOOLEAN         NOT NULL,
    back_because    VARCHAR(1000),
    hard_end_at     TIMESTAMP WITH TIME ZONE
);
CREATE INDEX mode_switch_incident ON mode_switch (incident_key, place);
CREATE INDEX mode_switch_state ON mode_switch (world, state);

-- Grows with every change of a mode: flags are answered from memory, and look here whether that is still true.
CREATE TABLE mode_stamp (
    world           VARCHAR(40)     NOT NULL PRIMARY KEY,
    version         BIGINT          NOT NULL
);
INSERT INTO mode_stamp (world, version) VALUES ('live', 0);
