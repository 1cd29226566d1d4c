"""What must never be so of bookings: one query for each fault. An answer without rows is good."""

# Whoever may have a reservation, and while it is in these states.
LIVE_OWNERS = """
    SELECT reservation_id FROM appointments_appointment
    WHERE status IN ('pending', 'confirmed', 'checked_in', 'in_progress', 'completed')
    UNION ALL
    SELECT reservation_id FROM appointments_hold
    UNION ALL
    SELECT reservation_id FROM waitlist_entry WHERE status = 'offered'
    UNION ALL
    SELECT reservation_id FROM appointments_block
"""
# What takes time now, and what it must have. A vehicle that is here may have begun within its first second.
TAKERS = """
    SELECT 'appointment' AS what, id, reservation_id, service_type_id, services, at_once,
        status IN ('checked_in', 'in_progress') AS is_here
    FROM appointments_appointment
    WHERE status IN ('pending', 'confirmed', 'checked_in', 'in_progress') AND created_at >= %(since)s
    UNION ALL
    SELECT 'hold', id, reservation_id, service_type_id, services, at_once, false
    FROM appointments_hold WHERE created_at >= %(since)s
    UNION ALL
    SELECT 'offer', entry.id, reservation_id, service_type_id, jsonb_build_array(jsonb_build_object(
        'service_type', service.code, 'start', start, 'end', "end",
        'bay_id', bay_id, 'employee_id', employee_id)), false, false
    FROM waitlist_entry entry JOIN appointments_servicetype service ON service.id = service_type_id
    WHERE status = 'offered' AND offered_at >= %(since)s AND expires_at > now()
"""
# Each service of those, when it takes up what it needs, and how many units of equipment that is.
SERVICES = f"""
    SELECT taker.what, taker.id, taker.reservation_id, done.number, service.equipment,
        done.service->>'bay_id' AS bay, done.service->>'employee_id' AS technician,
        (SELECT coalesce(sum((need->>'count')::int), 0)
         FROM jsonb_array_elements(service.equipment) need) AS units,
        tstzrange(
            (done.service->>'start')::timestamptz + CASE WHEN taker.is_here THEN interval '1 second'
                ELSE service.buffer_before_minutes * interval '-1 minute' END,
            (done.service->>'end')::timestamptz + service.buffer_minutes * interval '1 minute') AS occupied
    FROM ({TAKERS}) taker
    CROSS JOIN LATERAL jsonb_array_elements(taker.services) WITH ORDINALITY AS done(service, number)
    JOIN appointments_servicetype first ON first.id = taker.service_type_id
    JOIN appointments_servicetype service
      ON service.location_id = first.location_id AND service.code = done.service->>'service_type'
"""
# Vehicles that have a booking still, and what they take of themselves.
VEHICLES = """
    SELECT booked.id, coalesce(policy.allow_vehicle_overlap, false) AS may_overlap, count(taken.id) AS times,
        bool_and(taken.resource_id = booked.vehicle_id
                 AND taken.during @> tstzrange(booked.start, booked."end")) AS is_right
    FROM appointments_appointment booked
    LEFT JOIN appointments_policy policy USING (location_id)
    LEFT JOIN appointments_allocation taken
      ON taken.reservation_id = booked.reservation_id AND taken.kind = 'vehicle'
    WHERE booked.status IN ('pending', 'confirmed', 'checked_in', 'in_progress')
      AND booked.created_at >= %(since)s
    GROUP BY booked.id, policy.allow_vehicle_overlap
"""
# What is lent with any booking, whatever became of it, and how often it takes something that is lent.
LOANS = """
    SELECT booked.id, lent IS NOT NULL AND lent->>'returned_at' IS NULL AS is_out, count(taken.id) AS times,
        bool_and(taken.resource_id::text = lent->>'lendable_id') AS is_right,
        bool_and(lower(taken.during) <= booked.start + CASE WHEN status IN ('pending', 'confirmed')
                THEN interval '0' ELSE interval '1 second' END
            AND upper(taken.during) >= (lent->>'ends')::timestamptz) AS lasts
    FROM appointments_appointment booked
    LEFT JOIN appointments_allocation taken
      ON taken.reservation_id = booked.reservation_id AND taken.kind = 'lendable'
    WHERE booked.created_at >= %(since)s
    GROUP BY booked.id
"""
# Who was here may have what is lent until it is back, whatever became of the booking.
LENT_TO_WHO_WAS_HERE = """
    SELECT reservation_id, lent->>'lendable_id' FROM appointments_appointment booked
    WHERE lent IS NOT NULL AND EXISTS (
        SELECT FROM appointments_appointmenttransition line
        WHERE line.appointment_id = booked.id AND line.to_status = 'checked_in')
"""
# Of what makes no line in an appointment's history.
WITHOUT_LINE = "'appointment.changed.v1', 'appointment.reminder_due.v1', 'appointment.needs_attention.v1'"
# Each line of an appointment's history, and each of its events, by number.
LINES = """
    SELECT appointment_id::text AS id, to_status AS status, start,
           row_number() OVER (PARTITION BY appointment_id ORDER BY id) AS number
    FROM appointments_appointmenttransition
    WHERE appointment_id IN (SELECT id FROM appointments_appointment WHERE created_at >= %(since)s)
"""
EVENTS = f"""
    SELECT subject AS id, data->>'status' AS status, (data->>'start')::timestamptz AS start, name,
           row_number() OVER (PARTITION BY subject ORDER BY id) AS number
    FROM events_outbox
    WHERE name LIKE 'appointment.%%' AND name NOT IN ({WITHOUT_LINE}) AND occurred_at >= %(since)s
      AND subject NOT IN (SELECT id::text FROM appointments_appointment WHERE created_at < %(since)s)
"""
FAULTS = {
    "a resource is taken twice": """
        SELECT one.resource_id, one.during, other.during
        FROM appointments_allocation one JOIN appointments_allocation other
          ON one.resource_id = other.resource_id AND one.id < other.id AND one.during && other.during
    """,
    "something is taken by nobody": f"""
        SELECT id, resource_id, during FROM appointments_allocation
        WHERE reservation_id NOT IN ({LIVE_OWNERS})
          AND NOT (kind = 'lendable' AND (reservation_id, resource_id::text) IN ({LENT_TO_WHO_WAS_HERE}))
    """,
    "a resource is not kept until its reservation expires": """
        SELECT a.id FROM appointments_allocation a JOIN appointments_reservation r ON r.id = a.reservation_id
        WHERE a.expires_at IS DISTINCT FROM r.expires_at
           OR (r.state IN ('held', 'offered')) <> (r.expires_at IS NOT NULL)
    """,
    "a booking or hold has not all that it takes": f"""
        SELECT what, id, number FROM ({SERVICES}) service WHERE 2 <> (
            SELECT count(*) FROM appointments_allocation
            WHERE reservation_id = service.reservation_id AND during @> occupied
              AND (kind, resource_id::text) IN (('bay', bay), ('technician', technician)))
    """,
    "a booking or hold has no services": f"SELECT what, id FROM ({TAKERS}) taker WHERE services = '[]'",
    "a booking or hold takes more than its services do": f"""
        SELECT taker.what, taker.id FROM ({TAKERS}) taker
        JOIN appointments_allocation taken USING (reservation_id)
        GROUP BY taker.what, taker.id, taker.services, taker.at_once
        HAVING count(*) FILTER (WHERE kind = 'technician') <> jsonb_array_length(taker.services)
            OR (taker.at_once AND jsonb_array_length(taker.services)
                <> count(DISTINCT resource_id) FILTER (WHERE kind = 'technician'))
            OR count(*) FILTER (WHERE kind = 'bay') > jsonb_array_length(taker.services)
            OR bool_or(kind = 'bay' AND NOT taker.services
                @> jsonb_build_array(jsonb_build_object('bay_id', resource_id)))
    """,
    "a booking or hold has not just the equipment that it needs": f"""
        SELECT what, id, need->>'kind' FROM ({SERVICES}) service
        CROSS JOIN LATERAL jsonb_array_elements(service.equipment) need
        WHERE (need->>'count')::int > (
            SELECT count(*) FROM appointments_allocation taken
            JOIN resources_equipment unit ON unit.id = taken.resource_id AND unit.kind = need->>'kind'
            WHERE taken.kind = 'equipment' AND reservation_id = service.reservation_id
              AND during @> occupied)
        UNION ALL
        SELECT what, id, 'all' FROM ({SERVICES}) service GROUP BY what, id, reservation_id
        HAVING sum(units) <> (
            SELECT count(*) FROM appointments_allocation taken
            WHERE taken.kind = 'equipment' AND taken.reservation_id = service.reservation_id)
    """,
    "a booking has not just its vehicle": f"""
        SELECT id FROM ({VEHICLES}) vehicle
        WHERE times > 1 OR NOT is_right OR (times = 0 AND NOT may_overlap)
    """,
    "a hold or offer has what only a booking has": f"""
        SELECT what, taker.id, kind FROM ({TAKERS}) taker JOIN appointments_allocation USING (reservation_id)
        WHERE what <> 'appointment' AND kind IN ('vehicle', 'lendable')
    """,
    "what is lent is not just what is taken": f"""
        SELECT id FROM ({LOANS}) loan
        WHERE times > 1 OR NOT is_right OR (times > 0 AND is_right IS NULL)
           OR (is_out AND (times = 0 OR NOT lasts))
    """,
    "a block is not just of what is blocked": """
        SELECT block.id FROM appointments_block block
        LEFT JOIN appointments_allocation taken USING (reservation_id)
        WHERE block.created_at >= %(since)s
        GROUP BY block.id
        HAVING count(taken.id) <> 1 OR NOT bool_and(
            (kind, resource_id) = (CASE WHEN bay_id IS NULL THEN 'equipment' ELSE 'bay' END,
                                   coalesce(bay_id, equipment_id))
            AND during @> tstzrange(least(greatest(start, created_at), "end"), "end"))
    """,
    "an event tells of no row": f"""
        SELECT event.id, event.name FROM ({EVENTS}) event LEFT JOIN ({LINES}) line USING (id, number)
        WHERE line.id IS NULL OR (event.status, event.start) <> (line.status, line.start)
    """,
    "a row changed without its event": f"""
        SELECT line.id, line.status FROM ({LINES}) line LEFT JOIN ({EVENTS}) event USING (id, number)
        WHERE event.id IS NULL
    """,
    "the last event is not what the row is": f"""
        SELECT row.id, last.data FROM appointments_appointment row JOIN LATERAL (
            SELECT data FROM events_outbox WHERE subject = row.id::text AND name LIKE 'appointment.%%'
              AND name NOT IN ({WITHOUT_LINE})
            ORDER BY id DESC LIMIT 1
        ) last ON true
        WHERE row.created_at >= %(since)s
          AND (row.status, row.start, row."end", row.services) <> (
              last.data->>'status', (last.data->>'start')::timestamptz,
              (last.data->>'end')::timestamptz, last.data->'services')
    """,
    "the last offer that was published is not what is offered": """
        SELECT entry.id, last.data FROM waitlist_entry entry LEFT JOIN LATERAL (
            SELECT name, data FROM events_outbox
            WHERE subject = entry.id::text AND name LIKE 'waitlist.%%' ORDER BY id DESC LIMIT 1
        ) last ON true
        WHERE entry.created_at >= %(since)s AND entry.status IN ('waiting', 'offered') AND (
            (entry.status = 'offered') <> (last.name IS NOT DISTINCT FROM 'waitlist.offered.v1')
            OR (entry.status = 'offered' AND entry.start <> (last.data->>'start')::timestamptz))
    """,
    "an event could not be handled": "SELECT name, error FROM events_dead WHERE died_at >= %(since)s",
}
