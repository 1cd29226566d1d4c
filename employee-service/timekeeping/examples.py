"""What the documentation shows."""

from drf_spectacular.utils import OpenApiExample

from chassis.api.examples import parameters, seeded
from employees.examples import TECHNICIAN

PROJECT = seeded(12)
TASK = seeded(13)
TIME_LOG = seeded(51)

parameters(
    time_log_id=TIME_LOG,
    task_id=TASK,
    project_id=PROJECT,
    started_from="2026-11-16T00:00:00Z",
    started_before="2026-11-23T00:00:00Z",
)
STOPPED = {
    "id": TIME_LOG,
    "employee_id": TECHNICIAN,
    "task_id": TASK,
    "task_title": "Replace the front brake pads",
    "project_id": PROJECT,
    "status": "stopped",
    "source": "timer",
    "note": "",
    "started_at": "2026-11-17T09:30:00Z",
    "stopped_at": "2026-11-17T10:45:00Z",
    "duration_seconds": 3600,
    "ended_by": "",
    "created_at": "2026-11-17T09:30:00Z",
    "updated_at": "2026-11-17T10:45:00Z",
}
SEGMENTS = [
    {"started_at": "2026-11-17T09:30:00Z", "ended_at": "2026-11-17T10:00:00Z"},
    {"started_at": "2026-11-17T10:15:00Z", "ended_at": "2026-11-17T10:45:00Z"},
]

LOGGED = OpenApiExample("An hour's work", STOPPED, response_only=True)
WITH_SEGMENTS = OpenApiExample(
    "An hour's work with a pause", {**STOPPED, "segments": SEGMENTS}, response_only=True
)
BEGUN = OpenApiExample(
    "Just begun",
    {
        **STOPPED,
        "status": "running",
        "stopped_at": None,
        "duration_seconds": 0,
        "updated_at": "2026-11-17T09:30:00Z",
        "segments": [{"started_at": "2026-11-17T09:30:00Z", "ended_at": None}],
    },
    response_only=True,
)
START = OpenApiExample("Begin", {"task_id": TASK}, request_only=True)
ENTRY = OpenApiExample(
    "Work that nobody timed",
    {
        "task_id": TASK,
        "started_at": "2026-11-17T13:00:00Z",
        "stopped_at": "2026-11-17T13:40:00Z",
        "note": "Forgot to start the timer.",
    },
    request_only=True,
)
ENTERED = OpenApiExample(
    "As it is logged",
    {
        **STOPPED,
        "source": "manual",
        "note": "Forgot to start the timer.",
        "started_at": "2026-11-17T13:00:00Z",
        "stopped_at": "2026-11-17T13:40:00Z",
        "duration_seconds": 2400,
        "segments": [{"started_at": "2026-11-17T13:00:00Z", "ended_at": "2026-11-17T13:40:00Z"}],
    },
    response_only=True,
)
CORRECT = OpenApiExample(
    "Forgot to stop the timer",
    {"segments": SEGMENTS, "reason": "The timer ran on over lunch."},
    request_only=True,
)
CORRECTED = OpenApiExample("As it is logged now", {**STOPPED, "segments": SEGMENTS}, response_only=True)
CORRECTION = OpenApiExample(
    "What it was before",
    {
        "id": seeded(53),
        "corrected_by": TECHNICIAN,
        "reason": "The timer ran on over lunch.",
        "task_id": TASK,
        "task_title": "Replace the front brake pads",
        "project_id": PROJECT,
        "duration_seconds": 7200,
        "segments": [{"started_at": "2026-11-17T09:30:00Z", "ended_at": "2026-11-17T11:30:00Z"}],
        "created_at": "2026-11-17T12:05:00Z",
    },
    response_only=True,
)
