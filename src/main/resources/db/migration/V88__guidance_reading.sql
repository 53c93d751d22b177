-- Who answered which guidance message, once per person, message and answer.
CREATE TABLE guidance_reading (
    incident_key    VARCHAR(60)     NOT NULL,
    queue           VARCHAR(80)     NOT NULL,
    message         BIGINT          NOT NULL,
    person          VARCHAR(120)    NOT NULL,
    answer          VARCHAR(20)     NOT NULL,
    answered_at     TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (incident_key, queue, message, person, answer)
);

-- How many readers the standing post tells of.
CREATE TABLE guidance_count (
    incident_key    VARCHAR(60)     NOT NULL,
    queue           VARCHAR(80)     NOT NULL,
    message         BIGINT          NOT NULL,
    told            INTEGER         NOT NULL,
    PRIMARY KEY (incident_key, queue)
);
