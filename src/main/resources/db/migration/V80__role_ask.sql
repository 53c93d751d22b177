-- Who is being asked to fill a role right now: one row from the page until somebody takes it.
CREATE TABLE role_ask (
    incident_key    VARCHAR(60)     NOT NULL REFERENCES incident (incident_key),
    role            VARCHAR(20)     NOT NULL,
    team            VARCHAR(120)    NOT NULL,
    rung            INTEGER         NOT NULL,
    handed_to       VARCHAR(120),
    asked_at        TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (incident_key, role)
);
