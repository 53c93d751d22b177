-- What a table decided by itself, beside the entry of the record that has the same id in its body.
-- action, subject, did: of guardrails only: what was asked about, for what, and what followed from the answer.
CREATE TABLE decision (
    id              VARCHAR(26)     NOT NULL PRIMARY KEY,
    world           VARCHAR(40)     NOT NULL,
    chain           VARCHAR(60)     NOT NULL,
    at              TIMESTAMP WITH TIME ZONE NOT NULL,
    asked           VARCHAR(60)     NOT NULL,
    path            VARCHAR(200)    NOT NULL,
    version         INTEGER         NOT NULL,
    playbook        BIGINT          NOT NULL,
    rules           VARCHAR(1000)   NOT NULL,
    facts           VARCHAR(64)     NOT NULL,
    says            VARCHAR(400)    NOT NULL,
    action          VARCHAR(60),
    subject         VARCHAR(80),
    did             VARCHAR(10),
    because         VARCHAR(1000),
    outcome         VARCHAR(1000),
    outcome_at      TIMESTAMP WITH TIME ZONE
);
CREATE INDEX decision_world ON decision (world, at);
CREATE INDEX decision_acts ON decision (world, action, did, at);
CREATE INDEX decision_subject ON decision (subject);
CREATE INDEX decision_chain ON decision (chain, at);

-- Right or wrong. A person's word counts more than the outcome's, and both stay.
CREATE TABLE decision_verdict (
    decision_id     VARCHAR(26)     NOT NULL REFERENCES decision (id),
    source          VARCHAR(10)     NOT NULL CHECK (source IN ('person', 'outcome')),
    verdict         VARCHAR(5)      NOT NULL CHECK (verdict IN ('right', 'wrong')),
    by_kind         VARCHAR(10)     NOT NULL,
    by_name         VARCHAR(120)    NOT NULL,
    at              TIMESTAMP WITH TIME ZONE NOT NULL,
    because         VARCHAR(1000)   NOT NULL,
    PRIMARY KEY (decision_id, source)
);
