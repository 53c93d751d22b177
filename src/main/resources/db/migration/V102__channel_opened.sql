-- Since when this channel is tried for its recipient, by the machine's clock, where it is not his first: patience begins anew with it.
ALTER TABLE delivery ADD COLUMN opened_at TIMESTAMP WITH TIME ZONE;
