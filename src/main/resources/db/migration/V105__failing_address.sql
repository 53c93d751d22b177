-- Addresses at which nothing arrives any more, and the delivery that showed it. told_at is when their owner was told, by told_by; a row
-- leaves when something arrives there again. Times by the machine's clock.
CREATE TABLE failing_address (
    address_hash    VARCHAR(64)     NOT NULL PRIMARY KEY,
    delivery_id     BIGINT          NOT NULL,
    code            VARCHAR(80)     NOT NULL,
    marked_at       TIMESTAMP WITH TIME ZONE NOT NULL,
    told_at         TIMESTAMP WITH TIME ZONE,
    told_by         VARCHAR(10)
);
CREATE INDEX failing_address_told ON failing_address (told_at, marked_at);
