-- A commander's question: a channel fails, and some of those whom the message was meant for don't know. Times by the world's clock;
-- until_at is when it is asked again.
CREATE TABLE failed_channel (
    id              VARCHAR(40)     NOT NULL PRIMARY KEY,
    incident_key    VARCHAR(60)     NOT NULL,
    world           VARCHAR(40)     NOT NULL,
    channel         VARCHAR(10)     NOT NULL,
    message_id      BIGINT          NOT NULL,
    state           VARCHAR(10)     NOT NULL,
    stopped_at      TIMESTAMP WITH TIME ZONE NOT NULL,
    until_at        TIMESTAMP WITH TIME ZONE,
    knows           BIGINT          NOT NULL,
    untold          BIGINT          NOT NULL,
    unclear         BIGINT          NOT NULL,
    elsewhere       VARCHAR(200)    NOT NULL,
    counted_at      TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE INDEX failed_channel_incident ON failed_channel (incident_key, channel, state);
CREATE INDEX failed_channel_state ON failed_channel (state);
