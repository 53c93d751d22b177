-- Whether a process has taken this switch in hand: a doubled wake-up does no harm, and a lost one is seen.
ALTER TABLE mode_switch ADD COLUMN begun BOOLEAN DEFAULT FALSE NOT NULL;
