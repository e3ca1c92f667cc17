"""Bodies are read as UTF-8, whatever the sender calls them.

Python knows encodings that are none of text, and Django takes the name of one from the request: already to make a
request out of `charset=idna` fails, before any page could say what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from email.message import Message
from typing import Any

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def read_as_utf8(application: Application) -> Application:
    """The same WSGI application, which never hears of another encoding.

    Args:
        application: Django's.
    """

    def asked(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        said = environ.get("CONTENT_TYPE", "")
        if "charset" in said.lower():
            environ["CONTENT_TYPE"] = _without_charset(said)
        return application(environ, start_response)

    return asked


def _without_charset(said: str) -> str:
    parts = Message()
    parts["Content-Type"] = said
    parts.del_param("charset")
    return str(parts["Content-Type"])
