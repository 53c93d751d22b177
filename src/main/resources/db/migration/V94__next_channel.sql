-- Recipients for whom the next channel is to be opened, if they have one: this one failed, or a page waits too long in it.
CREATE TABLE delivery_next (
    delivery_id     BIGINT          NOT NULL PRIMARY KEY,
    because         VARCHAR(80)     NOT NULL
);
ALTER TABLE delivery ADD COLUMN next_tried BOOLEAN DEFAULT FALSE NOT NULL;
