-- Whether the post became a note by a reaction, as a whole; else by how it begins.
ALTER TABLE slack_note ADD COLUMN marked BOOLEAN DEFAULT FALSE NOT NULL;
