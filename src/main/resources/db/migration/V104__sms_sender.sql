-- The country of a text's number, ISO 3166, so that each sender finds what it serves; and the sender that it was handed to.
ALTER TABLE delivery ADD COLUMN country VARCHAR(2) DEFAULT '' NOT NULL;
ALTER TABLE delivery ADD COLUMN sender VARCHAR(120);
CREATE INDEX delivery_country ON delivery (message_id, country, state, channel, not_before, id);

-- Senders of texts that the vendor refuses, to be avoided for a while; country is empty where it holds for every one. Times by the
-- database's clock.
CREATE TABLE sender_mark (
    sender          VARCHAR(120)    NOT NULL,
    country         VARCHAR(2)      NOT NULL,
    code            VARCHAR(80)     NOT NULL,
    since           TIMESTAMP WITH TIME ZONE NOT NULL,
    until_at        TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (sender, country)
);
