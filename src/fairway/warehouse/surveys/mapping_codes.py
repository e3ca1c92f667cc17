"""What one national code means: a standard code, no answer, or nothing that the mapping tells."""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from fairway.kernel.errors import UnknownCode
from fairway.reference import classifications, places
from fairway.reference.survey_variables import COUNTRIES_BESIDE
from fairway.warehouse.surveys.mapping_reading import valid_codes
from fairway.warehouse.surveys.mapping_values import MappedVariable

Raw = tuple[Any, ...]
"""The values of one row in the columns of a variable."""

_YEAR_MONTH: Final = re.compile(r"^((?:19|20)\d\d)-?(0[1-9]|1[0-2])?(?:-\d\d)?$")
_LISTS: Final = {"isco": "isco08", "isic": "isic4"}
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2100
MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class Meant:
    """What a national code means.

    Attributes:
        code: The standard code; None: no answer, or not to be told.
        reason: Why it cannot be told; "" where it can.
        nearest: The nearest code that would do, or "".
        impossible: It is no code left out of the mapping, but a date that cannot be.
    """

    code: str | None = None
    reason: str = ""
    nearest: str = ""
    impossible: bool = False


def written(raw: Any) -> str:
    """A value as a mapping writes it: 1.0 is 1, a date is ISO 8601, text is without spaces around it."""
    if isinstance(raw, bool):
        return "true" if raw else "false"
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    if isinstance(raw, datetime.date | datetime.datetime):
        return raw.isoformat()[:10]
    return str(raw).strip()


class Reader:
    """Reads the codes of one variable.

    Args:
        mapped: How the variable is found in the file.
    """

    def __init__(self, mapped: MappedVariable) -> None:
        self.mapped = mapped
        self.unknown = {written(code) for code in mapped.unknown}
        self.listed = {written(one): code for code, some in mapped.codes.items() for one in some}
        kinds: Mapping[str, Callable[[Raw], Meant]] = {"month": self._month}
        self.read = kinds.get(mapped.variable.kind, self._code)

    def meaning(self, raw: Raw) -> Meant:
        """What the values of a row mean; no value, or blank text, is no answer."""
        first = raw[0]
        if first is None or (isinstance(first, float) and first != first) or written(first) == "":
            return Meant()
        if written(first) in self.unknown:
            return Meant()
        return self.read(raw)

    def _code(self, raw: Raw) -> Meant:
        code = written(raw[0])
        if code in self.listed:
            return Meant(self.listed[code])
        rest = self.mapped.rest
        if rest is None:
            return Meant(reason="not in the mapping", nearest=self._near(code, self.listed))
        if self.mapped.variable.kind == "country":
            return self._country(code, rest)
        if self.mapped.variable.kind in _LISTS:
            return self._classified(code, _LISTS[self.mapped.variable.kind])
        if self.mapped.variable.kind == "currency":
            good = re.fullmatch(r"[A-Z]{3}", code.upper()) is not None
            return Meant(code.upper()) if good else Meant(reason="no ISO 4217 code")
        valid = valid_codes(self.mapped.variable) or {}
        if code in valid:
            return Meant(code)
        return Meant(reason=f"no code of {self.mapped.variable.name}", nearest=self._near(code, valid))

    def _country(self, code: str, rest: str) -> Meant:
        if code in COUNTRIES_BESIDE:
            return Meant(code)
        if rest == "names":
            try:
                return Meant(places.find(code).iso3)
            except UnknownCode as error:
                near = error.suggestions[0] if error.suggestions else error.advice
                return Meant(reason="no country is called that", nearest=near)
        widths = {"iso3": 3, "iso2": 2, "m49": 3}
        found = places.code_of(code)
        suits = code.isdigit() if rest == "m49" else (len(code) == widths[rest] and not code.isdigit())
        if found is not None and suits:
            return Meant(found)
        same = [getattr(place, rest) for place in places.by_code().values() if getattr(place, rest)]
        return Meant(reason=f"no country code ({rest.upper()})", nearest=self._near(code.upper(), same))

    def _classified(self, code: str, name: str) -> Meant:
        digits = re.sub(r"^[A-Za-z](?=\d)", "", code)
        padded = digits.zfill(self.mapped.digits) if digits.isdigit() else digits.upper()
        known = _entries(name)
        if padded in known:
            return Meant(padded)
        said = "ISCO-08" if name == "isco08" else "ISIC Rev.4"
        return Meant(reason=f"no code of {said}", nearest=self._near(padded, known))

    def _month(self, raw: Raw) -> Meant:
        if len(raw) == 2 or (self.mapped.columns and isinstance(raw[0], int | float) and not self.mapped.format):
            return self._year_and_month(raw)
        if isinstance(raw[0], datetime.date):
            return Meant(raw[0].isoformat()[:7])
        said = written(raw[0])
        if self.mapped.format:
            try:
                return Meant(datetime.datetime.strptime(said, self.mapped.format).date().isoformat()[:7])  # noqa: DTZ007
            except ValueError:
                return Meant(reason=f"no month of the format {self.mapped.format}", impossible=True)
        return _iso_month(said)

    def _year_and_month(self, raw: Raw) -> Meant:
        first = written(raw[0])
        if len(raw) == 1 or raw[1] is None or written(raw[1]) in ("", *self.unknown):
            return _iso_month(first)
        year, month = _whole(first), _whole(written(raw[1]))
        if year is None or not FIRST_YEAR <= year < LAST_YEAR:
            return Meant(reason="no year between 1900 and 2099", impossible=True)
        if month is None or not 1 <= month <= MONTHS:
            return Meant(reason="no month between 1 and 12", impossible=True)
        return Meant(f"{year}-{month:02d}")

    @staticmethod
    def _near(code: str, known: Any) -> str:
        found = difflib.get_close_matches(code, [str(one) for one in known], n=1, cutoff=0.3)
        return found[0] if found else ""


def _entries(name: str) -> frozenset[str]:
    return frozenset(entry.code for entry in classifications.code_list(name).entries)


def _whole(said: str) -> int | None:
    return int(said) if said.isdigit() else None


def _iso_month(said: str) -> Meant:
    found = _YEAR_MONTH.match(said)
    if found is None:
        return Meant(reason="no month such as 2019-07, and no year between 1900 and 2099", impossible=True)
    return Meant(f"{found[1]}-{found[2]}" if found[2] else found[1])
