-- Changes of the playbook: proposed, checked, replayed, approved by another person, put in force, watched, kept or rolled back.
CREATE TABLE playbook_change (
    number          BIGINT          NOT NULL PRIMARY KEY,
    state           VARCHAR(20)     NOT NULL,
    emergency       BOOLEAN         NOT NULL,
    because         VARCHAR(1000)   NOT NULL,
    incident        VARCHAR(60),
    base            BIGINT          NOT NULL REFERENCES playbook_version (number),
    candidate       BIGINT          REFERENCES playbook_version (number),
    by_kind         VARCHAR(10)     NOT NULL,
    by_name         VARCHAR(120)    NOT NULL,
    proposed_at     TIMESTAMP WITH TIME ZONE NOT NULL,
    replay          TEXT,
    replayed_at     TIMESTAMP WITH TIME ZONE,
    decided_by      VARCHAR(120),
    decided_because VARCHAR(1000),
    decided_at      TIMESTAMP WITH TIME ZONE,
    watch_until     TIMESTAMP WITH TIME ZONE,
    kept_at         TIMESTAMP WITH TIME ZONE,
    judged_by       VARCHAR(120),
    judged_because  VARCHAR(1000),
    judged_at       TIMESTAMP WITH TIME ZONE,
    back_by         VARCHAR(120),
    back_because    VARCHAR(1000),
    back_at         TIMESTAMP WITH TIME ZONE,
    back_version    BIGINT          REFERENCES playbook_version (number),
    node            VARCHAR(40),
    lease_until     TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE INDEX playbook_change_state ON playbook_change (state, lease_until);
CREATE INDEX playbook_change_incident ON playbook_change (incident);

-- What a change writes; content is null where it removes the file.
CREATE TABLE playbook_change_file (
    change_number   BIGINT          NOT NULL REFERENCES playbook_change (number),
    path            VARCHAR(300)    NOT NULL,
    content         TEXT,
    PRIMARY KEY (change_number, path)
);

-- Why it was refused.
CREATE TABLE playbook_change_problem (
    change_number   BIGINT          NOT NULL REFERENCES playbook_change (number),
    place           INTEGER         NOT NULL,
    path            VARCHAR(300)    NOT NULL,
    spot            VARCHAR(400),
    what            VARCHAR(2000)   NOT NULL,
    remedy          VARCHAR(2000)   NOT NULL,
    PRIMARY KEY (change_number, place)
);

-- Drills of its replay: the scenario on the candidate, and on what it changes.
CREATE TABLE playbook_change_drill (
    change_number   BIGINT          NOT NULL REFERENCES playbook_change (number),
    scenario        VARCHAR(120)    NOT NULL,
    drill           BIGINT          NOT NULL REFERENCES drill (number),
    before_drill    BIGINT          REFERENCES drill (number),
    PRIMARY KEY (change_number, scenario)
);

ALTER TABLE playbook_version ADD COLUMN change_id VARCHAR(20);
ALTER TABLE playbook_version ADD COLUMN approver VARCHAR(120);
-- Whether it ever held in everybody's world: a candidate did not.
ALTER TABLE playbook_version ADD COLUMN held BOOLEAN DEFAULT TRUE NOT NULL;

-- Every content that ever came from files; '-' for a file that was taken away.
CREATE TABLE playbook_seen (
    path            VARCHAR(300)    NOT NULL,
    hash            VARCHAR(64)     NOT NULL,
    PRIMARY KEY (path, hash)
);
INSERT INTO playbook_seen (path, hash)
SELECT DISTINCT e.path, e.hash FROM playbook_entry e JOIN playbook_version v ON v.number = e.version WHERE v.author = 'files';

-- What each folder held when it was looked at last, so that what changed there is told from what was learned here.
CREATE TABLE playbook_source (
    source          VARCHAR(300)    NOT NULL,
    path            VARCHAR(300)    NOT NULL,
    hash            VARCHAR(64)     NOT NULL,
    PRIMARY KEY (source, path)
);
