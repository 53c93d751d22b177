-- The one fact sheet of an incident: each version stays, since every message names the one that it was drawn from.
CREATE TABLE fact_sheet (
    incident_key    VARCHAR(60)     NOT NULL,
    version         INTEGER         NOT NULL,
    drawn_at        TIMESTAMP WITH TIME ZONE NOT NULL,
    since           TIMESTAMP WITH TIME ZONE NOT NULL,
    next_word_at    TIMESTAMP WITH TIME ZONE,
    status          VARCHAR(20)     NOT NULL,
    regions         TEXT            NOT NULL,
    channels        TEXT            NOT NULL,
    segments        TEXT            NOT NULL,
    journeys        TEXT            NOT NULL,
    modes           TEXT            NOT NULL,
    words           TEXT            NOT NULL,
    PRIMARY KEY (incident_key, version)
);
