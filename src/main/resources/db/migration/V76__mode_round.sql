-- A reopened incident goes round again: what was proposed, left off or put back before may be proposed anew.
ALTER TABLE mode_switch ADD COLUMN earlier BOOLEAN DEFAULT FALSE NOT NULL;
