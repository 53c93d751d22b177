CREATE TABLE incident (
    incident_key        VARCHAR(60)     NOT NULL PRIMARY KEY,
    world               VARCHAR(40)     NOT NULL,
    number              BIGINT          NOT NULL,
    title               VARCHAR(400)    NOT NULL,
    severity            VARCHAR(4)      NOT NULL,
    severity_label      VARCHAR(200)    NOT NULL,
    severity_because    VARCHAR(400)    NOT NULL,
    severity_by         VARCHAR(20)     NOT NULL,
    phase               VARCHAR(20)     NOT NULL,
    status              VARCHAR(20)     NOT NULL,
    ending              VARCHAR(20),
    parent              VARCHAR(60),
    merged_into         VARCHAR(60),
    drill               BOOLEAN         NOT NULL,
    manual              BOOLEAN         NOT NULL,
    certain             BOOLEAN         NOT NULL,
    review              BOOLEAN         NOT NULL,
    playbook            BIGINT          NOT NULL,
    regions             TEXT            NOT NULL,
    channels            TEXT            NOT NULL,
    segments            TEXT            NOT NULL,
    sender_severity     VARCHAR(20)     NOT NULL,
    alerted             TEXT            NOT NULL,
    kinds               TEXT            NOT NULL,
    suspect             VARCHAR(120),
    suspect_by          VARCHAR(20)     NOT NULL,
    commander           VARCHAR(120),
    commander_team      VARCHAR(120),
    commander_needed    BOOLEAN         NOT NULL,
    owner_person        VARCHAR(120),
    owner_team          VARCHAR(120),
    owner_needed        BOOLEAN         NOT NULL,
    vendor_case         VARCHAR(120),
    mitigation          TEXT,
    workaround          TEXT,
    signals             VARCHAR(10)     NOT NULL,
    signals_since       TIMESTAMP WITH TIME ZONE NOT NULL,
    reason_given        BOOLEAN         NOT NULL,
    watching_since      TIMESTAMP WITH TIME ZONE,
    decisions           INTEGER         NOT NULL,
    onset_at            TIMESTAMP WITH TIME ZONE NOT NULL,
    detected_at         TIMESTAMP WITH TIME ZONE NOT NULL,
    confirmed_at        TIMESTAMP WITH TIME ZONE,
    acknowledged_at     TIMESTAMP WITH TIME ZONE,
    mitigated_at        TIMESTAMP WITH TIME ZONE,
    restored_at         TIMESTAMP WITH TIME ZONE,
    ended_at            TIMESTAMP WITH TIME ZONE,
    closed_at           TIMESTAMP WITH TIME ZONE,
    agents_told_at      TIMESTAMP WITH TIME ZONE,
    customers_told_at   TIMESTAMP WITH TIME ZONE,
    changed_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    UNIQUE (world, number)
);
CREATE INDEX incident_phase ON incident (world, phase, number);

-- The journeys that it hits, with the four lights as they stand for its scope.
CREATE TABLE incident_journey (
    incident_key        VARCHAR(60)     NOT NULL REFERENCES incident (incident_key),
    place               INTEGER         NOT NULL,
    journey             VARCHAR(80)     NOT NULL,
    reachability        VARCHAR(10)     NOT NULL,
    identity_light      VARCHAR(10)     NOT NULL,
    context_light       VARCHAR(10)     NOT NULL,
    completion          VARCHAR(10)     NOT NULL,
    PRIMARY KEY (incident_key, journey)
);

-- What it may come from, best first; written by the diagnosis as a whole.
CREATE TABLE suspect (
    incident_key        VARCHAR(60)     NOT NULL REFERENCES incident (incident_key),
    place               INTEGER         NOT NULL,
    suspect             VARCHAR(120)    NOT NULL,
    name                VARCHAR(200)    NOT NULL,
    kind                VARCHAR(40)     NOT NULL,
    score               INTEGER         NOT NULL,
    because             VARCHAR(1000)   NOT NULL,
    ruled_out_if        VARCHAR(1000)   NOT NULL,
    PRIMARY KEY (incident_key, place)
);

-- Counts, apart from the incident's row, so that a storm never waits for a commander.
CREATE TABLE incident_tally (
    incident_key        VARCHAR(60)     NOT NULL PRIMARY KEY REFERENCES incident (incident_key),
    signals             BIGINT          NOT NULL,
    firing              BIGINT          NOT NULL,
    reports             BIGINT          NOT NULL,
    sources             BIGINT          NOT NULL,
    last_at             TIMESTAMP WITH TIME ZONE NOT NULL
);
