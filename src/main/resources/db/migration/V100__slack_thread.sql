-- Below the words of a post, and no news by itself: how many have read it.
ALTER TABLE message_text ADD COLUMN footer TEXT;

-- The Slack post in whose thread this message is a reply; null for what stands in a channel itself.
ALTER TABLE message ADD COLUMN thread_channel VARCHAR(40);
ALTER TABLE message ADD COLUMN thread_ts VARCHAR(40);

-- Posts that were edited and whose readers were not told yet what changed. from_version is what Slack showed before the first edit
-- that is still to be told of; changed_at, by the world's clock, is when the last one was made. A row leaves with its reply.
CREATE TABLE slack_change (
    world           VARCHAR(40)     NOT NULL,
    topic           VARCHAR(200)    NOT NULL,
    address         VARCHAR(120)    NOT NULL,
    reply_topic     VARCHAR(200)    NOT NULL,
    recipient       VARCHAR(200)    NOT NULL,
    locale          VARCHAR(20)     NOT NULL,
    ts              VARCHAR(40)     NOT NULL,
    from_version    INTEGER         NOT NULL,
    changed_at      TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (world, topic, address)
);
