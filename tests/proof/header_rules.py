"""What every answer must say in its headers, and a page must not name."""

from __future__ import annotations

import re
from typing import Any, Final

HERS: Final = "default-src 'none'"
ALLOWED_TO_HER: Final = {
    "default-src": "'none'", "style-src": "'self'", "img-src": "'self'", "media-src": "'self'", "form-action": "'self'",
    "frame-ancestors": "'none'", "base-uri": "'none'",
}  # fmt: skip
ALLOWED_ELSEWHERE: Final = {
    "default-src": "'self'", "object-src": "'none'", "base-uri": "'none'", "form-action": "'self'",
    "frame-ancestors": "'none'",
}  # fmt: skip
LOADED: Final = re.compile(
    r"""<(?:script|img|audio|video|source|iframe|embed|link|form|object)\b[^>]*?\s(?:src|href|action|data)=["']?(?:https?:)?//""",
    re.IGNORECASE,
)
INLINE: Final = re.compile(
    r"<script(?![^>]*\ssrc=)(?![^>]*type=[\"']application/(?:ld\+)?json)[^>]*>|\sstyle=|\son\w+=|<style", re.I
)


def wrong(response: Any, path: str) -> list[str]:
    """What is missing or too much in the headers of an answer; each begins with the header's name."""
    headers = response.headers
    policy = _policy(headers.get("Content-Security-Policy", ""))
    hers = policy.get("default-src") == "'none'"
    found = []
    if policy != (ALLOWED_TO_HER if hers else ALLOWED_ELSEWHERE):
        found.append(f"Content-Security-Policy: {headers.get('Content-Security-Policy')}")
    opened = path.startswith("/api/")
    expected = {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "cross-origin" if opened else "same-origin",
    }
    found += [f"{name}: {headers.get(name)}" for name, value in expected.items() if headers.get(name) != value]
    if (
        "camera=()" not in headers.get("Permissions-Policy", "")
        or "geolocation=()" not in headers["Permissions-Policy"]
    ):
        found.append(f"Permissions-Policy: {headers.get('Permissions-Policy')}")
    if not opened and "Access-Control-Allow-Origin" in headers:
        found.append("Access-Control-Allow-Origin")
    referrer = headers.get("Referrer-Policy")
    if referrer != "no-referrer" and (hers or referrer != "strict-origin-when-cross-origin"):
        found.append(f"Referrer-Policy: {referrer}")
    return found


def _policy(said: str) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in said.split(";") if part.strip())
    return {name: value.strip() for name, _, value in parts}
