-- What the live world's incidents are searched by: one narrow row each, in small letters. place is the number below zero, so that the
-- newest come first in the order of the key itself: both databases read them so, and stop when they have enough.
CREATE TABLE incident_words (
    place           BIGINT          NOT NULL PRIMARY KEY,
    incident_key    VARCHAR(60)     NOT NULL UNIQUE,
    severity        VARCHAR(4)      NOT NULL,
    state           VARCHAR(6)      NOT NULL,
    words           VARCHAR(2000)   NOT NULL
);
INSERT INTO incident_words (place, incident_key, severity, state, words)
    SELECT -i.number, i.incident_key, i.severity, CASE WHEN i.phase = 'closed' THEN 'closed' ELSE 'open' END,
           LOWER(SUBSTRING(i.incident_key || ' ' || i.title || ' ' || COALESCE(i.owner_team, '') || ' ' || COALESCE(i.owner_person, '')
               || ' ' || COALESCE(i.commander, '') || ' ' || COALESCE(i.vendor_case, '') || ' ' || COALESCE(i.merged_into, '')
               || ' ' || COALESCE((SELECT STRING_AGG(j.journey, ' ') FROM incident_journey j WHERE j.incident_key = i.incident_key), '')
               || ' ' || COALESCE((SELECT STRING_AGG(s.suspect || ' ' || s.name, ' ') FROM suspect s WHERE s.incident_key = i.incident_key), '')
               || ' ' || i.regions || ' ' || i.channels FROM 1 FOR 2000))
      FROM incident i WHERE i.world = 'live';

-- The few that are not closed are found past the many that are; so are those that changed last, and those that were merged.
CREATE INDEX incident_not_closed ON incident (phase);
CREATE INDEX incident_newest ON incident (world, number DESC);
CREATE INDEX incident_changed ON incident (world, changed_at DESC);
CREATE INDEX incident_merged ON incident (merged_into);
