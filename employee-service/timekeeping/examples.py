"""What the documentation shows."""

from drf_spectacular.utils import OpenApiExample

TASK = "019ab0c9-2f7e-7a44-8c1d-3b6e9d2f4a10"
STOPPED = {
    "id": "019ab0cb-51aa-7e19-a0c3-7f2d8b9e6c55",
    "employee_id": "019ab0c4-7d10-7c53-9b2e-5a4f0d6c1e21",
    "task_id": TASK,
    "task_title": "Replace the front brake pads",
    "project_id": "019ab0c8-90b2-7d06-b7a5-6e1c2d3f4a5b",
    "status": "stopped",
    "source": "timer",
    "note": "",
    "started_at": "2026-11-22T09:30:00Z",
    "stopped_at": "2026-11-22T10:45:00Z",
    "duration_seconds": 3600,
    "ended_by": "",
    "created_at": "2026-11-22T09:30:00Z",
    "updated_at": "2026-11-22T10:45:00Z",
}
SEGMENTS = [
    {"started_at": "2026-11-22T09:30:00Z", "ended_at": "2026-11-22T10:00:00Z"},
    {"started_at": "2026-11-22T10:15:00Z", "ended_at": "2026-11-22T10:45:00Z"},
]

TIME_LOG = OpenApiExample("An hour's work", STOPPED, response_only=True)
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
        "updated_at": "2026-11-22T09:30:00Z",
        "segments": [{"started_at": "2026-11-22T09:30:00Z", "ended_at": None}],
    },
    response_only=True,
)
START = OpenApiExample("Begin", {"task_id": TASK}, request_only=True)
ENTRY = OpenApiExample(
    "Work that nobody timed",
    {
        "task_id": TASK,
        "started_at": "2026-11-22T13:00:00Z",
        "stopped_at": "2026-11-22T13:40:00Z",
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
        "started_at": "2026-11-22T13:00:00Z",
        "stopped_at": "2026-11-22T13:40:00Z",
        "duration_seconds": 2400,
        "segments": [{"started_at": "2026-11-22T13:00:00Z", "ended_at": "2026-11-22T13:40:00Z"}],
    },
    response_only=True,
)
