-- A workshop's years in vehicleandproject-service's database: as many projects as `projects`, each with a vehicle, a task and
-- its hand-over. The first `visits` of them are finished work on `vehicle`, whose odometer was read each time; five times
-- as many are of the customer `regular`. One in two hundred is open, has its ETA and stands in a bay.
SET statement_timeout = 0;
SET client_min_messages = error;
BEGIN;
CREATE TEMPORARY TABLE past AS
SELECT i, gen_random_uuid() AS vehicle_id, gen_random_uuid() AS customer_id, i <= :visits AS is_visit,
       '2010-01-01'::timestamptz + i * interval '1 minute' AS moment,
       ('01200000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid AS id
FROM generate_series(1, :projects) AS i;
INSERT INTO vehicles_vehicle (id, created_at, updated_at, owner_id, make, model, year, vin, plate, plate_country, color,
                              odometer_km)
SELECT vehicle_id, moment, moment, customer_id, (ARRAY['Audi', 'BMW', 'Volkswagen'])[1 + i % 3], 'Golf', 2020, '', '', 'DE',
       '', 0
FROM past;
INSERT INTO projects_project (id, created_at, updated_at, vehicle_id, location_id, customer_id, kind, title, concern, status,
                              progress_percent)
SELECT id, moment, moment, CASE WHEN is_visit THEN :'vehicle' ELSE vehicle_id END,
       (SELECT id FROM workshop_location ORDER BY id LIMIT 1), CASE WHEN i <= 5 * :visits THEN :'regular' ELSE customer_id END,
       'service', 'Oil ' || i, '', CASE WHEN is_visit OR i % 200 > 0 THEN 'closed' ELSE 'in_progress' END, 100
FROM past;
UPDATE projects_project SET ready_at = now() + interval '1 hour', stays = jsonb_build_array(jsonb_build_object(
    'bay_id', '01200000-0000-7000-8000-000000000001', 'start', now(), 'end', now() + interval '1 hour'))
WHERE status = 'in_progress';
INSERT INTO workshop_bay (id, created_at, updated_at, name)
VALUES ('01200000-0000-7000-8000-000000000001', now(), now(), 'Bay 1') ON CONFLICT DO NOTHING;
INSERT INTO projects_assignee (id, created_at, updated_at, name, is_active)
SELECT ('01200000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, now(), now(), 'Technician ' || i, true
FROM generate_series(0, 8) AS i ON CONFLICT DO NOTHING;
INSERT INTO estimates_estimate (id, created_at, updated_at, project_id, currency, revision)
SELECT gen_random_uuid(), moment, moment, id, 'EUR', 1 FROM past;
INSERT INTO projects_projecttransition (id, created_at, updated_at, project_id, from_status, to_status, reason,
                                        reason_visibility)
SELECT gen_random_uuid(), moment, moment, id, 'ready', 'delivered', '', 'customer' FROM past;
INSERT INTO projects_task (id, created_at, updated_at, project_id, title, assignee_id, estimated_minutes, status,
                           logged_seconds, irregular_seconds, position)
SELECT gen_random_uuid(), moment, moment, id, 'Change the oil', ('01200000-0000-7000-8000-' || lpad(to_hex(i % 9), 12, '0'))::uuid,
       60, 'done', 3600, 0, 1
FROM past;
INSERT INTO vehicles_odometerreading (id, created_at, updated_at, vehicle_id, value, unit, km, distance_km, read_at,
                                      exchanged, reason)
SELECT gen_random_uuid(), moment, moment, :'vehicle', i * 100, 'km', i * 100, i * 100, moment, false, '' FROM past
WHERE is_visit;
COMMIT;
VACUUM ANALYZE;
