"""Envelopes in a handler's browser: what Python sealed opens there, and the other way round.

The scripts run in Chromium under the portal's own Content-Security-Policy, on pages that hold what their contract
names; no portal is started, and every request is answered here.
"""

from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pyrage
import pytest
from playwright.sync_api import expect

import fairway_portal.casework.keys as keys_part
from fairway.safe_reporting.receipts import derive
from fairway.safe_reporting.report import from_json
from fairway.safe_reporting.sealing.envelopes import SIZES, is_envelope, open_sealed, seal
from fairway.safe_reporting.sealing.identities import fingerprint, new_identity, recipient_of
from fairway.safe_reporting.sealing.nested import seal_held
from fairway_portal.site.headers import CONTENT_SECURITY_POLICY
from tests.unit.safe_reporting.sealing.vectors import vectors

pytestmark = [pytest.mark.browser]
slow = pytest.mark.slow

SITE = "https://portal.example"
PART = Path(keys_part.__file__).parent
SCRIPTS = PART / "static" / "casework"
SAYINGS = PART.parent / "templates" / "casework" / "keys" / "sayings.html"
REPORT = "0f3c0f3c-0f3c-0f3c-0f3c-0f3c0f3c0f3c"
WHOSE = "17-1795000000"
MINE, OTHER = new_identity(), new_identity()
PUBLIC, PUBLIC_OTHER = recipient_of(MINE), recipient_of(OTHER)
HERS = "ሰላም <b>help</b>\nمرحبا"
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR4nGP4z8AARAwQCgAf7gP9i18U1AAAAABJRU5ErkJggg=="
)


def sealed(content: bytes | str, kind: str = "report", to: tuple[str, ...] = (PUBLIC,), **more: str) -> bytes:
    written = content.encode() if isinstance(content, str) else content
    return seal(written, report=more.pop("report", REPORT), kind=kind, recipients=to, **more).content


def sayings() -> str:
    """The sentences as the template has them in English, each with its name."""
    found = re.findall(r'data-say="([\w-]+)">{{ _\("(.*?)"\) }}<', SAYINGS.read_text("utf-8"))
    spans = "".join(f'<span data-say="{name}">{said}</span>' for name, said in found)
    return f"<template data-casework-sayings>{spans}</template>"


@dataclass
class Desk:
    """One browser at pages that a test wrote."""

    page: Any
    files: dict[str, bytes] = field(default_factory=dict)
    posted: list[dict[str, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    body: str = ""

    def answer(self, route: Any) -> None:
        path = urlsplit(route.request.url).path
        if route.request.method == "POST":
            self.posted.append(fields_of(route.request))
            return route.fulfill(status=200, content_type="text/html", body="<title>Sent</title><p>Sent</p>")
        if path.startswith("/static/"):
            return route.fulfill(content_type="text/javascript", body=(SCRIPTS / Path(path).name).read_bytes())
        if path == "/style.css":  # as ours: fields and buttons have a display of their own
            return route.fulfill(
                content_type="text/css", body=".field, .flow { display: block } .button { display: flex }"
            )
        if path in self.files:
            return route.fulfill(content_type="application/octet-stream", body=self.files[path])
        names = ("age", "envelopes", "opening", "sealing", "sealing_report")
        scripts = "".join(f'<script src="/static/{name}.js" type="module"></script>' for name in names)
        style = '<link rel="stylesheet" href="/style.css">'
        head = f"<title>Desk</title>{style}{sayings()}{scripts}"
        page = f"<!doctype html><html lang=en>{head}<body>{self.body}</body></html>"
        headers = {"Content-Security-Policy": CONTENT_SECURITY_POLICY, "Content-Type": "text/html; charset=utf-8"}
        return route.fulfill(headers=headers, body=page)

    def visit(self, body: str, *, whose: str = WHOSE) -> None:
        self.body = f'<div data-age-key="{whose}"></div>{body}'
        self.page.goto(f"{SITE}/en/desk/cases/1")
        self.page.wait_for_selector("[data-age-key] [role=status]:not(:empty)")

    def give(self, content: str | bytes, name: str = "my-key.txt") -> None:
        written = content.encode() if isinstance(content, str) else content
        self.page.set_input_files("#age-key-file", {"name": name, "mimeType": "text/plain", "buffer": written})

    def open_key(self, identity: str = MINE) -> None:
        self.give(f"# created: today\n# public key: {recipient_of(identity)}\n{identity}\n")
        self.told(fingerprint(recipient_of(identity)))

    def told(self, words: str, *, seconds: int = 30) -> None:
        """Waits until the holder of the key says so. (Under the policy a test cannot wait for an expression.)"""
        self.page.locator("[data-age-key] [role=status]", has_text=words).wait_for(timeout=seconds * 1000)

    def sent(self) -> None:
        """Waits for the page that follows a form."""
        self.page.get_by_text("Sent", exact=True).wait_for()

    def status(self) -> str:
        return str(self.page.inner_text("[data-age-key] [role=status]"))

    def shown(self, at: int = 0) -> str:
        self.page.wait_for_selector("[data-opened] > *")
        return str(self.page.locator("[data-opened]").nth(at).inner_text())


def fields_of(request: Any) -> dict[str, str]:
    """The fields of a form, in either of the two forms that a browser sends."""
    given = request.post_data_buffer or b""
    if "multipart" not in request.headers["content-type"]:
        return {name: values[0] for name, values in parse_qs(given.decode(), keep_blank_values=True).items()}
    boundary = request.headers["content-type"].partition("boundary=")[2].encode()
    found = re.findall(
        rb'name="(\w+)"(?:; filename="[^"]*"\r\nContent-Type: [^\r]*)?\r\n\r\n(.*?)\r\n--' + boundary, given, re.S
    )
    return {name.decode(): value.decode("latin-1") for name, value in found}


@pytest.fixture
def desk(browser: Any) -> Iterator[Desk]:
    context = browser.new_context(accept_downloads=True)
    made = Desk(context.new_page())
    made.page.on("pageerror", lambda error: made.faults.append(str(error)))
    made.page.on("console", lambda said: made.faults.append(said.text) if said.type == "error" else None)
    context.route("**/*", made.answer)
    yield made
    context.close()
    assert made.faults == []


def section(
    url: str, kind: str = "report", recipients: str = fingerprint(PUBLIC), report: str = REPORT, more: str = ""
) -> str:
    return (
        f'<section data-sealed="{url}" data-report="{report}" data-kind="{kind}" data-recipients="{recipients}" {more}>'
        "</section>"
    )


LABELS = (
    "<dl data-labels hidden><dt>happened</dt><dd>What happened</dd><dt>words</dt><dd>In her words</dd>"
    "<dt>happened.wages</dt><dd>Not paid</dd></dl><dl data-choices hidden><dt>fees</dt><dd>Had to pay</dd></dl>"
)


def test_a_report_that_python_sealed_opens_as_text_with_its_labels(desk: Desk) -> None:
    answers = {"words": HERS, "unheard": "<i>of</i>", "happened": ["wages", "fees", "x"]}
    content = json.dumps({"form": "fairway-report", "schema": 1, "answers": answers}, ensure_ascii=False)
    made = seal(content.encode(), report=REPORT, kind="report", recipients=[PUBLIC, PUBLIC_OTHER])
    both = " ".join([fingerprint(PUBLIC_OTHER), fingerprint(PUBLIC)])
    desk.files["/e/1"] = made.content
    desk.visit(section("/e/1", recipients=both, more=f'data-commitment="{made.commitment}"') + LABELS)
    desk.open_key()
    said = desk.shown()
    assert re.split(r"\s*\n+", said) == [
        "What happened", "Not paid", "Had to pay", "x", "In her words", "ሰላም <b>help</b>", "مرحبا", "unheard",
        "<i>of</i>",
    ]  # fmt: skip
    assert desk.page.locator("[data-opened] b, [data-opened] i").count() == 0
    assert desk.page.locator("[data-opened] p[dir=auto]").count() >= 3
    assert fingerprint(PUBLIC) in desk.status()


@slow
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (sealed("x", report="1f3c" * 8), "belongs to another report"),
        (sealed("x", kind="answer"), "holds something else"),
        (sealed("x", to=(PUBLIC, PUBLIC_OTHER)), "sealed to other keys than the server says"),
        (sealed("x", to=(PUBLIC_OTHER,)), "This key does not open"),
        (sealed("x")[:-1], "damaged"),
        (b"<html>sign in</html>", "damaged"),
    ],
    ids=["report", "kind", "keys", "another key", "cut off", "no envelope"],
)
def test_what_is_not_the_envelope_that_was_asked_for_is_a_warning(desk: Desk, content: bytes, said: str) -> None:
    desk.files["/e/1"] = content
    desk.visit(section("/e/1"))
    desk.open_key()
    assert said in desk.shown()
    assert desk.page.locator("[data-opened] .warning[role=alert]").count() == 1


@slow
def test_another_content_than_the_logged_one_is_a_warning(desk: Desk) -> None:
    desk.files["/e/1"] = sealed("x")
    desk.visit(section("/e/1", more=f'data-commitment="{"ab" * 32}"'))
    desk.open_key()
    assert "not what was filed" in desk.shown()


KEPT = """async () => {
    const opened = await new Promise((done) => {
        const asked = indexedDB.open("fairway-casework", 1)
        asked.onsuccess = () => done(asked.result)
    })
    const found = await new Promise((done) => {
        const asked = opened.transaction("keys").objectStore("keys").get("key")
        asked.onsuccess = () => done(asked.result)
    })
    opened.close()
    const taken = []
    for (const form of ["raw", "pkcs8", "jwk"]) {
        try { await crypto.subtle.exportKey(form, found.identity); taken.push(form) } catch {}
    }
    const words = JSON.stringify(Object.values(found).filter((one) => typeof one === "string"))
    const hours = (found.until - Date.now()) / 3600e3
    const local = localStorage.length + sessionStorage.length
    return {extractable: found.identity.extractable, taken, words, hours, local}
}"""
"""What the browser keeps of a key, and whether it can be taken out."""


def test_the_key_cannot_be_taken_out_and_is_forgotten(desk: Desk) -> None:
    desk.files["/e/1"] = sealed(HERS, media="text/plain")
    desk.visit(section("/e/1"))
    desk.open_key()
    desk.shown()
    desk.visit(section("/e/1"))  # the page anew: the key is still there
    assert "help" in desk.shown()
    kept = desk.page.evaluate(KEPT)
    assert kept["extractable"] is False
    assert kept["taken"] == []
    assert "SECRET" not in kept["words"].upper()
    assert 7.9 < kept["hours"] <= 8
    assert kept["local"] == 0
    assert "AGE-SECRET-KEY" not in desk.page.content().upper()
    desk.page.get_by_role("button", name="Forget the key").click()
    desk.page.wait_for_selector("#age-key-file")
    assert desk.page.locator("[data-opened]").count() == 0
    desk.visit(section("/e/1"))
    assert "No key is open" in desk.status()


@slow
def test_a_key_is_not_there_for_whoever_signs_in_next_nor_after_eight_hours(desk: Desk) -> None:
    desk.page.clock.install()
    desk.visit("")
    desk.open_key()
    desk.visit("", whose="18-1795000001")
    assert "No key is open" in desk.status()
    desk.visit("")
    assert "No key is open" in desk.status()  # it was forgotten, not hidden
    desk.open_key()
    desk.page.clock.fast_forward(8 * 3600 * 1000 + 1000)
    desk.told("No key is open")


@slow
def test_signing_out_forgets_the_key(desk: Desk) -> None:
    out = '<form action="/en/desk/sign-out" method="post"><button id="out">Sign out</button></form>'
    desk.visit(out)
    desk.open_key()
    desk.page.click("#out")
    desk.sent()
    desk.visit(out)
    assert "No key is open" in desk.status()


@slow
def test_where_the_browser_has_no_x25519_the_key_stays_on_the_page_alone(desk: Desk) -> None:
    desk.page.add_init_script(
        """const real = SubtleCrypto.prototype.importKey
        SubtleCrypto.prototype.importKey = function (form, key, algorithm, ...rest) {
            if (algorithm?.name === "X25519") return Promise.reject(new DOMException("no", "NotSupportedError"))
            return real.call(this, form, key, algorithm, ...rest)
        }"""
    )
    desk.files["/e/1"] = sealed(HERS, media="text/plain")
    desk.visit(section("/e/1"))
    desk.open_key()
    assert "on this page alone" in desk.status()
    assert "help" in desk.shown()
    desk.visit(section("/e/1"))
    assert "No key is open" in desk.status()


@slow
@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("nothing", "holds no secret key"),
        (PUBLIC, "holds no secret key"),
        (f"{MINE}\n{OTHER}\n", "several keys"),
        (MINE[:-1] + ("Q" if MINE[-1] != "Q" else "P"), "holds no secret key"),
        ("x" * 70_000, "holds no secret key"),
    ],
    ids=["words", "public key", "two keys", "mistyped", "large"],
)
def test_a_file_without_one_key_is_said(desk: Desk, content: str, said: str) -> None:
    desk.visit("")
    desk.give(content)
    desk.told(said)


@slow
def test_a_locked_key_file_opens_with_its_passphrase(desk: Desk) -> None:
    locked = vectors()["locked"]
    public = vectors()["keys"][locked["key"]]["public"]
    desk.visit("")
    asks = desk.page.locator("#age-passphrase, [data-age-key] button")
    assert [one.is_visible() for one in asks.all()] == [False, False, False]
    for words, said in (("six words", "does not open"), (locked["passphrase"], fingerprint(public))):
        desk.give(locked["armoured"])
        desk.page.fill("#age-passphrase", words)
        desk.page.get_by_role("button", name="Open the key").click()
        desk.told(said)


@slow
def test_a_file_is_saved_as_plain_bytes_and_a_picture_shown_when_asked(desk: Desk, tmp_path: Path) -> None:
    desk.files["/e/1"] = sealed(PICTURE, kind="cleaned", media="image/png", name="evil.html")
    desk.files["/e/2"] = sealed("<script>alert(1)</script>", kind="original", media="text/html", name="x.html")
    desk.visit(section("/e/1", "cleaned") + section("/e/2", "original"))
    desk.open_key()
    for at, ending in enumerate((".png", ".bin")):
        part = desk.page.locator("section").nth(at)
        part.get_by_role("button", name="Open the file").click()
        with desk.page.expect_download() as found:
            part.get_by_role("button", name="Save").click()
        assert found.value.suggested_filename.endswith(ending)
        found.value.save_as(tmp_path / str(at))
    assert (tmp_path / "0").read_bytes() == PICTURE
    assert (tmp_path / "1").read_bytes() == b"<script>alert(1)</script>"
    assert desk.page.locator("canvas").count() == 0
    desk.page.get_by_role("button", name="Show the picture").click()
    desk.page.locator("canvas[width='2']").wait_for()
    assert desk.page.locator("section").nth(1).get_by_role("button", name="Show the picture").count() == 0


def test_what_the_browser_sealed_opens_in_python_and_with_age(desk: Desk, tmp_path: Path) -> None:
    reporter = derive("0" * 20, b"salt of a test only")
    to = json.dumps([PUBLIC, reporter.recipient, PUBLIC])
    desk.visit(
        f'<form method="post" action="/en/send" data-seal data-report="{REPORT}" data-kind="message" '
        f"data-recipients='{to}'><textarea data-plain></textarea><input type=hidden name=envelope>"
        "<input type=hidden name=recipients><input type=file name=envelope_file>"
        "<button name=step value=send>Send</button></form>"
    )
    desk.page.get_by_role("button", name="Send").click()
    desk.page.wait_for_selector("[data-seal-status]:not(:empty)")
    assert desk.posted == []
    desk.page.fill("textarea", HERS)
    desk.page.get_by_role("button", name="Send").click()
    desk.sent()
    (sent,) = desk.posted
    assert set(sent) == {"envelope", "recipients", "envelope_file", "step"}
    assert "help" not in json.dumps(sent)
    envelope = base64.b64decode(sent["envelope"])
    known = sorted([fingerprint(PUBLIC), fingerprint(reporter.recipient)])
    assert is_envelope(envelope)
    assert json.loads(sent["recipients"]) == known
    for identity in (MINE, reporter.identity):
        opened = open_sealed(envelope, [identity], report=REPORT, kind="message", recipients=known)
        assert opened.content.decode() == HERS
        assert opened.head.media == "text/plain"
    assert len(pyrage.decrypt(envelope, [pyrage.x25519.Identity.from_str(MINE)])) == SIZES[0]
    age = shutil.which("age")
    if age is None:
        pytest.skip("the program `age` is not installed: it was not asked")
    (tmp_path / "key").write_text(MINE + "\n")
    plain = subprocess.run(
        [age, "-d", "-i", str(tmp_path / "key")], input=envelope, capture_output=True, check=True
    ).stdout
    assert HERS.encode() in plain


@slow
def test_an_envelope_from_a_file_goes_as_it_is(desk: Desk) -> None:
    desk.visit(
        f'<form method="post" action="/en/send" enctype="multipart/form-data" data-seal data-report="{REPORT}" '
        f"data-kind='note' data-recipients='[\"{PUBLIC}\"]'><textarea data-plain></textarea>"
        "<input type=hidden name=envelope><input type=hidden name=recipients><input type=file id=f name=envelope_file>"
        "<button>Send</button></form>"
    )
    envelope = sealed("a note", kind="note")
    desk.page.set_input_files("#f", {"name": "1.age", "mimeType": "application/octet-stream", "buffer": envelope})
    desk.page.get_by_role("button", name="Send").click()
    desk.sent()
    assert desk.posted[0]["envelope_file"].encode("latin-1") == envelope
    assert desk.posted[0]["envelope"] == ""


@slow
def test_nothing_is_sealed_to_what_is_no_plain_key(desk: Desk) -> None:
    desk.visit(
        f'<form method="post" action="/en/send" data-seal data-report="{REPORT}" data-kind="note" '
        "data-recipients='[\"age1pq1abc\"]'><textarea data-plain>words</textarea><input type=hidden name=envelope>"
        "<input type=hidden name=recipients><button>Send</button></form>"
    )
    desk.page.get_by_role("button", name="Send").click()
    desk.page.wait_for_selector("[data-seal-status]:not(:empty)")
    assert "nothing was sealed" in desk.page.inner_text("[data-seal-status]")
    assert desk.posted == []


@slow
def test_sealing_to_another_office_keeps_the_commitment_and_releases_what_was_held(desk: Desk) -> None:
    first = seal(b"her report", report=REPORT, kind="report", recipients=[PUBLIC], media="text/plain")
    held = seal_held(b"held", report=REPORT, kind="report", offices=[PUBLIC_OTHER], escrow=[PUBLIC])
    desk.files |= {"/e/1": first.content, "/e/2": held.content}
    items = json.dumps([{"url": "/e/1", "kind": "report", "id": "a1"}, {"url": "/e/2", "kind": "release", "id": "a2"}])
    desk.visit(
        f"<form><input type=hidden name=csrfmiddlewaretoken value=token><button type=button data-reseal "
        f"data-report='{REPORT}' data-items='{items}' data-to='[\"{PUBLIC_OTHER}\"]' data-action='/en/take' "
        "data-done='/en/done'>Refer</button></form>"
    )
    button = desk.page.get_by_role("button", name="Refer")
    button.click()
    desk.page.wait_for_selector("[data-reseal-status]:has-text('No key is open')")
    desk.open_key()
    button.click()
    desk.page.wait_for_url("**/en/done")
    report, release = desk.posted
    assert {"csrfmiddlewaretoken", "kind", "id", "report", "envelope", "recipients", "key"} == set(report)
    assert (report["csrfmiddlewaretoken"], report["id"], release["id"]) == ("token", "a1", "a2")
    assert report["key"] != release["key"]
    assert json.loads(report["recipients"]) == [fingerprint(PUBLIC_OTHER)]
    opened = open_sealed(base64.b64decode(report["envelope"]), [OTHER], report=REPORT, kind="report")
    assert (opened.content, opened.commitment) == (b"her report", first.commitment)
    inner = open_sealed(base64.b64decode(release["envelope"]), [OTHER], report=REPORT, kind="report")
    assert (inner.content, inner.commitment) == (b"held", held.commitment)


@slow
def test_the_digits_that_prove_a_key_are_filled_in(desk: Desk) -> None:
    def challenge(plain: str) -> str:
        armoured = pyrage.encrypt(plain.encode(), [pyrage.x25519.Recipient.from_str(PUBLIC)], armored=True).decode()
        return f"<pre data-challenge>{armoured}</pre><input data-challenge-digits>"

    desk.visit(challenge("fairway-challenge/1\n1234 5678 9012\n"))
    desk.open_key()
    expect(desk.page.locator("[data-challenge-digits]")).to_have_value("1234 5678 9012")
    desk.visit(challenge("her secret 1234\n"))
    desk.told("does not open")
    assert desk.page.input_value("[data-challenge-digits]") == ""


@slow
def test_a_report_is_sealed_on_her_own_device(desk: Desk) -> None:
    desk.visit(
        f'<form method="post" action="/en/notes/sealed" data-report-form data-report="{REPORT}" '
        f"data-also='[\"{PUBLIC_OTHER}\"]'><input type=checkbox data-field=happened value=wages checked>"
        "<input type=checkbox data-field=happened value=fees checked>"
        "<input type=checkbox data-field=happened value=other>"
        "<input type=radio data-field=safe value=yes><input type=radio data-field=safe value=no checked>"
        "<textarea data-field=words></textarea><input data-field=contact value='  '>"
        f"<input type=checkbox name=office value=3 id=o data-office-keys='[\"{PUBLIC}\"]'>"
        "<input type=hidden name=envelope><input type=hidden name=recipients><input type=hidden name=commitment>"
        "<button>Send</button></form>"
    )
    desk.page.fill("textarea", HERS)
    desk.page.get_by_role("button", name="Send").click()
    desk.page.wait_for_selector("[data-report-status]:has-text('nobody')")
    assert desk.posted == []
    desk.page.check("#o")
    desk.page.get_by_role("button", name="Send").click()
    desk.sent()
    (sent,) = desk.posted
    assert set(sent) == {"office", "envelope", "recipients", "commitment"}
    opened = open_sealed(base64.b64decode(sent["envelope"]), [MINE], report=REPORT, kind="report")
    assert opened.commitment == sent["commitment"]
    assert sorted(json.loads(sent["recipients"])) == sorted([fingerprint(PUBLIC), fingerprint(PUBLIC_OTHER)])
    assert from_json(opened.content) == {"happened": ("wages", "fees"), "safe": "no", "words": HERS}
