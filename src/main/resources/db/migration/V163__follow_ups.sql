-- Follow-ups: a link to the tracker where the work is done, and when the owner is reminded next, by the world's clock.
ALTER TABLE review_action ADD COLUMN link VARCHAR(400);
ALTER TABLE review_action ADD COLUMN remind_at TIMESTAMP WITH TIME ZONE;
ALTER TABLE review_action ADD COLUMN reminded INTEGER DEFAULT 0 NOT NULL;
CREATE INDEX review_action_open ON review_action (done_at, due_on);
CREATE INDEX review_action_remind ON review_action (remind_at);
CREATE INDEX review_action_owner ON review_action (owner, done_at);
