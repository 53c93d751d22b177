-- How far the live clock is ahead of the machine's, where holdfast.clock=settable; one row.
CREATE TABLE clock (
    id              INTEGER     NOT NULL PRIMARY KEY CHECK (id = 1),
    settable        BOOLEAN     NOT NULL,
    ahead_millis    BIGINT      NOT NULL
);

-- One row per world: its lock is the mutex of whoever opens or joins incidents there.
CREATE TABLE world (
    id              VARCHAR(40) NOT NULL PRIMARY KEY,
    incidents       BIGINT      NOT NULL
);
INSERT INTO world (id, incidents) VALUES ('live', 0);
