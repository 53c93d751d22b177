-- The kill switch, one row per world; a world without a row is on. It stays as it is across restarts.
CREATE TABLE automation (
    world           VARCHAR(40)     NOT NULL PRIMARY KEY,
    state           VARCHAR(3)      NOT NULL CHECK (state IN ('on', 'off')),
    because         VARCHAR(1000)   NOT NULL,
    by_kind         VARCHAR(10)     NOT NULL,
    by_name         VARCHAR(120)    NOT NULL,
    since           TIMESTAMP WITH TIME ZONE NOT NULL
);

-- How much the business's own agents may do. set_by_kind 'rule': lowered by the guardrails for this incident, in its scope.
CREATE TABLE agent_level (
    world           VARCHAR(40)     NOT NULL,
    agent           VARCHAR(80)     NOT NULL,
    incident_key    VARCHAR(60)     NOT NULL,
    agent_level     VARCHAR(20)     NOT NULL,
    because         VARCHAR(1000)   NOT NULL,
    set_by_kind     VARCHAR(10)     NOT NULL,
    set_by_name     VARCHAR(120)    NOT NULL,
    since           TIMESTAMP WITH TIME ZONE NOT NULL,
    until_at        TIMESTAMP WITH TIME ZONE,
    journeys        TEXT            NOT NULL,
    regions         TEXT            NOT NULL,
    channels        TEXT            NOT NULL,
    segments        TEXT            NOT NULL,
    decision        VARCHAR(26),
    PRIMARY KEY (world, agent, incident_key)
);

-- Grows with every change of the two: flags are answered from memory, and look here whether that is still true.
CREATE TABLE automation_stamp (
    world           VARCHAR(40)     NOT NULL PRIMARY KEY,
    version         BIGINT          NOT NULL
);
INSERT INTO automation_stamp (world, version) VALUES ('live', 0);

-- Whoever may act only so often in an hour counts and acts one after the other.
CREATE TABLE guardrail_lock (
    id              INTEGER         NOT NULL PRIMARY KEY CHECK (id = 1)
);
INSERT INTO guardrail_lock (id) VALUES (1);
