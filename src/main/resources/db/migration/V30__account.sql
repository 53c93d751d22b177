-- Who can sign in. What the playbook's catalog knows of him (queues, teams, contact methods) is added when it is read.
CREATE TABLE account (
    username        VARCHAR(100)    NOT NULL PRIMARY KEY,
    name            VARCHAR(200)    NOT NULL,
    password_hash   VARCHAR(200),
    password_until  TIMESTAMP WITH TIME ZONE,
    roles           VARCHAR(400)    NOT NULL,
    active          BOOLEAN         NOT NULL,
    email           VARCHAR(320)    UNIQUE,
    slack           VARCHAR(40),
    phone           VARCHAR(40)
);
