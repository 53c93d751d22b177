-- The log is searched by recipient.
CREATE INDEX delivery_recipient ON delivery (recipient, id);

-- Since when a node's calls to a channel's vendor go wrong, so that every node's pages show it. Times by the database's clock; a row
-- whose seen_at is old is of a node that is gone.
CREATE TABLE channel_trouble (
    channel         VARCHAR(10)     NOT NULL,
    node            VARCHAR(40)     NOT NULL,
    since           TIMESTAMP WITH TIME ZONE NOT NULL,
    why             VARCHAR(200)    NOT NULL,
    seen_at         TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (channel, node)
);
