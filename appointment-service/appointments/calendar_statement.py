"""The one statement by which a calendar is read.

It gives one document; so a calendar is one way to the database and one parse, and all that it says is of one
moment. A test holds it to what the ORM reads of the same.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

import msgspec
from django.db import connection

from appointments.calendar_rows import (
    ClosureRow,
    HadRow,
    HeldRow,
    LocationRow,
    OpeningRow,
    PolicyRow,
    Read,
    Row,
    ServiceTypeRow,
    TakenRow,
    TechnicianRow,
    UnitRow,
    VehicleRow,
)
from appointments.local_time import Span
from appointments.statuses import HOLDING_CAPACITY
from appointments.visit import Requested

A_LONG_DAY = timedelta(hours=25)
A_WEEK = timedelta(days=7)


def _columns(row: type[Row]) -> str:
    return "json_build_array(" + ", ".join(f'"{name}"' for name in row.__struct_fields__) + ")"


def _all(row: type[Row], of: str, order: str = "") -> str:
    return f"(SELECT coalesce(json_agg({_columns(row)} {order}), '[]') FROM {of})"  # noqa: S608


STATUSES_AHEAD = ", ".join(f"'{status}'" for status in HOLDING_CAPACITY)
# `around` is the time of which is read: the span of the starts, what the services take before and behind, and
# a day, which may be longer than 24 hours; and until what is lent is to be back.
CALENDAR = f"""
WITH {{held}}location AS MATERIALIZED (
    SELECT * FROM resources_location WHERE id = %(location_id)s
), sold AS MATERIALIZED (
    SELECT * FROM appointments_servicetype
    WHERE location_id = %(location_id)s AND code = ANY(%(codes)s::text[])
), around AS MATERIALIZED (
    SELECT tstzrange(
        %(begin)s::timestamptz - reach, greatest(%(end)s::timestamptz + reach, %(lent_until)s)
    ) AS known
    FROM (
        SELECT interval '25 hours'
             + coalesce(sum(buffer_before_minutes + duration_minutes + buffer_minutes), 0)
             * interval '1 minute' AS reach
        FROM sold JOIN unnest(%(codes)s::text[]) AS code USING (code)
    ) AS taken
), bay AS MATERIALIZED (
    SELECT * FROM appointments_bay
    WHERE location_id = %(location_id)s AND is_active AND kind IN (SELECT bay_kind FROM sold)
), unit AS MATERIALIZED (
    SELECT * FROM resources_equipment
    WHERE location_id = %(location_id)s AND is_active
      AND kind IN (SELECT need ->> 'kind' FROM sold, jsonb_array_elements(sold.equipment) AS need)
), lendable AS MATERIALIZED (
    SELECT * FROM resources_lendable WHERE location_id = %(location_id)s AND is_active AND kind = %(lend)s
), technician AS MATERIALIZED (
    SELECT * FROM appointments_technician WHERE is_active AND is_technician
), opening AS (
    SELECT weekday, NULL::date AS date, opens, closes FROM appointments_openinghours
    WHERE location_id = %(location_id)s
    UNION ALL
    SELECT NULL, day.date, hours.opens, hours.closes
    FROM around, location, resources_exceptionalday AS day
    LEFT JOIN resources_exceptionalhours AS hours ON hours.day_id = day.id
    WHERE day.location_id = %(location_id)s
      AND day.date >= (lower(known) AT TIME ZONE time_zone)::date
      AND day.date <= (upper(known) AT TIME ZONE time_zone)::date
), closure AS (
    SELECT * FROM appointments_closure
    WHERE location_id = %(location_id)s
      AND start < (SELECT upper(known) FROM around) AND "end" > (SELECT lower(known) FROM around)
), taken AS (
    SELECT resource.id, uses.*
    FROM (
        SELECT id FROM bay UNION ALL SELECT id FROM unit UNION ALL SELECT id FROM technician
        UNION ALL SELECT id FROM lendable UNION ALL SELECT %(vehicle_id)s::uuid
    ) AS resource,
    LATERAL (
        SELECT array_agg(lower(during) ORDER BY during) AS starts,
               array_agg(upper(during) ORDER BY during) AS ends
        FROM appointments_allocation
        WHERE resource_id = resource.id
          AND during && (
              SELECT tstzrange(lower(known) - further, upper(known) + further)
              FROM around, CAST(%(further)s AS interval) AS further
          )
          AND (expires_at IS NULL OR expires_at > %(now)s)
          AND reservation_id <> ALL(%(but)s::uuid[]) {{but}}
    ) AS uses
    WHERE uses.starts IS NOT NULL
)
SELECT json_build_object(
    'location', (SELECT {_columns(LocationRow)} FROM location),
    'service_types', {_all(ServiceTypeRow, "sold")},
    'policy', (
        SELECT {_columns(PolicyRow)} FROM appointments_policy WHERE location_id = %(location_id)s
    ),
    'bays', {_all(UnitRow, "bay", "ORDER BY name, id")},
    'equipment', {_all(UnitRow, "unit", "ORDER BY name, id")},
    'lendables', {_all(UnitRow, "lendable", "ORDER BY name, id")},
    'technicians', {_all(TechnicianRow, "technician")},
    'opening', {_all(OpeningRow, "opening")},
    'closures', {_all(ClosureRow, "closure")},
    'taken', {_all(TakenRow, "taken")}{{beside}}
)::text
"""  # noqa: S608
# What somebody has, for the limits.
HAS = f""",
    'has', (
        WITH live AS (
            SELECT location_id, start, "end", reservation_id FROM appointments_appointment
            WHERE customer_id = %(whose)s AND status IN ({STATUSES_AHEAD}) AND "end" > %(since)s
        ), about_then AS (
            SELECT location_id, start FROM live
            WHERE start >= %(begin)s::timestamptz - interval '2 days'
              AND start <= %(begin)s::timestamptz + interval '2 days'
              AND reservation_id <> ALL(%(but)s::uuid[])
        )
        SELECT json_build_object(
            'ahead', (SELECT count(*) FROM live WHERE "end" > %(now)s),
            'about_then', {_all(HadRow, "about_then")},
            'holds', {_all(HeldRow, "held", "ORDER BY start, id")},
            'vehicle', (SELECT {_columns(VehicleRow)} FROM appointments_vehicle WHERE id = %(vehicle_id)s)
        )
    )"""  # noqa: S608
HELD = """held AS MATERIALIZED (
    SELECT hold.*, location_id, code AS service_type, begins, ends
    FROM appointments_hold AS hold
    JOIN appointments_reservation AS reservation ON reservation.id = reservation_id
    JOIN appointments_servicetype AS service_type ON service_type.id = service_type_id,
    LATERAL (
        SELECT min(lower(during)) AS begins, max(upper(during)) AS ends
        FROM appointments_allocation AS allocation
        WHERE allocation.reservation_id = hold.reservation_id
    ) AS taken
    WHERE holder_id = %(whose)s AND reservation.expires_at > %(now)s
), """
ALONE = CALENDAR.format(held="", but="", beside="")
USED = "AND reservation_id <> ALL(ARRAY(SELECT reservation_id FROM held WHERE id = %(used)s))"
WITH_LIMITS = CALENDAR.format(held=HELD, but=USED, beside=HAS)
# Planning it takes twice as long as reading by it, and comes to the same plan for any values. Left to itself,
# beside a million allocations, PostgreSQL would plan it each time.
PLANNED_ONCE = "SET LOCAL plan_cache_mode = force_generic_plan"

_decoder = msgspec.json.Decoder(Read)


class Scope(NamedTuple):
    """How much is looked at.

    What the reservations in `but` take is free, and so is what their hold takes that is `used`. When a
    vehicle is in another booking is read too. Uses of `whole_weeks` are read where technicians are chosen by
    what they have to do.
    """

    but: Collection[UUID] = ()
    used: UUID | None = None
    vehicle_id: UUID | None = None
    whole_weeks: bool = False


EVERYTHING = Scope()


def read(
    location_id: UUID,
    requested: Requested,
    span: Span,
    now: datetime,
    scope: Scope = EVERYTHING,
    *,
    whose: UUID | None = None,
) -> Read:
    """What there is for what is asked of a location, and when it is taken around `span`; and what somebody
    has, if `whose` limits are to be checked for a start at its beginning."""
    values = {
        "location_id": location_id,
        "codes": requested.codes,
        "lend": requested.lend,
        "lent_until": requested.lent_until_from(span.end),
        "begin": span.start,
        "end": span.end,
        "now": now,
        "but": list(scope.but),
        "used": scope.used,
        "vehicle_id": scope.vehicle_id,
        "further": A_WEEK if scope.whole_weeks else timedelta(0),
        "whose": whose,
        "since": min(now, span.start - A_LONG_DAY),
    }
    statement = WITH_LIMITS if whose else ALONE
    rows = connection.fetch_prepared(statement, values, PLANNED_ONCE)  # type: ignore[attr-defined]
    known: Read = _decoder.decode(rows[0][0])
    return known
