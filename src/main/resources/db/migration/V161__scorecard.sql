-- What of past incidents is counted, one row per ended incident of the live world, written from the record once it has ended, and anew
-- where the incident or the formula changed. Lengths are milliseconds; null: not known.
CREATE TABLE scorecard_incident (
    incident_key        VARCHAR(60)     NOT NULL PRIMARY KEY,
    number              BIGINT          NOT NULL,
    counted_as          VARCHAR(12)     NOT NULL,
    counted_with        VARCHAR(60),
    formula             INTEGER         NOT NULL,
    changed_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    bucket              INTEGER         NOT NULL,
    onset_at            TIMESTAMP WITH TIME ZONE NOT NULL,
    over_at             TIMESTAMP WITH TIME ZONE NOT NULL,
    severity            VARCHAR(4)      NOT NULL,
    journeys            VARCHAR(2000)   NOT NULL,
    cause               VARCHAR(120),
    vendor              VARCHAR(120),
    team                VARCHAR(120),
    detect_ms           BIGINT,
    lead_ms             BIGINT,
    acknowledge_ms      BIGINT,
    mitigate_ms         BIGINT,
    restore_ms          BIGINT,
    agents_ms           BIGINT,
    customers_ms        BIGINT,
    notice_ms           BIGINT,
    answer_ms           BIGINT,
    lights_known        BOOLEAN         NOT NULL,
    decisions           BIGINT          NOT NULL,
    promised            BIGINT          NOT NULL,
    kept                BIGINT          NOT NULL,
    meant               BIGINT          NOT NULL,
    delivered           BIGINT          NOT NULL,
    acts                BIGINT          NOT NULL,
    audited             BIGINT          NOT NULL,
    tried               BIGINT          NOT NULL,
    helped              BIGINT          NOT NULL,
    unproven            BIGINT          NOT NULL,
    reviews             BIGINT          NOT NULL,
    reviews_in_time     BIGINT          NOT NULL,
    actions             BIGINT          NOT NULL,
    actions_in_time     BIGINT          NOT NULL
);
CREATE INDEX scorecard_incident_onset ON scorecard_incident (onset_at DESC);
CREATE INDEX scorecard_incident_bucket ON scorecard_incident (bucket);
CREATE INDEX scorecard_incident_vendor ON scorecard_incident (vendor, onset_at DESC);
CREATE INDEX scorecard_incident_formula ON scorecard_incident (formula);
CREATE INDEX scorecard_incident_with ON scorecard_incident (counted_with);

-- From when to when customers were hit, per journey and light; light 'any' is the journey as a whole. low and high are how many
-- customers; null where nobody can say. measured: counted by readings, else estimated.
CREATE TABLE scorecard_hit (
    incident_key    VARCHAR(60)     NOT NULL,
    bucket          INTEGER         NOT NULL,
    journey         VARCHAR(80)     NOT NULL,
    light           VARCHAR(20)     NOT NULL,
    from_at         TIMESTAMP WITH TIME ZONE NOT NULL,
    to_at           TIMESTAMP WITH TIME ZONE NOT NULL,
    low             DOUBLE PRECISION,
    high            DOUBLE PRECISION,
    measured        BOOLEAN         NOT NULL,
    PRIMARY KEY (incident_key, journey, light, from_at)
);
CREATE INDEX scorecard_hit_bucket ON scorecard_hit (bucket);

-- Who was paged for an incident, and how often outside working hours.
CREATE TABLE scorecard_page (
    incident_key    VARCHAR(60)     NOT NULL,
    person          VARCHAR(120)    NOT NULL,
    onset_at        TIMESTAMP WITH TIME ZONE NOT NULL,
    pages           BIGINT          NOT NULL,
    out_of_hours    BIGINT          NOT NULL,
    PRIMARY KEY (incident_key, person)
);
CREATE INDEX scorecard_page_onset ON scorecard_page (onset_at);

-- Alarms by what raised them: a threshold's row or a sender. belongs: to a real incident. Those that opened none have a key of their
-- own, house/<number of the entry>.
CREATE TABLE scorecard_alarm (
    incident_key    VARCHAR(60)     NOT NULL,
    kind            VARCHAR(10)     NOT NULL,
    source          VARCHAR(300)    NOT NULL,
    at              TIMESTAMP WITH TIME ZONE NOT NULL,
    alarms          BIGINT          NOT NULL,
    belongs         BOOLEAN         NOT NULL,
    PRIMARY KEY (incident_key, kind, source)
);
CREATE INDEX scorecard_alarm_at ON scorecard_alarm (at);

-- Readings of the indicators that make a figure, an hour (UTC) a row: how many, over how many contacts, and the sum of value x contacts.
CREATE TABLE scorecard_hour (
    indicator       VARCHAR(64)     NOT NULL,
    hour_at         TIMESTAMP WITH TIME ZONE NOT NULL,
    figure          VARCHAR(20)     NOT NULL,
    journey         VARCHAR(80)     NOT NULL,
    readings        BIGINT          NOT NULL,
    uncounted       BIGINT          NOT NULL,
    contacts        BIGINT          NOT NULL,
    weighted        DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (indicator, hour_at)
);
CREATE INDEX scorecard_hour_at ON scorecard_hour (hour_at);

-- Grows with every row of that bucket that is written: figures are kept in memory, and looked at here whether they are still true.
CREATE TABLE scorecard_bucket (
    bucket          INTEGER         NOT NULL PRIMARY KEY,
    version         BIGINT          NOT NULL
);

-- How far a chain was read.
CREATE TABLE scorecard_read (
    chain           VARCHAR(60)     NOT NULL PRIMARY KEY,
    seq             BIGINT          NOT NULL
);
INSERT INTO scorecard_read (chain, seq) VALUES ('house', 0);

-- When a review is due, as promised when it was drafted. Few are open at a time.
ALTER TABLE review ADD COLUMN due_at TIMESTAMP WITH TIME ZONE;
CREATE INDEX review_open ON review (written_at, due_at);
