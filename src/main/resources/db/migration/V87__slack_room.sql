-- The Slack channel of an incident: wanted first, then asked for, so that none is made twice.
CREATE TABLE slack_room (
    incident_key    VARCHAR(60)     NOT NULL PRIMARY KEY,
    name            VARCHAR(80)     NOT NULL,
    suffix          INTEGER         NOT NULL,
    state           VARCHAR(20)     NOT NULL,
    tries           INTEGER         NOT NULL,
    wanted_at       TIMESTAMP WITH TIME ZONE NOT NULL,
    due_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    channel_id      VARCHAR(40),
    topic           VARCHAR(300),
    invited         VARCHAR(2000),
    summary         VARCHAR(64),
    pinned_ts       VARCHAR(40),
    because         VARCHAR(200)
);
CREATE INDEX slack_room_channel ON slack_room (channel_id);

-- Which posts of such a channel are notes of the timeline, so that an edit corrects the note and a repetition changes nothing.
CREATE TABLE slack_note (
    channel_id      VARCHAR(40)     NOT NULL,
    ts              VARCHAR(40)     NOT NULL,
    incident_key    VARCHAR(60)     NOT NULL,
    digest          VARCHAR(64)     NOT NULL,
    PRIMARY KEY (channel_id, ts)
);

-- What the operators were told of Slack's refusals: once each.
CREATE TABLE slack_trouble (
    code            VARCHAR(80)     NOT NULL PRIMARY KEY,
    what            VARCHAR(300)    NOT NULL,
    said_at         TIMESTAMP WITH TIME ZONE NOT NULL
);
