-- Until when the vendor was asked what customers wrote to this sender, by the machine's clock.
CREATE TABLE inbound_asked (
    sender          VARCHAR(120)    NOT NULL PRIMARY KEY,
    asked_at        TIMESTAMP WITH TIME ZONE NOT NULL
);
