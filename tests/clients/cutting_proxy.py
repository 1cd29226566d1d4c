"""A network between client and gateway in which an answer gets lost."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import requests

LEFT_OUT = {"connection", "content-encoding", "content-length", "host", "transfer-encoding"}


@contextmanager
def cutting_proxy(gateway: str, path: str) -> Iterator[str]:
    """Its address. It cuts the first answer to a POST to that path, after the gateway has done the work."""
    cut = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def forward(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            headers = {name: value for name, value in self.headers.items() if name.lower() not in LEFT_OUT}
            with requests.Session() as session:
                session.trust_env = False
                answer = session.request(
                    self.command, gateway + self.path, headers=headers, data=body, timeout=30
                )
            if (self.command, self.path) == ("POST", path) and not cut.is_set():
                cut.set()
                self.close_connection = True
                return
            self.send_response(answer.status_code)
            for name, value in answer.headers.items():
                if name.lower() not in LEFT_OUT:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.content)))
            self.end_headers()
            self.wfile.write(answer.content)

        do_GET = do_POST = forward

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    assert cut.is_set(), "No answer was lost."
