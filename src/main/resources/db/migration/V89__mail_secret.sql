-- What signs the links in mails: one for all nodes, made by the first that needs it, never changed, since mails are kept.
CREATE TABLE mail_secret (
    id              INTEGER         NOT NULL PRIMARY KEY CHECK (id = 1),
    secret          VARCHAR(60)     NOT NULL
);
