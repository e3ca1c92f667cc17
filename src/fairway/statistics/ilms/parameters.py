"""The national definitions that the tables rest on, as a mapping states them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Final

from fairway.kernel.errors import InputError
from fairway.statistics.icls import Parameters
from fairway.warehouse.surveys.mapping_values import SurveyMapping
from fairway.warehouse.surveys.specification_errors import nearest

_OWN: Final = {"youth_below": (15, 40), "flow_months": (1, 60), "least_country_respondents": (0, 100_000)}


class ParameterUnusable(InputError):
    """A national definition that does not exist, or makes no sense."""

    slug = "ilms-parameter"


@dataclass(frozen=True, slots=True)
class Definitions:
    """What the office decides.

    Attributes:
        classification: Of the guidelines, with the working age and the reference month.
        youth_below: The age, in completed years, from which somebody is an adult; youth are those of working age below.
        flow_months: An arrival, return or departure in so many months up to the reference month is a flow of the year.
        least_country_respondents: Countries with fewer respondents are put together as other countries.
    """

    classification: Parameters
    youth_below: int = 25
    flow_months: int = 12
    least_country_respondents: int = 100


def definitions_of(mapping: SurveyMapping) -> Definitions:
    """The definitions that a mapping states under `parameters`; the usual ones for the rest.

    Raises:
        ParameterUnusable: An unknown one, or an impossible value.
        ParameterMisshapen: One of the classification's own makes no sense.
    """
    said = dict(mapping.parameters)
    known = [one.name for one in fields(Parameters) if one.name != "reference_month"]
    for name in said:
        if name not in known and name not in _OWN:
            raise ParameterUnusable(
                f"There is no parameter “{name}”.{nearest(str(name), [*known, *_OWN])}",
                advice=f"The parameters are: {', '.join([*known, *_OWN])}.",
                details={"parameter": name},
            )
    own = {name: _whole(name, said.pop(name), limits) for name, limits in _OWN.items() if name in said}
    classification = Parameters(**said, reference_month=mapping.reference_month)
    found = Definitions(classification, **own)
    if found.youth_below <= classification.working_age:
        raise ParameterUnusable(
            f"Youth end at {found.youth_below}, and the working age begins at {classification.working_age}.",
            advice="Give a `youth_below` above `working_age`.",
        )
    return found


def _whole(name: str, value: Any, limits: tuple[int, int]) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not limits[0] <= value <= limits[1]:
        raise ParameterUnusable(
            f"The parameter {name} cannot be “{value}”.",
            advice=f"Give a whole number from {limits[0]} to {limits[1]}.",
            details={"parameter": name, "found": value},
        )
    return value


def in_words(found: Definitions) -> Mapping[str, str]:
    """Each definition and its value."""
    own = {name: str(getattr(found, name)) for name in _OWN}
    return {one.name: str(getattr(found.classification, one.name)) for one in fields(Parameters)} | own
