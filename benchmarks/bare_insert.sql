-- What a booking is at the least: two rows under an exclusion constraint, and a commit.
\set bay random(1, 40)
\set person random(41, 80)
\set hour random(1, 10000000)
BEGIN;
INSERT INTO bare_allocation (resource_id, during)
SELECT resource_id, tstzrange('2030-01-01'::timestamptz + :hour * interval '1 hour', '2030-01-01'::timestamptz + (:hour + 1) * interval '1 hour')
FROM (VALUES (:bay), (:person)) AS taken (resource_id) ON CONFLICT DO NOTHING;
END;
