"""What every answer must say in its headers, and a page must not name."""

from __future__ import annotations

import re
from typing import Any, Final

HERS: Final = "default-src 'none'"
ALWAYS_TO_HER: Final = {
    "default-src": "'none'", "form-action": "'self'", "frame-ancestors": "'none'", "base-uri": "'none'",
}  # fmt: skip
MAY_BE_OURS: Final = frozenset({"style-src", "img-src", "media-src"})
WITH_SCRIPTS: Final = {
    "/notes/sealed": frozenset({"script-src"}),  # she seals on her own device
    "/licences/offline": frozenset({"script-src", "connect-src", "worker-src"}),  # the list that works without a line
}
"""Her pages that have scripts of ours, because she asked for what only a script can do; end of the address → what."""
UPLOADED: Final = {"sandbox": "", "default-src": "'none'"}
"""What somebody sent as evidence: shown where it can do nothing."""
OPEN: Final = ("/api/", "/rest/")
"""What programs of others may read."""
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
    hers = policy.get("default-src") == "'none'" and policy != UPLOADED
    found = []
    if not (_right_for_her(policy, path) if hers else policy in (ALLOWED_ELSEWHERE, UPLOADED)):
        found.append(f"Content-Security-Policy: {headers.get('Content-Security-Policy')}")
    opened = path.startswith(OPEN)
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
    if referrer not in ({"no-referrer"} if hers else {"no-referrer", "same-origin", _elsewhere(path)}):
        found.append(f"Referrer-Policy: {referrer}")
    return found


def _right_for_her(policy: dict[str, str], path: str) -> bool:
    """Nothing but what is named, and that from ourselves alone."""
    more = {name: value for name, value in policy.items() if name not in ALWAYS_TO_HER}
    scripts = next((found for end, found in WITH_SCRIPTS.items() if path.endswith(end)), frozenset())
    return (
        all(policy.get(name) == value for name, value in ALWAYS_TO_HER.items())
        and set(more) <= MAY_BE_OURS | scripts
        and set(more.values()) <= {"'self'"}
    )


def _elsewhere(path: str) -> str:
    """What a page that is not hers may say: of the desk other sites learn nothing at all."""
    return "same-origin" if "/desk/" in path and not path.endswith(".js") else "strict-origin-when-cross-origin"


def _policy(said: str) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in said.split(";") if part.strip())
    return {name: value.strip() for name, _, value in parts}
