"""Downloading from a publisher: resumed where it was cut, retried where the server is busy, whole or not at all.

Resuming follows RFC 9110 (June 2022): §14 range requests, §13.1.5 If-Range with a strong validator, §10.2.3
Retry-After; 429 is RFC 6585 §4 (April 2012).
"""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from fairway.kernel.errors import SourceUnavailable

if TYPE_CHECKING:
    import httpx

USER_AGENT: Final = "Mozilla/5.0 (compatible; Fairway/0.1; open platform for labour migration statistics)"
ATTEMPTS: Final = 6
CONNECT_SECONDS, READ_SECONDS = 20.0, 90.0
LONGEST_WAIT_SECONDS: Final = 180.0
BUSY: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
ELSEWHERE: Final = (
    "Download the file yourself and bring it in with `fairway import DIR`; what is here already is still served."
)
_RANGE: Final = re.compile(r"bytes (?P<start>\d+)-\d+/(?P<total>\d+|\*)")

FRESH: Final = timedelta(hours=6)
Progress = Callable[[str, int, int | None], None]
Session: TypeAlias = "httpx.Client"


@dataclass(frozen=True, slots=True)
class Download:
    """A body that arrived whole.

    Attributes:
        path: Where it lies.
        url: Where it came from, after redirects.
        etag: The publisher's validator, or empty.
        retrieved: ISO date and time (UTC).
    """

    path: Path
    url: str
    sha256: str
    bytes: int
    etag: str
    retrieved: str


class _Cut(Exception):
    """The answer ended early, or the server is busy: try again after `wait` seconds."""

    def __init__(self, why: str, wait: float | None = None) -> None:
        super().__init__(why)
        self.wait = wait


@contextmanager
def session() -> Iterator[Session]:
    """A client for one fetch: connections are kept, redirects followed, bodies taken as the publisher stores them."""
    import httpx

    with httpx.Client(
        follow_redirects=True,
        timeout=httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS),
        headers={"User-Agent": USER_AGENT, "Accept-Encoding": "identity"},
    ) as client:
        yield client


def download(
    client: Session,
    url: str,
    target: Path,
    *,
    headers: Mapping[str, str] | None = None,
    progress: Progress | None = None,
    sleep: Callable[[float], None] = time.sleep,
) -> Download:
    """Downloads a URL into a file; what an earlier, interrupted call left beside it is continued.

    Args:
        client: Of `session`.
        url: What to get.
        target: Where it goes; `target.part` and its note hold what is unfinished. What arrived whole in
            the last hours is not asked for again (`forget` says that it was no good).
        headers: Further request headers (`Accept`).
        progress: Told the file's name, the bytes here and the bytes expected (None if the server does not say).
        sleep: Waits between attempts.

    Raises:
        SourceUnavailable: Not found, refused, busy for too long, or cut again and again. What has arrived is kept.
    """
    finished = _finished(target, url)
    if finished is not None:
        return finished
    part = target.with_name(target.name + ".part")
    last = "no answer"
    for attempt in range(ATTEMPTS):
        if attempt:
            sleep(_pause(attempt))
        try:
            found = _attempt(client, url, part, headers or {}, progress)
        except _Cut as cut:
            last = str(cut)
            if cut.wait is not None:
                _patience(url, cut.wait)
                sleep(cut.wait)
            continue
        return _finish(part, target, url, found)
    raise SourceUnavailable(
        f"{url} could not be downloaded whole in {ATTEMPTS} attempts ({last}).",
        advice="Run the same command again later: it goes on where this one stopped.",
        details={"url": url},
    )


@dataclass(frozen=True, slots=True)
class _Found:
    url: str
    etag: str


def _finish(part: Path, target: Path, asked: str, found: _Found) -> Download:
    with part.open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    now = datetime.now(UTC).isoformat(timespec="seconds")
    done = Download(target, found.url, sha256, part.stat().st_size, found.etag, now)
    note = {"asked": asked, **asdict(done), "path": target.name}
    part.replace(target)
    _done(target).write_text(json.dumps(note), encoding="utf-8")
    _notes(part).unlink(missing_ok=True)
    return done


def _finished(target: Path, url: str) -> Download | None:
    """What an earlier call of today has brought whole, so that a fetch of many pages goes on after the last of them."""
    try:
        note = json.loads(_done(target).read_text(encoding="utf-8"))
        age = datetime.now(UTC) - datetime.fromisoformat(note["retrieved"])
        if note.pop("asked") != url or age > FRESH or target.stat().st_size != note["bytes"]:
            return None
        return Download(**{**note, "path": target})
    except (OSError, ValueError, KeyError, TypeError):
        return None


def forget(target: Path) -> None:
    """Throws away what was downloaded to `target`, whole or not: it turned out to be no good."""
    _forget(target.with_name(target.name + ".part"))
    _done(target).unlink(missing_ok=True)
    target.unlink(missing_ok=True)


def _done(target: Path) -> Path:
    return target.with_name(target.name + ".done.json")


def _attempt(client: Session, url: str, part: Path, headers: Mapping[str, str], progress: Progress | None) -> _Found:
    import httpx

    here, validator = _unfinished(part, url)
    asked = dict(headers)
    if here:
        asked |= {"Range": f"bytes={here}-", "If-Range": validator}
    try:
        with client.stream("GET", url, headers=asked) as answer:
            start, total = _judge(answer, here, part, url)
            etag = answer.headers.get("ETag", "")
            _notes(part).write_text(json.dumps({"url": url, "validator": _validator(answer)}), encoding="utf-8")
            packed = answer.headers.get("Content-Encoding", "identity").casefold() not in ("", "identity")
            total = None if packed else total
            with part.open("r+b" if start else "wb") as stream:
                stream.seek(start)
                for piece in answer.iter_bytes() if packed else answer.iter_raw():
                    stream.write(piece)
                    if progress:
                        progress(part.name.removesuffix(".part"), stream.tell(), total)
                stream.truncate()
                size = stream.tell()
    except httpx.TransportError as fault:
        raise _Cut(_said(fault)) from fault
    except (httpx.InvalidURL, httpx.TooManyRedirects) as fault:
        raise SourceUnavailable(f"{url} cannot be asked: {fault}", advice=ELSEWHERE) from fault
    if total is not None and size != total:
        raise _Cut(f"{size} of {total} bytes arrived")
    return _Found(str(answer.url), etag)


def _judge(answer: httpx.Response, here: int, part: Path, url: str) -> tuple[int, int | None]:
    """Where in the file the answer begins, and how long the file will be."""
    status = answer.status_code
    if status == 206:
        match = _RANGE.match(answer.headers.get("Content-Range", ""))
        if match is None or not here or int(match["start"]) != here:
            _forget(part)
            raise _Cut("the server sent another part than was asked for", 0)
        return here, None if match["total"] == "*" else int(match["total"])
    if status == 200:
        length = answer.headers.get("Content-Length", "")
        return 0, int(length) if length.isdigit() else None
    if status == 416:
        _forget(part)
        raise _Cut("the file has changed since the download began", 0)
    if status in BUSY:
        raise _Cut(f"the server answered {status}", _retry_after(answer))
    raise SourceUnavailable(
        f"The publisher answered {status} for {url}.",
        advice=_advice(status),
        details={"url": url, "status": status},
    )


def _advice(status: int) -> str:
    if status in (404, 410):
        return f"The publisher has moved or withdrawn the file. Look for it on the publisher's site. {ELSEWHERE}"
    if status in (401, 403):
        return f"The publisher does not let programs have it, or not from this network. {ELSEWHERE}"
    return ELSEWHERE


def _retry_after(answer: httpx.Response) -> float | None:
    said = answer.headers.get("Retry-After", "").strip()
    if said.isdigit():
        return float(said)
    try:
        until = parsedate_to_datetime(said)
    except (TypeError, ValueError):
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.now(UTC)).total_seconds())


def _patience(url: str, wait: float) -> None:
    if wait > LONGEST_WAIT_SECONDS:
        raise SourceUnavailable(
            f"The publisher asks to wait {wait / 60:.0f} minutes before asking for {url} again.",
            advice="Run the same command after that time: it goes on where this one stopped.",
            details={"url": url, "retry_after_seconds": round(wait)},
        )


def _pause(attempt: int) -> float:
    return float(min(2 ** (attempt - 1), 30)) / 2


def _unfinished(part: Path, url: str) -> tuple[int, str]:
    """Bytes of this URL that an earlier attempt left, and the validator they belong to; none without a strong one."""
    try:
        notes = json.loads(_notes(part).read_text(encoding="utf-8"))
        size = part.stat().st_size
    except (OSError, ValueError):
        return 0, ""
    validator = str(notes.get("validator", "")) if isinstance(notes, dict) and notes.get("url") == url else ""
    return (size, validator) if validator else (0, "")


def _validator(answer: httpx.Response) -> str:
    etag = answer.headers.get("ETag", "")
    return str(etag if etag and not etag.startswith("W/") else answer.headers.get("Last-Modified", ""))


def _notes(part: Path) -> Path:
    return part.with_name(part.name + ".json")


def _forget(part: Path) -> None:
    part.unlink(missing_ok=True)
    _notes(part).unlink(missing_ok=True)


def _said(fault: Exception) -> str:
    return str(fault) or type(fault).__name__
