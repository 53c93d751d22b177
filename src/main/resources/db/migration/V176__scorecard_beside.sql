-- Alarms that belong to no incident and hours of readings come in whether there are incidents or not: months of them have a number of
-- their own.
ALTER TABLE scorecard_bucket ADD COLUMN beside BIGINT NOT NULL DEFAULT 0;

-- Months that had no incident.
INSERT INTO scorecard_bucket (bucket, version, beside)
SELECT m.bucket, 0, 0
  FROM (SELECT CAST(EXTRACT(YEAR FROM at AT TIME ZONE 'UTC') * 12 + EXTRACT(MONTH FROM at AT TIME ZONE 'UTC') - 1 AS INTEGER) AS bucket
          FROM scorecard_alarm
        UNION
        SELECT CAST(EXTRACT(YEAR FROM hour_at AT TIME ZONE 'UTC') * 12 + EXTRACT(MONTH FROM hour_at AT TIME ZONE 'UTC') - 1 AS INTEGER)
          FROM scorecard_hour) m
 WHERE NOT EXISTS (SELECT 1 FROM scorecard_bucket b WHERE b.bucket = m.bucket);
