-- Words to customers while they are being decided: a process holds the id only.
-- state: drafted, approved, held, lapsed, dropped, told. kind: first, update, holding, final, correction.
CREATE TABLE update_draft (
    id              VARCHAR(26)     NOT NULL PRIMARY KEY,
    incident_key    VARCHAR(60)     NOT NULL,
    kind            VARCHAR(20)     NOT NULL,
    state           VARCHAR(20)     NOT NULL,
    facts_version   INTEGER         NOT NULL,
    signature       VARCHAR(64)     NOT NULL,
    drawn_at        TIMESTAMP WITH TIME ZONE NOT NULL,
    next_word_at    TIMESTAMP WITH TIME ZONE,
    reason          VARCHAR(300)    NOT NULL,
    message         BIGINT
);
CREATE INDEX update_draft_incident ON update_draft (incident_key, drawn_at);

CREATE TABLE update_text (
    draft_id        VARCHAR(26)     NOT NULL REFERENCES update_draft (id),
    locale          VARCHAR(12)     NOT NULL,
    body            TEXT            NOT NULL,
    PRIMARY KEY (draft_id, locale)
);
