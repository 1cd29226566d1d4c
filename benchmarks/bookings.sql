-- Years of finished work in appointment-service's database: as many bookings as `bookings`, each of ten minutes and
-- one after the other before all that there is, so that all of their allocations can stay. Five thousand of them are of
-- the customer `regular`.
SET statement_timeout = 0;
SET client_min_messages = error;
BEGIN;
CREATE TEMPORARY TABLE past AS
SELECT i, gen_random_uuid() AS id, gen_random_uuid() AS reservation_id,
       earliest - i * interval '10 minutes' AS start
FROM (SELECT least(min(start), now()) - interval '1 day' AS earliest FROM appointments_appointment) AS known,
     generate_series(1, :bookings) AS i;
CREATE TEMPORARY TABLE lift AS SELECT id, row_number() OVER (ORDER BY id) - 1 AS number FROM appointments_bay
    WHERE kind = 'lift';
CREATE TEMPORARY TABLE person AS SELECT id, row_number() OVER (ORDER BY id) - 1 AS number FROM appointments_technician
    WHERE is_technician AND is_active;
INSERT INTO appointments_reservation (id, state) SELECT reservation_id, 'booked' FROM past;
INSERT INTO appointments_appointment (
    id, created_at, updated_at, reservation_id, customer_id, vehicle_id, location_id, service_type_id, start, "end", time_zone,
    status, bay_id, employee_id, notes, services, reminders_due
)
SELECT past.id, start, start, reservation_id, CASE WHEN i <= 5000 THEN :'regular'::uuid ELSE gen_random_uuid() END,
       gen_random_uuid(), service.location_id, service.id, start, start + interval '10 minutes', 'UTC', 'completed', lift.id,
       person.id, '', jsonb_build_array(jsonb_build_object(
           'service_type', service.code, 'name', service.name, 'duration_minutes', 10,
           'price', jsonb_build_object('amount', '89.00', 'currency', 'EUR'),
           'start', to_char(start AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
           'end', to_char((start + interval '10 minutes') AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
           'bay_id', lift.id, 'employee_id', person.id)), '{}'
FROM past
JOIN lift ON lift.number = i % (SELECT count(*) FROM lift)
JOIN person ON person.number = i % (SELECT count(*) FROM person)
JOIN appointments_servicetype AS service ON service.code = 'oil-change';
INSERT INTO appointments_allocation (resource_id, kind, during, reservation_id)
SELECT resource_id, kind, tstzrange(start, start + interval '10 minutes'), reservation_id
FROM past JOIN appointments_appointment USING (id, reservation_id, start),
     LATERAL (VALUES (bay_id, 'bay'), (employee_id, 'technician')) AS taken (resource_id, kind);
COMMIT;
VACUUM ANALYZE;
