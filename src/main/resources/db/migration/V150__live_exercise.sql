-- Live exercises: who said yes, which mode is switched, why it was broken off. A mode remembers when signals last said that it helps.
ALTER TABLE drill ADD COLUMN approved_by VARCHAR(120);
ALTER TABLE drill ADD COLUMN switch_id VARCHAR(64);
ALTER TABLE drill ADD COLUMN aborted VARCHAR(2000);
ALTER TABLE mode_switch ADD COLUMN verified_at TIMESTAMP WITH TIME ZONE;
CREATE INDEX mode_switch_verified ON mode_switch (journey, mode, verified_at);
