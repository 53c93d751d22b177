-- Whether a person withdrew it: the loop withdraws, too, what nobody needs to hear any more.
ALTER TABLE message ADD COLUMN taken_back BOOLEAN NOT NULL DEFAULT FALSE;
