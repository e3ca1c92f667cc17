"""Files she sends stay in memory: no temporary file is ever written, whatever the size."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest


class InMemory(MemoryFileUploadHandler):
    """Keeps a file in memory, however large: the door has already refused what is too large."""

    def handle_raw_input(self, *args: Any, **named: Any) -> None:
        """Called before the body is read."""
        self.activated = True


def in_memory(request: HttpRequest) -> None:
    """From now on the files of this request are read into memory alone; to be called before its body is read."""
    request.upload_handlers = [InMemory(request)]
