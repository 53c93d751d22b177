-- What one incident changes for one queue, as its agents read it now; withdrawn when it is over.
CREATE TABLE guidance_block (
    incident_key    VARCHAR(60)     NOT NULL,
    queue           VARCHAR(80)     NOT NULL,
    world           VARCHAR(40)     NOT NULL,
    severity        VARCHAR(4)      NOT NULL,
    broken          TEXT            NOT NULL,
    todo            TEXT            NOT NULL,
    say             TEXT            NOT NULL,
    dont            TEXT            NOT NULL,
    works           TEXT            NOT NULL,
    decides         VARCHAR(200)    NOT NULL,
    since           TIMESTAMP WITH TIME ZONE NOT NULL,
    changed_at      TIMESTAMP WITH TIME ZONE NOT NULL,
    next_word_at    TIMESTAMP WITH TIME ZONE,
    facts_version   INTEGER         NOT NULL,
    message         BIGINT,
    withdrawn_at    TIMESTAMP WITH TIME ZONE,
    PRIMARY KEY (incident_key, queue)
);
CREATE INDEX guidance_board ON guidance_block (world, queue, withdrawn_at);

-- Who said that he has read it; once per person, incident and queue.
CREATE TABLE guidance_receipt (
    incident_key    VARCHAR(60)     NOT NULL,
    queue           VARCHAR(80)     NOT NULL,
    person          VARCHAR(120)    NOT NULL,
    answer          VARCHAR(20)     NOT NULL,
    answered_at     TIMESTAMP WITH TIME ZONE NOT NULL,
    facts_version   INTEGER         NOT NULL,
    PRIMARY KEY (incident_key, queue, person, answer)
);
