-- What vendors published of themselves, as imported from their status pages: a claim, beside our own record.
CREATE TABLE vendor_history (
    vendor          VARCHAR(120)    NOT NULL,
    source_id       VARCHAR(120)    NOT NULL,
    name            VARCHAR(400)    NOT NULL,
    impact          VARCHAR(20)     NOT NULL,
    began_at        TIMESTAMP WITH TIME ZONE NOT NULL,
    published_at    TIMESTAMP WITH TIME ZONE NOT NULL,
    resolved_at     TIMESTAMP WITH TIME ZONE,
    components      VARCHAR(2000)   NOT NULL,
    link            VARCHAR(400),
    body            TEXT            NOT NULL,
    imported_at     TIMESTAMP WITH TIME ZONE NOT NULL,
    imported_by     VARCHAR(120)    NOT NULL,
    PRIMARY KEY (vendor, source_id)
);
CREATE INDEX vendor_history_began ON vendor_history (vendor, began_at DESC);

-- When a vendor answered our case, as somebody noted it.
CREATE TABLE vendor_answer (
    incident_key    VARCHAR(60)     NOT NULL PRIMARY KEY REFERENCES incident (incident_key),
    vendor          VARCHAR(120)    NOT NULL,
    answered_at     TIMESTAMP WITH TIME ZONE NOT NULL,
    noted_by        VARCHAR(120)    NOT NULL,
    noted_at        TIMESTAMP WITH TIME ZONE NOT NULL
);
