"""What handlers write into the forms of cases, as typed values with their faults."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final
from uuid import UUID

from django.http import HttpRequest, QueryDict

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway_portal.accounts.forms import Fault, written
from fairway_portal.casework.cases.actions.recovering import Sum
from fairway_portal.casework.cases.sealed_form import LARGEST, Sealed

LONGEST: Final = 200
_CURRENCY: Final = re.compile(r"[A-Z]{3}")
_MOST: Final = Decimal("99999999999")


class FormUnusable(InputError):
    """A form that was not sent by its page: a field is missing or was changed by hand."""

    slug = "form-unusable"

    def __init__(self) -> None:
        super().__init__(
            Text("This form was not complete, so that nothing was done."),
            advice=Text("Open the case again, and use the form on its page."),
        )


@dataclass(slots=True)
class Reading:
    """Fields of one form, read one after the other; faults are gathered.

    Attributes:
        post: As it was sent.
        form: Name of the form: its fields have ids `<form>-<name>`.
    """

    post: QueryDict
    form: str = ""
    faults: list[Fault] = field(default_factory=list)

    def text(self, name: str, *, needed: bool = True) -> str:
        """One line."""
        value = written(self.post, name, LONGEST)
        if needed and not value:
            self.fault(name, Text("This is empty."))
        return value

    def one_of(self, name: str, known: Collection[str]) -> str:
        """A code of a list."""
        value = self.text(name, needed=False)
        if value not in known:
            self.fault(name, Text("Choose one of the list."))
        return value

    def several_of(self, name: str, known: Collection[str]) -> tuple[str, ...]:
        """Codes of a list, at least one."""
        found = tuple(one for one in known if one in self.post.getlist(name))
        if not found:
            self.fault(name, Text("Choose at least one."))
        return found

    def day(self, name: str) -> date | None:
        """A day."""
        try:
            return date.fromisoformat(self.text(name, needed=False))
        except ValueError:
            self.fault(name, Text("Write a day such as 2026-01-31."))
            return None

    def money(self, amount: str, currency: str, *, needed: bool) -> Sum:
        """An amount and its currency; neither, where none is needed."""
        said, code = self.text(amount, needed=needed), self.text(currency, needed=False).upper()
        if not said:
            return Sum()
        try:
            value = Decimal(said.replace(",", "").replace(" ", ""))
        except InvalidOperation:
            value = Decimal(-1)
        if not value.is_finite() or not 0 <= value <= _MOST:
            self.fault(amount, Text("Write a sum such as 1250 or 1250.50."))
        if not _CURRENCY.fullmatch(code):
            self.fault(currency, Text("Write the three letters of the currency, for instance QAR."))
        return Sum(value, code)

    def fault(self, name: str, message: Text) -> None:
        """Notes a fault of a field, by the id that it has on the page."""
        self.faults.append(Fault(f"{self.form}-{name}" if self.form else name, message))


def key_of(post: QueryDict) -> UUID:
    """The key of a form, by which it is kept once however often it is sent.

    Raises:
        FormUnusable: It has none.
    """
    try:
        return UUID(post.get("key", ""))
    except ValueError as fault:
        raise FormUnusable from fault


def version_of(post: QueryDict) -> int:
    """The version of the case as the page knew it.

    Raises:
        FormUnusable: The form has none.
    """
    try:
        return int(post.get("version", ""))
    except ValueError as fault:
        raise FormUnusable from fault


def number_of(post: QueryDict, name: str) -> int:
    """A number that a page put into its form.

    Raises:
        FormUnusable: It is none.
    """
    said = post.get(name, "")
    if not (said.isascii() and said.isdigit() and len(said) < 16):
        raise FormUnusable
    return int(said)


def sealed_of(request: HttpRequest) -> Sealed:
    """What a browser sealed (`envelope`, base64), or a program on her machine (`envelope_file`).

    What is no base64 becomes an envelope that `check_sealed` refuses.
    """
    file = request.FILES.get("envelope_file")
    given = request.POST.get("envelope", "")
    if given or file is None:
        try:
            content = base64.b64decode(given, validate=True)
        except (binascii.Error, ValueError):
            content = b"-"
    else:
        content = file.read(LARGEST + 1)
    return Sealed(content, _fingerprints(request.POST.get("recipients", "")))


def _fingerprints(said: str) -> tuple[str, ...]:
    """A JSON list, as the scripts write it; or words, as the page has it without them."""
    if not said.startswith("["):
        return tuple(said.split())
    try:
        found = json.loads(said)
    except (ValueError, RecursionError):
        return ()
    return tuple(one for one in found if isinstance(one, str))
