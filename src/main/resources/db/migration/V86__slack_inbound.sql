-- What Slack told us and nobody has acted on yet, and answers that are still to be told. A row leaves by deletion.
CREATE TABLE slack_inbound (
    id              VARCHAR(120)    NOT NULL PRIMARY KEY,
    kind            VARCHAR(20)     NOT NULL,
    state           VARCHAR(20)     NOT NULL,
    slack_user      VARCHAR(40)     NOT NULL,
    channel         VARCHAR(40)     NOT NULL,
    body            TEXT            NOT NULL,
    response_url    TEXT            NOT NULL,
    answer          TEXT,
    tries           INTEGER         NOT NULL,
    received_at     TIMESTAMP WITH TIME ZONE NOT NULL,
    due_at          TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE INDEX slack_inbound_due ON slack_inbound (due_at, id);

-- When a call of Slack last proved itself, and when one last did not: for the check of the set-up. One row.
CREATE TABLE slack_proof (
    id              INTEGER         NOT NULL PRIMARY KEY,
    good_at         TIMESTAMP WITH TIME ZONE,
    refused_at      TIMESTAMP WITH TIME ZONE,
    refused_because VARCHAR(200)
);
INSERT INTO slack_proof (id) VALUES (1);
