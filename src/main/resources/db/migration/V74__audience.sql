-- Customers who may be told. Personal data: rows are deleted, never only marked.
CREATE TABLE subscriber (
    id              VARCHAR(26)     NOT NULL PRIMARY KEY,
    world           VARCHAR(40)     NOT NULL,
    contact         VARCHAR(320)    NOT NULL,
    phone           VARCHAR(20),
    email           VARCHAR(320),
    country         VARCHAR(3)      NOT NULL,
    locale          VARCHAR(12)     NOT NULL,
    region          VARCHAR(80),
    timezone        VARCHAR(60),
    every_journey   BOOLEAN         NOT NULL,
    sms_since       TIMESTAMP WITH TIME ZONE,
    changed_at      TIMESTAMP WITH TIME ZONE NOT NULL,
    UNIQUE (world, contact)
);
CREATE INDEX subscriber_step ON subscriber (world, region, id);

CREATE TABLE subscriber_journey (
    subscriber_id   VARCHAR(26)     NOT NULL REFERENCES subscriber (id) ON DELETE CASCADE,
    journey         VARCHAR(80)     NOT NULL,
    PRIMARY KEY (subscriber_id, journey)
);

CREATE TABLE subscriber_consent (
    subscriber_id   VARCHAR(26)     NOT NULL REFERENCES subscriber (id) ON DELETE CASCADE,
    channel         VARCHAR(20)     NOT NULL,
    agreed_at       TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (subscriber_id, channel)
);

-- Whoever answered STOP: holds for every later list that names him, until he answers START.
CREATE TABLE subscriber_stop (
    channel         VARCHAR(20)     NOT NULL,
    address         VARCHAR(320)    NOT NULL,
    stopped_at      TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (channel, address)
);
