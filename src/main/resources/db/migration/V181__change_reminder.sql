-- When whoever may judge an emergency change is reminded of it next, by the world's clock.
ALTER TABLE playbook_change ADD COLUMN remind_at TIMESTAMP WITH TIME ZONE;
