-- Who took part in an incident, as its review tells: drafted from the record; added and taken away by whoever writes it. The place is
-- the order in which they came to it.
CREATE TABLE review_participant (
    incident_key    VARCHAR(60)     NOT NULL REFERENCES incident (incident_key),
    username        VARCHAR(120)    NOT NULL,
    place           INTEGER         NOT NULL,
    commanded       BOOLEAN         NOT NULL,
    owned           BOOLEAN         NOT NULL,
    acknowledged    BOOLEAN         NOT NULL,
    answers         INTEGER         NOT NULL,
    notes           INTEGER         NOT NULL,
    acts            INTEGER         NOT NULL,
    added           BOOLEAN         NOT NULL,
    taken_away      BOOLEAN         NOT NULL,
    PRIMARY KEY (incident_key, username)
);
