-- The playbook, content-addressed: a version is a list of paths, each with the hash of its bytes.
CREATE TABLE playbook_blob (
    hash            VARCHAR(64)     NOT NULL PRIMARY KEY,
    bytes           BYTEA           NOT NULL
);

CREATE TABLE playbook_version (
    number          BIGINT          NOT NULL PRIMARY KEY,
    parent          BIGINT          REFERENCES playbook_version (number),
    author          VARCHAR(120)    NOT NULL,
    because         VARCHAR(400)    NOT NULL,
    digest          VARCHAR(64)     NOT NULL,
    at              TIMESTAMP WITH TIME ZONE NOT NULL
);

-- file_version counts the changes of that one file.
CREATE TABLE playbook_entry (
    version         BIGINT          NOT NULL REFERENCES playbook_version (number),
    path            VARCHAR(300)    NOT NULL,
    hash            VARCHAR(64)     NOT NULL REFERENCES playbook_blob (hash),
    file_version    INTEGER         NOT NULL,
    PRIMARY KEY (version, path)
);

CREATE TABLE in_force (
    world           VARCHAR(40)     NOT NULL PRIMARY KEY,
    version         BIGINT          NOT NULL REFERENCES playbook_version (number)
);

-- What the engine holds, by the digest of the diagrams (or of the tables, for Cockpit's eyes) that were deployed together.
CREATE TABLE playbook_deployment (
    digest          VARCHAR(64)     NOT NULL PRIMARY KEY,
    deployment_id   VARCHAR(64)     NOT NULL,
    at              TIMESTAMP WITH TIME ZONE NOT NULL
);

-- Its one row is the mutex of whoever imports or deploys.
CREATE TABLE playbook_lock (
    id              INTEGER         NOT NULL PRIMARY KEY CHECK (id = 1)
);
INSERT INTO playbook_lock (id) VALUES (1);

-- All that was known when a table was asked, canonical; the record of the decision names it by its hash.
CREATE TABLE decision_facts (
    world           VARCHAR(40)     NOT NULL,
    incident_key    VARCHAR(60)     NOT NULL,
    hash            VARCHAR(64)     NOT NULL,
    body            TEXT            NOT NULL,
    PRIMARY KEY (incident_key, hash)
);
