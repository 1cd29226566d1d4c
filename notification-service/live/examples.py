"""What the documentation shows. The ids are those of the demo data, the same in all services."""

from drf_spectacular.utils import OpenApiExample

from chassis.api.examples import parameters, seeded

PROJECT = seeded(12)
NOTIFICATION = seeded(61)

LAST = "appointment:1764460800000-0,notification:1764460801234-0,project:1764460801234-2"

parameters(**{"topics": f"project:{PROJECT}", "Last-Event-ID": LAST})

SHOWN = OpenApiExample(
    "A notification, a project that goes on, and the end",
    f"""retry: 1200
id: {LAST}

id: {LAST}
event: notification.created
data: {{"event_id":"0192f5d2-6f5e-7c3a-8a51-3d5f0e0c9b11","occurred_at":"2026-11-18T10:00:00Z",\
"resource":{{"type":"notification","id":"{NOTIFICATION}"}},\
"kind":"progress","title":"Half done","about":"project","about_id":"{PROJECT}"}}

id: {LAST}
event: project.progressed
data: {{"event_id":"0192f5d2-6f5e-7c3a-8a51-3d5f0e0c9b12","occurred_at":"2026-11-18T10:00:01Z",\
"resource":{{"type":"project","id":"{PROJECT}"}},\
"project_id":"{PROJECT}","title":"Oil change","progress_percent":50,"status":"in_progress"}}

event: end
data: {{"reason":"token_expired"}}

""",
    media_type="text/event-stream",
    response_only=True,
    status_codes=["200"],
)
