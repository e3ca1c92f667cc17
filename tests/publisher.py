"""A publisher on this machine: an HTTP server on 127.0.0.1 that answers as documented, and fails on demand."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote


@dataclass
class Answer:
    """What the server sends for a path (with its query).

    Attributes:
        cut: Send this many bytes of the body, then break the connection.
        etag: Its validator; `False` sends none, and then nothing can be resumed.
        length: Whether to say the length; without it the body ends with the connection.
        ranges: Whether Range is understood.
    """

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None
    etag: bool = True
    length: bool = True
    ranges: bool = True


class Publisher:
    """Paths and their answers: a list is used up one request at a time, its last answer stays."""

    def __init__(self) -> None:
        self.answers: dict[str, list[Answer]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.otherwise: Callable[[str], Answer] = lambda path: Answer(b"not here", 404)
        self.url = ""

    def says(self, path: str, *answers: Answer | bytes) -> None:
        """What a path answers, request by request."""
        self.answers[path] = [one if isinstance(one, Answer) else Answer(one) for one in answers]

    def answer(self, path: str) -> Answer:
        """The next answer for a path."""
        waiting = self.answers.get(path)
        if not waiting:
            return self.otherwise(path)
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]

    def paths(self) -> list[str]:
        """Every path that was asked for, in order."""
        return [path for path, _ in self.asked]


@contextmanager
def publishing() -> Iterator[Publisher]:
    """A publisher at work; `url` is its address."""
    here = Publisher()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

        def do_GET(self) -> None:
            path = unquote(self.path).lstrip("/")
            here.asked.append((path, dict(self.headers.items())))
            answer = here.answer(path)
            etag = f'"{hashlib.sha256(answer.body).hexdigest()[:16]}"'
            start, status = 0, answer.status
            asked = self.headers.get("Range", "")
            if answer.ranges and status == 200 and asked and self.headers.get("If-Range") == etag:
                start = int(asked.removeprefix("bytes=").rstrip("-"))
                status = 206 if start < len(answer.body) else 416
            body = answer.body[start:] if status != 416 else b""
            self.send_response(status)
            if answer.length:
                self.send_header("Content-Length", str(len(body)))
            else:
                self.send_header("Connection", "close")
                self.close_connection = True
            if status == 206 and "Content-Range" not in answer.headers:
                self.send_header("Content-Range", f"bytes {start}-{len(answer.body) - 1}/{len(answer.body)}")
            if answer.etag and answer.status == 200:
                self.send_header("ETag", etag)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body if answer.cut is None else body[: answer.cut])
            if answer.cut is not None:
                self.wfile.flush()
                self.close_connection = True
                self.connection.shutdown(2)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    here.url = f"http://127.0.0.1:{server.server_address[1]}/"
    try:
        yield here
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
