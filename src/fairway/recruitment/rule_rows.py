"""One table of a file of rules in TOML: its fields, checked, and the refusal that names rule, field and nearest code.

Rules of fees, of contracts and of licences are read with it; each says which fields a row has and what they mean.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, ClassVar, Final

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text

_LISTED_AT_MOST: Final = 29
"""More codes than these are not listed in a refusal: the nearest one is named, or none."""


class RuleRow:
    """One rule as it stands in the file.

    Attributes:
        unusable: What is raised.
        guide: The page that lists the fields.
        keys: The fields that a row may have.
        called: What a row is called in its file.
        row: Its fields as they were read.
        said: File and rule, as a refusal names them.
        named: The same for whoever reads the details of a refusal.
    """

    unusable: ClassVar[type[InputError]]
    guide: ClassVar[str]
    keys: ClassVar[tuple[str, ...]]
    called: ClassVar[str] = "rule"

    def __init__(self, row: Mapping[str, Any], said: str, named: Mapping[str, str]) -> None:
        self.row, self.said, self.named = row, said, named
        for key in row:
            if key not in self.keys:
                raise self.fault(key, f"is no field of a {self.called}", self.keys)

    def fault(self, field: str, what: str, known: Collection[str] = (), asked: str = "") -> InputError:
        """A refusal that names the field, and the nearest of the known codes to what was asked."""
        near = difflib.get_close_matches(asked or field, known, n=1, cutoff=0.5)
        use = f"Use one of {', '.join(known)}." if 0 < len(known) <= _LISTED_AT_MOST else f"{self.guide} lists them."
        advice = f"Did you mean {near[0]}?" if near else use if known else f"{self.guide} lists the fields."
        return self.unusable(f"{self.said}: {field} {what}.", advice=advice, details={**self.named, "field": field})

    def text(self, field: str, *, required: bool = False) -> str:
        """A text; "" where it is not there and need not be."""
        value = self.row.get(field, None if required else "")
        if not isinstance(value, str):
            raise self.fault(field, "is missing" if value is None else "must be text in quotes")
        return value.strip()

    def known(self, field: str, asked: str, codes: Collection[str]) -> Any:
        """The code that was asked for, which must be one of these; it fits the `Literal` that lists them."""
        if asked not in codes:
            raise self.fault(field, f"“{asked}” is not known", codes, asked)
        return asked

    def codes(self, field: str, known: Collection[str]) -> tuple[str, ...]:
        """A list of codes; () where it is not there."""
        value = self.row.get(field, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise self.fault(field, "must be a list of texts in quotes")
        return tuple(self.known(field, one, known) for one in value)

    def law(self, laws: Mapping[str, tuple[Text, Any]], standings: Collection[str]) -> tuple[Text, Any]:
        """Name and standing of the law: of one that is listed, or as the row itself gives them."""
        title = self.text("law_title")
        if title:
            return Text("{law}", law=title), self.known("standing", self.text("standing", required=True), standings)
        return laws[self.known("law", self.text("law", required=True), tuple(laws))]

    def days(self) -> tuple[date | None, date | None]:
        """The first and the last day on which the rule holds."""
        first, last = self.day("valid_from"), self.day("valid_to")
        if first and last and last < first:
            raise self.fault("valid_to", "lies before valid_from")
        return first, last

    def day(self, field: str) -> date | None:
        """A day; None where it is not there."""
        value = self.row.get(field)
        if value is not None and (not isinstance(value, date) or hasattr(value, "hour")):
            raise self.fault(field, "must be a day such as 2019-03-28, without quotes")
        return value

    def flag(self, field: str) -> bool:
        """True or false; false where it is not there."""
        value = self.row.get(field, False)
        if not isinstance(value, bool):
            raise self.fault(field, "must be true or false")
        return value


def read_toml(text: str, name: str, called: str, unusable: type[InputError]) -> Mapping[str, Any]:
    """A TOML text that has a list of tables.

    Args:
        text: Of the file.
        name: Of the file, for messages.
        called: What a table is called: `rule` for `[[rule]]`.
        unusable: What to raise.

    Raises:
        unusable: No TOML, or no such table.
    """
    try:
        read = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise unusable(f"{name} is not TOML: {fault}.", advice="Correct the line that it names.") from fault
    found = read.get(called)
    if not isinstance(found, list) or not found or not all(isinstance(one, dict) for one in found):
        raise unusable(f"{name} has no {called}s.", advice=f"Begin each {called} with the line [[{called}]].")
    return read


def refuse_twice(ids: Iterable[str], name: str, unusable: type[InputError]) -> None:
    """Refuses a file in which two rules have one id.

    Raises:
        unusable: With the id.
    """
    seen: set[str] = set()
    for one in ids:
        if one in seen:
            raise unusable(f"{name}: the rule {one} is there twice.", advice="Give each its own id.")
        seen.add(one)


def text_of_file(path: Path, guide: str, unusable: type[InputError]) -> str:
    """The text of a file of rules.

    Args:
        path: Of the file.
        guide: The page that says how it is written.
        unusable: What to raise.

    Raises:
        unusable: It is not there, is a folder, or is not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as fault:
        raise unusable(
            f"{path.name} cannot be read: {fault.strerror}.", advice=f"Give a file of rules, as {guide} says."
        ) from fault
    except UnicodeDecodeError as fault:
        raise unusable(f"{path.name} cannot be read as text in UTF-8.", advice="Save it again as UTF-8.") from fault
