"""What a service sends piece by piece arrives piece by piece."""

import http.client
import threading

import pytest


@pytest.mark.parametrize(
    ("service", "method", "path"),
    [
        ("notification-service-stream", "GET", "/api/v1/notifications/stream/"),
        ("chatbot-service", "POST", "/api/v1/chatbot/conversations/0193-a/messages/"),
    ],
)
def test_each_event_arrives_before_the_next_is_sent(gateway, services, service, method, path):
    received = threading.Event()

    def stream(request):
        request.send_response(200)
        request.send_header("Content-Type", "text/event-stream")
        request.end_headers()
        for number in range(3):
            request.wfile.write(f"event: token\ndata: {number}\n\n".encode())
            assert received.wait(60), "the client has read the event"
            received.clear()
        request.close_connection = True

    services[service].on(path, stream)
    connection = http.client.HTTPConnection("127.0.0.1", gateway.port, timeout=60)
    headers = {"Accept": "text/event-stream", "Accept-Encoding": "gzip", "Last-Event-ID": "7"}
    connection.request(method, path, body=b"" if method == "POST" else None, headers=headers)
    response = connection.getresponse()

    assert response.headers["Content-Type"] == "text/event-stream"
    assert response.headers["Content-Encoding"] is None
    for number in range(3):
        assert response.readline() == b"event: token\n"
        assert response.readline() == f"data: {number}\n".encode()
        assert response.readline() == b"\n"
        received.set()
    connection.close()
    assert services[service].requests[-1].headers["Last-Event-ID"] == "7"


@pytest.mark.parametrize(
    "path", ["/api/v1/notifications/stream/", "/api/v1/chatbot/conversations/a/messages/"]
)
def test_a_quiet_stream_outlives_the_time_limit_of_other_requests(another_gateway, services, path):
    gateway = another_gateway()
    proxy = gateway.folder / "configuration/snippets/proxy.conf"
    proxy.write_text(proxy.read_text().replace("proxy_read_timeout 30s", "proxy_read_timeout 100ms"))
    gateway.stop()
    gateway.run()
    quiet_for = threading.Event()

    def stream(request):
        quiet_for.wait(0.5)
        request.reply(200, "text/event-stream", b"data: late\n\n")

    for service in ("notification-service-stream", "chatbot-service"):
        services[service].on(path, stream)

    assert gateway.ask("GET", path).body == b"data: late\n\n"
