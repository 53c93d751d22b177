-- What was last proven is asked of the newest answers, and of the newest messages of each channel.
CREATE INDEX answer_task ON answer (task_key, answered_at);
CREATE INDEX message_text_channel ON message_text (channel, message_id DESC);
CREATE INDEX drill_switch ON drill (switch_id);
