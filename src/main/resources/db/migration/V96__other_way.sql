-- The channel in which nothing of this message leaves for now; null for none.
ALTER TABLE message ADD COLUMN held_channel VARCHAR(10);

-- Messages whose recipients are being told by their next channel, since this one fails. A row leaves with the last step.
CREATE TABLE other_way (
    message_id      BIGINT          NOT NULL,
    channel         VARCHAR(10)     NOT NULL,
    because         VARCHAR(80)     NOT NULL,
    cursor_at       VARCHAR(200)    NOT NULL,
    moved           BIGINT          NOT NULL,
    PRIMARY KEY (message_id, channel)
);
