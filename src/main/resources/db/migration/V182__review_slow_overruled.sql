-- What ran past its time, and what people decided against a proposal, out of the record, one line each; null where it was drafted before.
ALTER TABLE review ADD COLUMN slow TEXT;
ALTER TABLE review ADD COLUMN overruled TEXT;
