-- The review of an incident: drafted from the record, written by a person.
CREATE TABLE review (
    incident_key    VARCHAR(60)     NOT NULL PRIMARY KEY REFERENCES incident (incident_key),
    drafted_at      TIMESTAMP WITH TIME ZONE NOT NULL,
    figures         TEXT            NOT NULL,
    course          TEXT            NOT NULL,
    summary         TEXT            NOT NULL,
    contributing    TEXT            NOT NULL,
    went_well       TEXT            NOT NULL,
    lucky           TEXT            NOT NULL,
    owner           VARCHAR(120),
    written_by      VARCHAR(120),
    written_at      TIMESTAMP WITH TIME ZONE
);

-- What is changed after it; lives on when the incident is closed.
CREATE TABLE review_action (
    id              VARCHAR(40)     NOT NULL PRIMARY KEY,
    incident_key    VARCHAR(60)     NOT NULL REFERENCES incident (incident_key),
    place           INTEGER         NOT NULL,
    what            TEXT            NOT NULL,
    owner           VARCHAR(120),
    due_on          DATE,
    agreed_at       TIMESTAMP WITH TIME ZONE NOT NULL,
    done_at         TIMESTAMP WITH TIME ZONE
);
CREATE INDEX review_action_incident ON review_action (incident_key, place);
