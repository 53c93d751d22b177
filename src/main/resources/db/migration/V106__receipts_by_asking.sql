-- When the vendor last called us with a receipt, by the world's clock; null where it never did.
CREATE TABLE receipt_heard (
    channel         VARCHAR(10)     NOT NULL PRIMARY KEY,
    heard_at        TIMESTAMP WITH TIME ZONE
);
INSERT INTO receipt_heard (channel, heard_at) VALUES ('sms', NULL);

-- Texts whose state we asked ourselves, since no receipts reach us. Times by the world's clock.
CREATE TABLE receipt_asked (
    delivery_id     BIGINT          NOT NULL PRIMARY KEY,
    sender          VARCHAR(120),
    taken_at        TIMESTAMP WITH TIME ZONE NOT NULL,
    asked_at        TIMESTAMP WITH TIME ZONE NOT NULL,
    arrived         BOOLEAN         NOT NULL
);
CREATE INDEX receipt_asked_taken ON receipt_asked (taken_at);
