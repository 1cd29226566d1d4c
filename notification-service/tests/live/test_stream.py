"""What is sent to whom, over a real socket, out of a real Redis."""

import uuid

import pytest

PROJECT = "01932f70-1a2b-7c3d-8e4f-5a6b7c8d9e0f"


@pytest.fixture
def project(projects):
    """A project that whoever asks may see."""
    projects.replies("GET", f"/api/v1/projects/{PROJECT}/", {"id": PROJECT})
    return PROJECT


@pytest.mark.shows("NO09")
def test_an_account_is_sent_the_news_of_its_inbox_and_nobody_elses(listen, redis_server):
    account = uuid.uuid4()
    reading = listen(account_id=account)
    redis_server.publish("notification.created.v1", account_id=str(uuid.uuid4()))
    event_id = redis_server.publish("notification.created.v1", account_id=str(account), title="Ready")

    received = reading.next()

    assert received.event == "notification.created"
    assert received.data["event_id"] == event_id
    assert received.data["title"] == "Ready"
    assert received.data["resource"] == {
        "type": "notification",
        "id": "0192f5d2-6f5e-7c3a-8a51-3d5f0e0c9b11",
    }
    assert received.data["occurred_at"]
    assert "account_id" not in received.data


@pytest.mark.shows("NO09")
def test_a_customer_follows_their_project_and_reads_nothing_that_is_the_workshops(
    listen, redis_server, project, projects
):
    reading = listen(topics=f"project:{project}")
    redis_server.publish("task.assigned.v1", project_id=project)
    redis_server.publish("time_log.started.v1", project_id=project)
    redis_server.publish("project.progressed.v1", project_id=str(uuid.uuid4()))
    for reason, whose in (("Ours.", "internal"), ("Yours.", "customer")):
        redis_server.publish(
            "project.status_changed.v1", project_id=project, reason=reason, reason_visibility=whose
        )

    first, second = reading.next(), reading.next()

    assert [one.event for one in (first, second)] == ["project.status_changed"] * 2
    assert [one.data["reason"] for one in (first, second)] == ["", "Yours."]
    assert first.data["resource"] == {"type": "project", "id": project}
    assert projects.calls[-1].headers["Authorization"].startswith("Bearer ")


def test_the_staff_follow_the_board_and_a_project_and_are_sent_each_event_once(listen, redis_server, project):
    reading = listen(topics=f"board,project:{project}", role="employee")
    redis_server.publish("task.assigned.v1", project_id=project)
    redis_server.publish(
        "project.status_changed.v1", project_id=project, reason="Ours.", reason_visibility="internal"
    )
    redis_server.publish("appointment.checked_in.v1")
    redis_server.publish("project.progressed.v1", title="The last")

    received = []
    while not received or received[-1].data.get("title") != "The last":
        received.append(reading.next())

    by_event = {one.event: one.data for one in received}
    assert len(received) == len(by_event) == 4
    assert by_event["project.status_changed"]["reason"] == "Ours."
    assert by_event["task.assigned"]["assignee_id"]
    assert "notes" not in by_event["appointment.checked_in"]


def test_the_board_is_not_there_for_a_customer(stream, token, get):
    assert get("board", token("customer")) == (404, "not_found")


@pytest.mark.parametrize("scopes", ["notifications:read", "notifications:read projects:read"])
def test_a_key_that_may_read_notifications_is_not_shown_the_workshops_work_by_them(token, get, scopes):
    assert get("board", token("employee", scope=scopes)) == (404, "not_found")


@pytest.mark.parametrize("role", ["customer", "employee"])
def test_no_key_follows_a_project_whose_money_it_might_not_read(get, token, project, projects, role):
    key = token(role, scope="notifications:read projects:read")
    assert get(f"project:{project}", key) == (404, "not_found")
    assert projects.calls == []


@pytest.mark.shows("NO09")
def test_a_project_that_the_caller_may_not_read_is_not_there(get, token, project):
    assert get(f"project:{uuid.uuid4()}", token("customer")) == (404, "not_found")
    assert get(f"project:{project},project:{uuid.uuid4()}", token("employee")) == (404, "not_found")


@pytest.mark.parametrize("topics", ["weather", "project:7", "project:", "account:7", "board,", "*"])
def test_a_topic_that_there_is_not_is_refused_by_name(get, token, topics):
    assert get(topics, token("employee")) == (400, "unknown_topic")


def test_of_twenty_topics_one_more_is_refused_unasked(get, token, projects):
    asked = ",".join(f"project:{uuid.uuid4()}" for _ in range(21))
    assert get(asked, token("employee")) == (400, "too_many_topics")
    assert projects.calls == []


@pytest.mark.shows("NO09")
def test_ten_thousand_topics_are_refused(stream, token):
    topics = ",".join(f"project:{uuid.uuid4()}" for _ in range(10_000))
    answer = stream.get(
        f"/api/v1/notifications/stream/?topics={topics}", Authorization=f"Bearer {token('employee')}"
    )
    assert answer.status == 414


def test_whoever_is_not_signed_in_is_refused_before_any_stream(get, token):
    assert get("", "") == (401, "not_authenticated")
    assert get("", token("customer", exp=1)) == (401, "token_expired")
    assert get("", "nonsense") == (401, "token_invalid")


def test_without_vehicleandproject_service_nobody_begins_to_follow_a_project(
    own_servers, get, token, projects
):
    projects.down()
    assert get(f"project:{PROJECT}", token("customer")) == (503, "upstream_unavailable")


def test_the_process_answers_nothing_else(stream, token):
    authorization = f"Bearer {token('admin')}"
    assert stream.get("/api/v1/notifications/", Authorization=authorization).status == 404
    assert stream.get("/metrics").status == 404
    assert stream.get("/health/live/").status == 200
    assert b'"checks":{"redis":"up"}' in stream.get("/health/ready/").read()


@pytest.mark.django_db
def test_at_the_services_own_port_a_stream_ends_at_once(api, upstream):
    upstream("vehicleandproject-service").replies("GET", f"/api/v1/projects/{PROJECT}/", {"id": PROJECT})
    answer = api.as_customer().get(f"/api/v1/notifications/stream/?topics=project:{PROJECT}")
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/event-stream")
    assert answer.content == b'event: end\ndata: {"reason":"shutdown"}\n\n'
    assert api.as_customer().get("/api/v1/notifications/stream/?topics=board").status_code == 404
    assert api.as_customer().get("/api/v1/notifications/stream/?topics=weather").status_code == 400
    assert api.as_customer(scope="vehicles:read").get("/api/v1/notifications/stream/").status_code == 403
