-- Exercises. A sandbox drill has a world of its own; clock_at is where that world's clock stands, real times are the machine's.
CREATE TABLE drill (
    number          BIGINT          NOT NULL PRIMARY KEY,
    kind            VARCHAR(20)     NOT NULL,
    scenario        VARCHAR(80)     NOT NULL,
    name            VARCHAR(400)    NOT NULL,
    world           VARCHAR(40)     NOT NULL,
    playbook        BIGINT          NOT NULL,
    state           VARCHAR(20)     NOT NULL,
    stage           VARCHAR(20)     NOT NULL,
    real_time       BOOLEAN         NOT NULL,
    by_name         VARCHAR(120)    NOT NULL,
    begins_at       TIMESTAMP WITH TIME ZONE NOT NULL,
    clock_at        TIMESTAMP WITH TIME ZONE NOT NULL,
    fed             INTEGER         NOT NULL,
    steps           INTEGER         NOT NULL,
    problem         VARCHAR(2000),
    node            VARCHAR(40),
    lease_until     TIMESTAMP WITH TIME ZONE NOT NULL,
    started_at      TIMESTAMP WITH TIME ZONE NOT NULL,
    ended_at        TIMESTAMP WITH TIME ZONE
);
CREATE INDEX drill_open ON drill (state, lease_until);
CREATE INDEX drill_scenario ON drill (scenario, number);

-- What must come of it; met_at by the drill's clock.
CREATE TABLE drill_expectation (
    drill           BIGINT          NOT NULL REFERENCES drill (number),
    place           INTEGER         NOT NULL,
    text            VARCHAR(600)    NOT NULL,
    outcome         VARCHAR(10)     NOT NULL,
    why             VARCHAR(1000),
    met_at          TIMESTAMP WITH TIME ZONE,
    PRIMARY KEY (drill, place)
);

-- Tasks as they came, by the drill's clock, and by which rule of the scenario they were answered.
CREATE TABLE drill_task (
    drill           BIGINT          NOT NULL REFERENCES drill (number),
    task_id         VARCHAR(64)     NOT NULL,
    task_key        VARCHAR(80)     NOT NULL,
    seen_at         TIMESTAMP WITH TIME ZONE NOT NULL,
    hand            INTEGER,
    PRIMARY KEY (drill, task_id)
);
