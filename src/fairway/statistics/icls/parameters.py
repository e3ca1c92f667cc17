"""What the guidelines leave to the country, and what a questionnaire leaves out: stated, never assumed in silence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from fairway.kernel.errors import InputError

Residence: TypeAlias = Literal["stated", "stay", "both"]
Measure: TypeAlias = Literal["birth", "citizenship", "either"]
Entry: TypeAlias = Literal["reason", "permit", "either"]

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


class ParameterMisshapen(InputError):
    """A parameter of the classification that makes no sense."""

    slug = "classification-parameter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """The national choices.

    Attributes:
        working_age: The lowest age of the working-age population, completed years.
        residence: What makes a usual resident: `stated` (the variable `usual_resident`), `stay` (the actual or intended
            stay reaches `minimum_stay_months`, or the person never lived elsewhere), or `both`.
        minimum_stay_months: Used by `stay` and `both`.
        migrants: Who is a migrant among residents: the foreign-born (`birth`), foreign citizens (`citizenship`), or
            whoever is one of these (`either`).
        entry: What tells that a migrant came for work: the main `reason` stated, the `permit` held at entry, or
            `either`.
        minimum_months_worked_abroad: The shortest labour attachment abroad that makes a return migrant worker; 0: any.
            Six months are often named (not verified).
        recency_months: A return longer ago does not count; None: any.
        reference_month: `2024-05`. Needed by `stay`, `both` and `recency_months`.
        assume_ordinary: A missing `special_category` means: none of these. Household surveys leave diplomats and
            visitors out by their scope and do not ask. False: it is unknown.
        assume_single_citizenship: A missing `second_citizenship` beside a known `citizenship` means: no second one.
        assume_residents_present: A usual resident of whom `present` is missing was present.

    Raises:
        ParameterMisshapen: A value is not possible, or `reference_month` is needed and missing.

    Source: ICLS/20/2018/Guidelines; UN, Recommendations on Statistics of International Migration, Revision 1 (1998),
    for the stay of twelve months (paragraphs not verified).
    """

    working_age: int = 15
    residence: Residence = "stated"
    minimum_stay_months: int = 12
    migrants: Measure = "birth"
    entry: Entry = "reason"
    minimum_months_worked_abroad: int = 0
    recency_months: int | None = None
    reference_month: str = ""
    assume_ordinary: bool = True
    assume_single_citizenship: bool = True
    assume_residents_present: bool = True

    def __post_init__(self) -> None:
        for name, allowed in _CHOICES.items():
            if getattr(self, name) not in allowed:
                raise ParameterMisshapen(
                    f"The parameter {name} cannot be “{getattr(self, name)}”.",
                    advice=f"Say one of: {', '.join(allowed)}.",
                    details={"parameter": name, "found": getattr(self, name), "expected": list(allowed)},
                )
        for name, most in _COUNTS.items():
            self._check_count(name, most)
        self._check_month()

    def _check_count(self, name: str, most: int) -> None:
        found = getattr(self, name)
        if found is None and name == "recency_months":
            return
        if type(found) is not int or not 0 <= found <= most:
            raise ParameterMisshapen(
                f"The parameter {name} cannot be “{found}”.",
                advice=f"Say a whole number from 0 to {most}.",
                details={"parameter": name, "found": found},
            )

    def _check_month(self) -> None:
        if self.reference_month and not _MONTH.fullmatch(self.reference_month):
            raise ParameterMisshapen(
                f"“{self.reference_month}” is not a month.",
                advice="Write the reference month as 2024-05.",
                details={"parameter": "reference_month", "found": self.reference_month},
            )
        needing = [f"residence {self.residence}"] if self.residence != "stated" else []
        needing += ["recency_months"] if self.recency_months is not None else []
        if needing and not self.reference_month:
            raise ParameterMisshapen(
                f"Without the reference month nobody can tell how long ago something was ({', '.join(needing)}).",
                advice="Give reference_month, for example 2024-05.",
                details={"parameter": "reference_month", "needed_by": needing},
            )

    @property
    def reference(self) -> int | None:
        """The reference month, counted from January of year 0."""
        return count_of(self.reference_month) if self.reference_month else None


def count_of(month: str) -> int:
    """`2024-05` as a number of months since January of year 0."""
    return int(month[:4]) * 12 + int(month[5:7]) - 1


_CHOICES: dict[str, tuple[str, ...]] = {
    "residence": get_args(Residence),
    "migrants": get_args(Measure),
    "entry": get_args(Entry),
}
_COUNTS = {
    "working_age": 120,
    "minimum_stay_months": 1200,
    "minimum_months_worked_abroad": 1200,
    "recency_months": 1440,
}
