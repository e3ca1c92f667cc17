"""What is written into the forms of offices and keys, as typed values with their faults."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway.reference import places
from fairway.reference.wording import REPORT_LANGUAGES
from fairway.safe_reporting.sealing.identities import NotAKey, checked_recipient
from fairway_portal.accounts.forms import Fault, written
from fairway_portal.accounts.models import Organisation
from fairway_portal.casework.keys.actions import LONGEST_LABEL, OfficeAsked
from fairway_portal.casework.keys.models import HandlerKey

LONGEST_FILE: Final = 64 * 1024
LONGEST_LIST: Final = 1000
_PUBLIC: Final = re.compile(r"age1[02-9ac-hj-np-z]+")
SECRET: Final = "AGE-SECRET-KEY-"  # noqa: S105 -- how every secret key begins


@dataclass(frozen=True, slots=True)
class KeyForm:
    """A public key to register; `public` is empty where what was sent is none, so that it is never shown again."""

    public: str = ""
    label: str = ""
    purpose: str = HandlerKey.Purpose.HANDLER
    faults: tuple[Fault, ...] = ()


def read_key(post: QueryDict, file: UploadedFile[Any] | None) -> KeyForm:
    """Reads the form: the public key from its field, else from the file.

    A file is looked through for the line with a public key, as `age-keygen` writes it; one with a secret key in it is
    refused whole.
    """
    label, purpose = written(post, "label", LONGEST_LABEL), post.get("purpose", "")
    if purpose not in HandlerKey.Purpose.values:
        return KeyForm(label=label, faults=(Fault("purpose", Text("Choose what the key is for.")),))
    given = post.get("public", "")[:LONGEST_FILE]
    if not given.strip() and file is not None:
        given = (file.read(LONGEST_FILE) or b"").decode("utf-8", "replace")
    try:
        public = checked_recipient(_found(given))
    except NotAKey as refusal:
        return KeyForm(label=label, purpose=purpose, faults=(Fault("public", refusal.title_text),))
    return KeyForm(public, label, purpose)


def _found(given: str) -> str:
    """The public key of a text with other words in it; a text with a secret key is handed on, to be refused."""
    if SECRET in given.upper():
        return SECRET
    found = set(_PUBLIC.findall(given))
    return found.pop() if len(found) == 1 else ""


@dataclass(frozen=True, slots=True)
class OfficeForm:
    """What is said of an office; `asked` is there when nothing is wrong."""

    organisation: str = ""
    country: str = ""
    serves: str = ""
    languages: tuple[str, ...] = ()
    telephone: str = ""
    website: str = ""
    escrow: bool = False
    asked: OfficeAsked | None = None
    found: Organisation | None = None
    faults: tuple[Fault, ...] = ()

    @property
    def hidden(self) -> tuple[tuple[str, str], ...]:
        """The form once more, for the page on which it is checked."""
        return (
            ("organisation", self.organisation), ("country", self.country), ("serves", self.serves),
            *(("languages", one) for one in self.languages), ("telephone", self.telephone), ("website", self.website),
            ("escrow", "yes" if self.escrow else ""),
        )  # fmt: skip


@dataclass(slots=True)
class _Faults:
    found: list[Fault] = field(default_factory=list)

    def add(self, name: str, said: Text, suggestions: tuple[str, ...] = ()) -> None:
        self.found.append(Fault(name, said, suggestions))


def read_office(post: QueryDict, organisations: dict[str, Organisation]) -> OfficeForm:
    """Reads the form.

    Args:
        post: As it was sent.
        organisations: By their number, as the form offered them.
    """
    faults = _Faults()
    found = organisations.get(post.get("organisation", ""))
    if found is None:
        faults.add("organisation", Text("Choose an organisation."))
    country = _country(written(post, "country", 80), "country", faults)
    serves = written(post, "serves", LONGEST_LIST)
    places_served = tuple(
        code for one in re.split(r"[,;،]", serves) if one.strip() and (code := _country(one.strip(), "serves", faults))
    )
    languages = tuple(one for one in REPORT_LANGUAGES if one in post.getlist("languages"))
    if not languages:
        faults.add("languages", Text("Choose at least one language."))
    telephone, website = written(post, "telephone", 60), written(post, "website", 200)
    if website and not _is_secure(website):
        faults.add("website", Text("Write the whole address: https://example.org."))
    escrow = post.get("escrow") == "yes"
    asked = None if faults.found else OfficeAsked(country, places_served, languages, telephone, website, escrow)
    return OfficeForm(
        post.get("organisation", "")[:20], post.get("country", "")[:80], serves, languages, telephone, website, escrow,
        asked, found, tuple(faults.found),
    )  # fmt: skip


def _country(asked: str, name: str, faults: _Faults) -> str:
    if not asked:
        faults.add(name, Text("Write a country."))
        return ""
    try:
        return places.find(asked).iso3
    except InputError as error:
        faults.add(name, error.title_text, tuple(getattr(error, "suggestions", ())))
        return ""


def _is_secure(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme == "https" and "." in (parts.hostname or "")
