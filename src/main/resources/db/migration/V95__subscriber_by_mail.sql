-- Since when somebody agrees to mails; who agreed to texts as well is told by text.
ALTER TABLE subscriber ADD COLUMN email_since TIMESTAMP WITH TIME ZONE;
UPDATE subscriber SET email_since =
    (SELECT MIN(c.agreed_at) FROM subscriber_consent c WHERE c.subscriber_id = subscriber.id AND c.channel = 'email');
