-- Flags whose value is set by what acts and not by a mode: weights of active-active paths, the share of customers of a step.
-- key: path.<group> or share.<journey>.<mode>; content: JSON.
CREATE TABLE flag_value (
    world           VARCHAR(40)     NOT NULL,
    flag            VARCHAR(200)    NOT NULL,
    content         TEXT            NOT NULL,
    variant         VARCHAR(80)     NOT NULL,
    set_by_kind     VARCHAR(10)     NOT NULL,
    set_by_name     VARCHAR(200)    NOT NULL,
    because         VARCHAR(1000)   NOT NULL,
    since           TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (world, flag)
);

-- Signs the addresses of event streams, which browsers can't open with a header; one row, made when it is first needed.
CREATE TABLE flag_stream_secret (
    id              INTEGER         NOT NULL PRIMARY KEY CHECK (id = 1),
    secret          VARCHAR(60)     NOT NULL
);
