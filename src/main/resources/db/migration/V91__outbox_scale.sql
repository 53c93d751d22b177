-- Messages whose audience is still being turned into recipients: whoever expands one locks its row here, so that claims, which lock
-- the message, never wait for it. A row leaves with the last step.
CREATE TABLE message_expansion (
    message_id      BIGINT          NOT NULL PRIMARY KEY,
    lane            INTEGER         NOT NULL,
    urgency         INTEGER         NOT NULL,
    cursor_at       VARCHAR(200)
);
INSERT INTO message_expansion (message_id, lane, urgency, cursor_at)
    SELECT id, lane, urgency, expand_cursor FROM message WHERE state = 'sending' AND expanded = FALSE;
ALTER TABLE message DROP COLUMN expand_cursor;
ALTER TABLE message DROP COLUMN expanded;

-- On PostgreSQL a row that refers to the message locks it against the claims.
ALTER TABLE delivery DROP CONSTRAINT IF EXISTS delivery_message_id_fkey;

-- A doubtful one that a person sends again is asked about first, and then not left doubtful.
ALTER TABLE delivery ADD COLUMN again BOOLEAN DEFAULT FALSE NOT NULL;

-- Which message is found for what was sent to an address, newest first.
CREATE INDEX message_newest ON message (world, id);
