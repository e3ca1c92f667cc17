"""An envelope: what was written, with a head that says to which report it belongs, padded, encrypted by age.

The plain text inside is one line that names the form, one line of JSON (the head), the content, and zero bytes up to
the next size of `SIZES`. Whoever opens it sees at once whether it is the envelope that it was asked for: of this
report, of this form, sealed to these keys. The commitment binds the content for the public log: it needs the nonce
of the head, so that it tells nothing to whoever has not opened the envelope, and it outlives sealing anew.

Source: C2SP, "The age file encryption format" (age.md).
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Final

import pyrage
from pyrage import x25519

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway.safe_reporting.sealing.identities import checked_identity, checked_recipient, fingerprint

MAGIC: Final = b"fairway-sealed/1\n"
SCHEMA: Final = 1
AGE: Final = b"age-encryption.org/v1\n"
SIZES: Final[tuple[int, ...]] = tuple(4**power * 1024 for power in range(1, 8))
"""4 KiB, 16 KiB, … 16 MiB: the whole plain text has one of these lengths."""
MOST_BYTES: Final = SIZES[-1] - 16_384
"""Of content: what is left of the largest size beside the head."""
LONGEST_HEAD: Final = 16_384 - len(MAGIC) - 1
LONGEST_AGE_HEADER: Final = 64 * 1024
_HEXADECIMAL: Final = re.compile(r"(?:[0-9a-f]{2})*")
_AGE_HEADER: Final = re.compile(
    rb"age-encryption\.org/v1\n"
    rb"(?:-> [!-~]+(?: [!-~]+)*\n(?:[A-Za-z0-9+/]{64}\n)*[A-Za-z0-9+/]{0,63}\n)+"
    rb"--- [A-Za-z0-9+/]{43}\n"
)
_LEAST_PAYLOAD: Final = 16 + 16
"""The nonce, and the tag of an empty last piece."""


class NothingToSealTo(InputError):
    """No key was given: nothing is ever kept open instead."""

    def __init__(self) -> None:
        super().__init__(
            Text("There is nobody to whom this could be sealed."),
            advice=Text("Choose at least one office, and send it again."),
        )


class TooLarge(InputError):
    """The content is larger than the largest envelope."""

    def __init__(self) -> None:
        super().__init__(Text("This is too large to be sealed."), advice=Text("Send it in parts."))


class NotForThisKey(InputError):
    """The key does not open the envelope."""

    def __init__(self) -> None:
        super().__init__(
            Text("This key does not open the envelope."),
            advice=Text("Try your other keys: an envelope stays sealed to the keys that were in use when it was made."),
        )


class EnvelopeDamaged(InputError):
    """It is no envelope, or not whole."""

    def __init__(self) -> None:
        super().__init__(
            Text("The envelope is damaged, or is none."),
            advice=Text("Fetch it again; if that does not help, use another copy."),
        )


class EnvelopeSwapped(InputError):
    """It opens, and is not what it should be: somebody put it in another's place."""

    def __init__(self, what: Text) -> None:
        super().__init__(what, advice=Text("Do not trust it. Tell the other offices, and keep both files."))


@dataclass(frozen=True, slots=True)
class Head:
    """What an envelope says of itself, inside.

    Attributes:
        report: Id of the report, 32 hexadecimal digits.
        kind: `report`, `original`, `cleaned`, `message`, `answer`, `note`, `release`, `proof`.
        recipients: Fingerprints of the keys it is sealed to, sorted.
        name: Of a file: what it is called when it is saved; never the name it came with.
        media: Its media type.
        nonce: 32 random bytes, hexadecimal; part of the commitment.
        schema: Of this head and of the content.
        length: Bytes of content.
    """

    report: str
    kind: str
    recipients: tuple[str, ...]
    name: str = ""
    media: str = "application/json"
    nonce: str = ""
    schema: int = SCHEMA
    length: int = 0


@dataclass(frozen=True, slots=True)
class Envelope:
    """A sealed envelope, and what commits to its content (64 hexadecimal digits)."""

    content: bytes
    commitment: str


@dataclass(frozen=True, slots=True)
class Opened:
    """What was inside."""

    head: Head
    content: bytes

    @property
    def commitment(self) -> str:
        """As the public log has it for a report."""
        return commitment_of(self.content, self.head.nonce)


def commitment_of(content: bytes, nonce: str) -> str:
    """SHA-256 over a tag, the nonce and the content's SHA-256."""
    tagged = b"fairway-filing/1\n" + bytes.fromhex(nonce) + hashlib.sha256(content).digest()
    return hashlib.sha256(tagged).hexdigest()


def plain_id(report: str) -> str:
    """The id of a report as the head has it: without the dashes that a UUID is shown with."""
    return report.replace("-", "").lower()


def seal(content: bytes, *, report: str, kind: str, recipients: Sequence[str], name: str = "",
         media: str = "application/json") -> Envelope:  # fmt: skip
    """Seals content to keys.

    Args:
        content: At most `MOST_BYTES`.
        report: Id of the report, with dashes or without.
        kind: What it is; see `Head`.
        recipients: Public keys (`age1…`), at least one.
        name: Of a file.
        media: Media type.

    Raises:
        NothingToSealTo: There is no key.
        NotAKey: One of them is none.
        TooLarge: There is too much content.
    """
    return _sealed(content, Head(plain_id(report), kind, (), name, media, secrets.token_hex(32)), recipients)


def seal_again(opened: Opened, recipients: Sequence[str]) -> Envelope:
    """Seals what was opened to other keys: after a key was lost, or for another office. Its commitment stays.

    Args:
        opened: As `open_sealed` gave it.
        recipients: Public keys, at least one.

    Raises:
        NothingToSealTo, NotAKey, TooLarge: As `seal`.
    """
    return _sealed(opened.content, opened.head, recipients)


def _sealed(content: bytes, head: Head, recipients: Sequence[str]) -> Envelope:
    if not recipients:
        raise NothingToSealTo
    if len(content) > MOST_BYTES:
        raise TooLarge
    keys = sorted({checked_recipient(one) for one in recipients})
    head = replace(head, recipients=tuple(sorted(fingerprint(key) for key in keys)), length=len(content))
    line = json.dumps(asdict(head), ensure_ascii=False, sort_keys=True).encode()
    if len(line) > LONGEST_HEAD:
        raise TooLarge
    plain = MAGIC + line + b"\n" + content
    padded = plain + b"\0" * (_size_for(len(plain)) - len(plain))
    sealed = pyrage.encrypt(padded, [x25519.Recipient.from_str(key) for key in keys])
    return Envelope(sealed, commitment_of(content, head.nonce))


def open_sealed(envelope: bytes, identities: Sequence[str], *, report: str = "", kind: str = "",
                recipients: Collection[str] = ()) -> Opened:  # fmt: skip
    """Opens an envelope, and looks whether it is the one that was asked for.

    Args:
        envelope: As `seal` made it, or as `age` makes it of the same plain text.
        identities: Secret keys to try.
        report: Id of the report it must belong to; "" for any.
        kind: What it must be; "" for anything.
        recipients: Fingerprints of the keys that the server says it is sealed to; none: not compared.

    Raises:
        EnvelopeDamaged: It is no envelope.
        NotAKey: An identity is none.
        NotForThisKey: No identity opens it.
        EnvelopeSwapped: It is another's.
    """
    if not envelope.startswith(AGE):
        raise EnvelopeDamaged
    keys = [x25519.Identity.from_str(checked_identity(one)) for one in identities]
    try:
        padded = pyrage.decrypt(envelope, keys)
    except pyrage.DecryptError as fault:
        raise (NotForThisKey if "No matching keys" in str(fault) else EnvelopeDamaged) from fault
    opened = _read(padded)
    _compare(opened.head, report, kind, recipients)
    return opened


def is_envelope(given: bytes) -> bool:
    """Whether something has the form of an age file sealed to X25519 keys: the door takes nothing else from a handler.

    Whether anybody can open it cannot be known here.
    """
    header = _AGE_HEADER.match(given[:LONGEST_AGE_HEADER])
    if header is None or b"\n-> X25519 " not in header[0]:
        return False
    return len(given) - header.end() >= _LEAST_PAYLOAD


def _size_for(length: int) -> int:
    return next(size for size in SIZES if length <= size)


def _read(padded: bytes) -> Opened:
    if not padded.startswith(MAGIC):
        raise EnvelopeDamaged
    line, _, rest = padded[len(MAGIC) :].partition(b"\n")
    head = _head(line)
    if not 0 <= head.length <= len(rest) or any(rest[head.length :]):
        raise EnvelopeDamaged
    return Opened(head, rest[: head.length])


def _head(line: bytes) -> Head:
    """The head, each part of it of its own type: whoever sealed it may have written anything there.

    Raises:
        EnvelopeDamaged: It is no head.
        EnvelopeSwapped: It is of a newer form.
    """
    if len(line) > LONGEST_HEAD:
        raise EnvelopeDamaged
    try:
        said: Any = json.loads(line)
    except (ValueError, RecursionError) as fault:
        raise EnvelopeDamaged from fault
    if isinstance(said, dict) and type(said.get("schema")) is int and said["schema"] > SCHEMA:
        raise EnvelopeSwapped(Text("The envelope is of a newer form than this program knows."))
    if not _well_formed(said):
        raise EnvelopeDamaged
    return Head(**{**said, "recipients": tuple(said["recipients"])})


def _well_formed(said: Any) -> bool:
    if not isinstance(said, dict) or set(said) != {field.name for field in fields(Head)}:
        return False
    if not all(isinstance(said[name], str) for name in ("report", "kind", "name", "media", "nonce")):
        return False
    if not all(type(said[name]) is int for name in ("schema", "length")):
        return False
    listed = isinstance(said["recipients"], list) and all(isinstance(one, str) for one in said["recipients"])
    return listed and _HEXADECIMAL.fullmatch(said["nonce"]) is not None


def _compare(head: Head, report: str, kind: str, recipients: Collection[str]) -> None:
    if report and head.report != plain_id(report):
        raise EnvelopeSwapped(Text("The envelope belongs to another report."))
    if kind and head.kind != kind:
        raise EnvelopeSwapped(Text("The envelope holds something else than it should."))
    if recipients and set(recipients) != set(head.recipients):
        raise EnvelopeSwapped(Text("The envelope is sealed to other keys than the server says."))
