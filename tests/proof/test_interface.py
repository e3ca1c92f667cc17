"""Whatever is sent to the open interface and to the pages of workers: never a fault of the server, always the headers.

The interface is asked what its own OpenAPI document says can be asked, and what it says cannot. The pages get any
method, fields, files, encodings and broken bodies, with a pass and a report of hers so that they come in deep. 10,000
examples each with FAIRWAY_PROVE=1, a seeded slice otherwise. No network: both run in this process.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, quote_from_bytes, urlsplit

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.test import RequestFactory
from django.utils.datastructures import CaseInsensitiveMapping
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as any_of
from schemathesis.checks import negative_data_rejection, positive_data_acceptance

from fairway.safe_reporting.receipts import derived
from fairway_portal.api.interface import api
from fairway_portal.casework.intake.views.sealed import POLICY as SCRIPTED
from fairway_portal.casework.notes import passes
from fairway_portal.casework.notes.queries import keys_of
from fairway_portal.casework.thread import views as thread_views
from fairway_portal.site.encodings import read_as_utf8
from tests.portal import client, prepared, text_of
from tests.proof.header_rules import wrong
from tests.unit.portal.casework.intake.reporting import Worker, two_offices
from tests.unit.safe_reporting.attachments import made

pytestmark = [pytest.mark.django_db(databases=["default", "casework"]), pytest.mark.timeout(7_200)]

PROVE: Final = bool(os.environ.get("FAIRWAY_PROVE"))
DOCUMENT: Final = api.get_openapi_schema()
OPERATIONS: Final = tuple(DOCUMENT["paths"])
OF_INTERFACE: Final = 10_000 // len(OPERATIONS) + 1 if PROVE else 4
OF_PAGES: Final = 10_000 if PROVE else 100
QUIET: Final = {
    "deadline": None, "database": None, "derandomize": True, "phases": (Phase.explicit, Phase.generate),
    "suppress_health_check": list(HealthCheck),
}  # fmt: skip
KNOWN: Final[tuple[dict[str, str], ...]] = (
    {},
    {"origin": "NPL", "destination": "QAT", "code": "NPL", "sex": "F", "corridors": "NPL-QAT,MEX-USA", "from": "NPL"},
    {"origin": "MEX", "destination": "USA", "code": "ECOWAS", "figure": "people.stock", "to": "GCC", "from": "ECOWAS"},
)
"""Values that lead further in than a word that is no country."""
counted = {"examples": 0}


@pytest.fixture(scope="module", autouse=True)
def told() -> Iterator[None]:
    """What was tried, as a line of the report: written where no test found a fault of the server."""
    yield
    if results := os.environ.get("FAIRWAY_PROVE_RESULTS"):
        with Path(results).open("a", encoding="utf-8") as stream:
            said = {"proof": "parsers", "examples": counted["examples"], "server_errors": counted.get("faults", 0)}
            stream.write(json.dumps(said) + "\n")


def no_fault(status: int, body: str, what: object) -> None:
    """Fails, and counts, where the server was at fault."""
    counted["examples"] += 1
    if status >= 500 or "Traceback (most recent call last)" in body:
        counted["faults"] = counted.get("faults", 0) + 1
        pytest.fail(f"{status}: {what!r}"[:2000])


# The open interface


@cache
def schema() -> Any:
    """The document, with the portal behind it."""
    prepared()
    return schemathesis.openapi.from_wsgi("/api/openapi.json", get_wsgi_application())


@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode))
@pytest.mark.parametrize("path", OPERATIONS)
def test_the_interface_is_as_its_document_says(path: str, mode: schemathesis.GenerationMode) -> None:
    operation = schema()[path]["GET"]
    if mode == schemathesis.GenerationMode.NEGATIVE and not DOCUMENT["paths"][path]["get"].get("parameters"):
        pytest.skip("nothing can be asked wrongly")

    good = mode == schemathesis.GenerationMode.POSITIVE

    @settings(max_examples=max(1, OF_INTERFACE // 2), **QUIET)
    @given(case=operation.as_strategy(generation_mode=mode), known=any_of.sampled_from(KNOWN))
    def ask(case: Any, known: dict[str, str]) -> None:
        for of in (case.path_parameters, case.query) if good else ():
            of.update({name: value for name, value in known.items() if name in of})
        response = case.call(headers={"Accept-Encoding": "identity"})
        no_fault(response.status_code, response.text, case)
        # A word can be of the right form and name no country; a field that was left empty was not filled in.
        asked = parse_qsl(urlsplit(response.request.url or "").query, keep_blank_values=True)
        empty = any(value == "" for _, value in asked)
        excluded = [positive_data_acceptance, *([negative_data_rejection] if empty else [])]
        case.validate_response(response, excluded_checks=excluded)

    ask()


# The pages of workers

LANGUAGES: Final = ("en", "fr", "es", "ar", "ne", "bn", "am", "xx")
ADDRESSES: Final = ("notes", "notes/new", "notes/new", "notes/new", "notes/back", "notes/back", "notes/sealed",
                    "notes/who", "filings")  # fmt: skip
METHODS: Final = ("GET", *("POST",) * 12, "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND")
FIELDS: Final = ("start", "pass", "number", "last", "step", "go", "happened", "words", "against", "agency", "country",
                 "year", "safe", "reach", "contact", "hours", "alias", "language", "office", "others", "file",
                 "envelope", "recipients", "commitment", "text", "key", "with", "token", "wanted")  # fmt: skip
VALUES: Final = ("", "0", "-1", "1", "send", "same", "longer", "check", "offices", "files", "number", "words", "what",
                 "write", "page-2", "show-away", "answer-yes-1", "away-1", "history-9", "proof", "withdraw", "delete",
                 "withdraw-sure", "drop-1", "99999999999999999999", "[]", "[[", "[1]", '["age1x"]', "0" * 64, "wages",
                 "LBN", "٢٠٢٤", "yes", "on", "back", "YWdlLWVuY3J5cHRpb24ub3JnL3YxCg==", "../../etc/passwd",
                 "<script>alert(1)</script>", "{{ 7*7 }}", "%s%n%(x)s", "a\r\nSet-Cookie: x=1")  # fmt: skip
CHARSETS: Final = ("", "; charset=utf-8", "; charset=utf-16", "; charset=latin-1", "; charset=hex", "; charset=idna",
                   "; charset=undefined", '; charset="', "; charset=utf-7")  # fmt: skip
CONTENT_TYPES: Final = ("text/plain", "application/json", "multipart/form-data", "multipart/form-data; boundary=",
                        "multipart/form-data; boundary=" + "b" * 300, "multipart/mixed; boundary=edge",
                        "application/x-www-form-urlencoded; charset", "")  # fmt: skip
NAMES: Final = ("photo.jpg", "", "../../x.pdf", "a\x00.png", "x" * 400, "ملف.pdf", 'q".gif', ".htaccess", "run.exe")
LENGTHS: Final = ("", "3", "999999999999")
"""Of a body that has another; gunicorn refuses what is no number."""
EDGE: Final = b"edge of a part"
a_value = any_of.one_of(
    any_of.sampled_from(VALUES).map(str.encode), any_of.text(max_size=60).map(str.encode), any_of.binary(max_size=60)
)
a_field = any_of.tuples(any_of.sampled_from(FIELDS).map(str.encode) | any_of.binary(max_size=12), a_value)
a_file = any_of.tuples(
    any_of.sampled_from(NAMES),
    any_of.sampled_from(sorted({**made.TELLING, **made.PLAIN})) | any_of.binary(max_size=400),
)


@dataclass(frozen=True)
class Sent:
    """What comes to a page."""

    method: str
    path: str
    body: bytes
    content_type: str
    headers: dict[str, str]


def as_form(fields: list[tuple[bytes, bytes]]) -> bytes:
    return b"&".join(
        quote_from_bytes(name).encode() + b"=" + quote_from_bytes(value).encode() for name, value in fields
    )


def as_parts(fields: list[tuple[bytes, bytes]], files: list[tuple[str, Any]], cut: int) -> bytes:
    """A body in parts, whole or cut off."""
    parts = [b'Content-Disposition: form-data; name="%b"\r\n\r\n%b' % (name, value) for name, value in fields]
    for name, content in files:
        held = content if isinstance(content, bytes) else {**made.TELLING, **made.PLAIN}[content]()
        parts.append(
            b'Content-Disposition: form-data; name="file"; filename="%b"\r\n'
            b"Content-Type: application/octet-stream\r\n\r\n%b" % (name.encode(), held)
        )
    whole = b"".join(b"--" + EDGE + b"\r\n" + part + b"\r\n" for part in parts) + b"--" + EDGE + b"--\r\n"
    return whole[: len(whole) - cut] if cut else whole


@any_of.composite
def something_sent(draw: Any, held: tuple[tuple[bytes, bytes], ...]) -> Sent:
    """Any request; `held` are fields with which hers come in: a pass, a number, a token."""
    fields = draw(any_of.lists(a_field, max_size=6)) + draw(any_of.lists(any_of.sampled_from(held), max_size=2))
    charset = draw(any_of.sampled_from(CHARSETS))
    match draw(any_of.integers(0, 9)):
        case 0:
            body, content_type = draw(any_of.binary(max_size=300)), draw(any_of.sampled_from(CONTENT_TYPES))
        case 1 | 2 | 3:
            files = draw(any_of.lists(a_file, max_size=2))
            body = as_parts(fields, files, draw(any_of.sampled_from((0, 0, 0, 5, 40))))
            content_type = f"multipart/form-data; boundary={EDGE.decode()}{charset}"
        case _:
            body, content_type = as_form(fields), f"application/x-www-form-urlencoded{charset}"
    headers = {}
    if draw(any_of.booleans()):
        headers["HTTP_ACCEPT_LANGUAGE"] = draw(any_of.text(max_size=20))
    if draw(any_of.integers(0, 9)) == 0:
        headers["CONTENT_LENGTH"] = draw(any_of.sampled_from(LENGTHS))
    language, address = draw(any_of.sampled_from(LANGUAGES)), draw(any_of.sampled_from(ADDRESSES))
    query = "?" + quote_from_bytes(draw(any_of.binary(max_size=20))) if draw(any_of.integers(0, 9)) == 0 else ""
    method = draw(any_of.sampled_from(METHODS))
    return Sent(method, f"/{language}/{address}{query}", body, content_type, headers)


@pytest.fixture
def held(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> tuple[tuple[bytes, bytes], ...]:
    """A report that was sent, one on its way, and what opens them; with the least work in each derivation."""
    settings.CASEWORK_KEYS = tmp_path / "casework-keys"
    monkeypatch.setattr(derived, "MEMORY_KIB", 8)
    monkeypatch.setattr(derived, "PASSES", 1)
    monkeypatch.setattr(thread_views, "ANSWERED_AFTER", 0.0)
    one, other = two_offices()
    sent, begun = Worker(), Worker()
    sent.report(one, other)
    token = re.findall(r"[A-Z2-7]{40,}", sent.shown)[0]
    begun.begin()
    begun.step(happened=["wages"])
    passed = [passes.issue(worker.number, keys_of(worker.number)) for worker in (sent, begun)]
    pairs = [("pass", value) for value in passed] + [("number", worker.number) for worker in (sent, begun)]
    pairs += [("last", begun.number[-5:]), ("office", str(one.office.pk)), ("token", token)]
    return tuple((name.encode(), value.encode()) for name, value in pairs)


@dataclass(frozen=True)
class Answered:
    """What the portal said, as the rules of headers read it."""

    status: int
    headers: Mapping[str, str]
    page: str


def answered(portal: Any, sent: Sent) -> Answered:
    """Asks as a server does: Django's own client would refuse to send some of it."""
    path, _, query = sent.path.partition("?")
    environ = {
        **RequestFactory()._base_environ(),
        "REQUEST_METHOD": sent.method, "PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": "localhost",
        "CONTENT_TYPE": sent.content_type, "CONTENT_LENGTH": str(len(sent.body)), "wsgi.input": BytesIO(sent.body),
        **sent.headers,
    }  # fmt: skip
    begun: list[Any] = []
    response = portal(environ, lambda status, headers, fault=None: begun.extend((int(status[:3]), headers)))
    body = b"".join(response)
    response.close()
    assert not [one for one in begun[1] if one[0] == "Set-Cookie"], repr(sent)
    return Answered(begun[0], CaseInsensitiveMapping(begun[1]), body.decode())


def test_whatever_is_sent_to_her_pages_is_answered(held: tuple[tuple[bytes, bytes], ...]) -> None:
    portal = read_as_utf8(get_wsgi_application())

    @settings(max_examples=OF_PAGES, **QUIET)
    @given(sent=something_sent(held))
    def send(sent: Sent) -> None:
        answer = answered(portal, sent)
        no_fault(answer.status, answer.page, sent)
        if answer.headers["Content-Security-Policy"] != SCRIPTED:
            assert wrong(answer, sent.path) == [], repr(sent)
        else:
            assert "/notes/sealed" in sent.path, repr(sent)
        if "/notes" in sent.path and answer.status not in (404, 405):  # those know nothing of her
            assert "no-store" in answer.headers["Cache-Control"], repr(sent)
        assert "<script>alert" not in answer.page

    send()


def test_a_fault_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fairway_portal.casework.intake.views.start.intake", lambda on: 1 / 0)
    response = client().get("/en/notes")
    with pytest.raises(pytest.fail.Exception):
        no_fault(response.status_code, text_of(response), "the first page")
    counted["faults"] -= 1
