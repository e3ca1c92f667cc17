"""The register of duties, read from `register.toml`: which law makes whom tell the immigration authority what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Final

from fairway.reference import places
from fairway.safe_reporting.duties.errors import DutiesUnusable
from fairway.safe_reporting.duties.kinds import KINDS
from fairway.safe_reporting.duties.rows import Cited, Row, tables_of

RULES: Final = ("none", "exception", "may", "duty", "same")
"""`none`: no such duty; `exception`: public offices have it, these do not; `may`: no duty, and no bar either;
`duty`: must report; `same`: it enforces the immigration law itself."""
FIELDS: Final = ("country", "kinds", "rule")
GUIDE: Final = "docs/how-to/duties-to-report.md"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the register.

    Attributes:
        country: ISO 3166-1 alpha-3.
        kinds: Keys of `KINDS`.
        rule: One of `RULES`.
        cited: Where it stands.
    """

    country: str
    kinds: tuple[str, ...]
    rule: str
    cited: Cited


@dataclass(frozen=True, slots=True)
class Register:
    """All entries, in the order of the file."""

    entries: tuple[Entry, ...]

    def entry_of(self, kind: str, country: str, on: date) -> Entry | None:
        """The entry that holds; None where none is known."""
        for one in self.entries:
            if one.country == country and kind in one.kinds and one.cited.holds(on):
                return one
        return None


def read_register(text: str, name: str) -> Register:
    """The register in a TOML text.

    Args:
        text: As `register.toml`.
        name: Of the file, for refusals.

    Raises:
        DutiesUnusable: No TOML, an entry that breaks the form, or two that say something of the same days.
    """
    found: list[Entry] = []
    for count, fields in enumerate(tables_of(text, name, "duty", DutiesUnusable), start=1):
        row = Row(fields, f"{name}, duty {count} ({fields.get('country', '?')})", FIELDS, DutiesUnusable, GUIDE)
        entry = Entry(
            country=row.known("country", row.text("country", required=True), places.by_code()),
            kinds=row.codes("kinds", KINDS),
            rule=row.known("rule", row.text("rule", required=True), RULES),
            cited=row.cited(),
        )
        for other in found:
            twice = set(entry.kinds) & set(other.kinds) if other.country == entry.country else set()
            if twice and entry.cited.meets(other.cited):
                raise row.fault(
                    "kinds", f"{sorted(twice)} are said twice for the same days", "Close the earlier with valid_to."
                )
        found.append(entry)
    return Register(tuple(found))


@lru_cache(maxsize=1)
def shipped_register() -> Register:
    """The register that comes with Fairway."""
    text = (files("fairway.safe_reporting.duties") / "register.toml").read_text(encoding="utf-8")
    return read_register(text, "register.toml")
