-- API tokens: only the hash is kept. scopes are separated by spaces; by_token: made by a token, which can't pass on 'approve'.
CREATE TABLE api_token (
    name            VARCHAR(100)    NOT NULL PRIMARY KEY,
    hash            VARCHAR(64)     NOT NULL UNIQUE,
    scopes          VARCHAR(1000)   NOT NULL,
    made_by         VARCHAR(120)    NOT NULL,
    by_token        BOOLEAN         NOT NULL,
    made_at         TIMESTAMP WITH TIME ZONE NOT NULL
);

-- The secret that queues' keys are drawn from; one row.
CREATE TABLE server_secret (
    id              INTEGER         NOT NULL PRIMARY KEY CHECK (id = 1),
    secret          VARCHAR(100)    NOT NULL
);

-- How often a queue's key was changed; no row: never.
CREATE TABLE queue_key (
    queue           VARCHAR(120)    NOT NULL PRIMARY KEY,
    edition         INTEGER         NOT NULL
);
