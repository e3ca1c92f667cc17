"""Model contracts: a sector, a corridor, the languages side by side, with the terms filled in or lines to fill."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from fairway.kernel.errors import InputError, UnknownCode
from fairway.kernel.text import PlaceName, Text
from fairway.recruitment.contracts.clauses import RULES, Clause, filled, groups_of, said, source_of, written_away
from fairway.recruitment.contracts.fields import NAMES, SECTORS, by_name
from fairway.recruitment.contracts.rules import shipped_rules
from fairway.recruitment.contracts.terms import Terms, Value
from fairway.recruitment.contracts.wording.labels import WORDS
from fairway.reference import place_names, places

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LANGUAGES: Final = tuple(WORDS)
_COUNTRIES: Final = {
    "ar": "ARE BHR DZA EGY IRQ JOR KWT LBN LBY MAR OMN QAT SAU SYR TUN YEM",
    "fr": "FRA BEL SEN CIV BEN TGO MLI BFA NER GIN COG GAB MCO LUX",
    "es": "ESP MEX GTM HND SLV NIC CRI PAN COL VEN ECU PER BOL CHL ARG URY PRY DOM CUB",
    "ne": "NPL",
    "bn": "BGD",
}
OFFICIAL: Final = {language: tuple(codes.split()) for language, codes in _COUNTRIES.items()}
"""A language in which contracts of a country can be read by its authorities; English for all others."""


class ModelRefused(InputError):
    """A model contract that cannot be made as it was asked."""

    slug = "model-contract-refused"


@dataclass(frozen=True, slots=True)
class ModelContract:
    """A model contract.

    Attributes:
        sector: Key of `fields.SECTORS`.
        origin, destination: ISO3.
        languages: One or two; the first is the worker's.
        groups: Group → its clauses; `rules` for the fixed ones.
        notes: What was not taken over, and why.
    """

    sector: str
    origin: str
    destination: str
    languages: tuple[str, ...]
    groups: tuple[tuple[str, tuple[Clause, ...]], ...]
    notes: tuple[Text, ...] = field(default=())

    def heading(self, language: str) -> str:
        """The title in a language."""
        words = WORDS[language]
        return words.title.format(sector=words.sectors[self.sector])

    def group(self, name: str, language: str) -> str:
        """A group's title in a language."""
        words = WORDS[language]
        return words.groups["rights"] if name == "rules" else words.groups[name]

    def text(self, clause: Clause, language: str) -> str:
        """A clause in a language, without its number."""
        words = WORDS[language]
        if clause.rule:
            return words.rules[clause.rule]
        term = by_name()[clause.field]
        place = place_names.display(str(clause.value), language) if clause.field == "country" and clause.value else ""
        return f"{words.fields[clause.field]}: {said(words, term, clause.value, place)}"

    def terms(self) -> Mapping[str, Value]:
        """What the contract says, by field."""
        return {one.field: one.value for _, clauses in self.groups for one in clauses if one.value is not None}


def model_contract(
    sector: str, origin: str, destination: str, languages: Sequence[str] = ("en", "ar"), terms: Terms | None = None
) -> ModelContract:
    """A model contract.

    Args:
        sector: Key of `fields.SECTORS`.
        origin, destination: Names or codes of two countries.
        languages: One or two of `LANGUAGES`.
        terms: What to fill in; lines are left for the rest. Rights that the model keeps are never written away.

    Raises:
        UnknownCode: No such sector or country.
        ModelRefused: A language that the models do not have, or more than two.
    """
    if sector not in SECTORS:
        raise UnknownCode(Text("sector"), sector, suggestions=tuple(SECTORS))
    corridor = places.corridor(origin, destination)
    chosen = tuple(dict.fromkeys(languages))
    wrong = [one for one in chosen if one not in WORDS]
    if wrong or not 1 <= len(chosen) <= 2:
        raise ModelRefused(
            Text("A model contract is made in one or two of these languages: {known}.", known=", ".join(LANGUAGES)),
            advice=Text("Name them by their codes, such as en,ar."),
            details={"asked": list(languages)},
        )
    given = dict(terms.values) if terms else {}
    given["country"] = corridor.destination
    minima = _minima(sector, corridor.origin, corridor.destination)
    groups = [
        (name, tuple(
            Clause(
                f"{index}.{place}", one.name, "", filled(one, given.get(one.name)), source_of(one, sector),
                minima.get(one.name, ()),
            )
            for place, one in enumerate(fields, start=1)
        ))
        for index, (name, fields) in enumerate(groups_of(sector), start=1)
    ]  # fmt: skip
    last = len(groups) + 1
    fixed = tuple(
        Clause(f"{last}.{place}", "", rule, None, source) for place, (rule, source) in enumerate(RULES.items(), 1)
    )
    notes = tuple(
        Text("“{term}” was not taken over: the model keeps this right.", term=by_name()[name].title)
        for name, value in given.items()
        if name in by_name() and written_away(by_name()[name], value)
    )
    return ModelContract(sector, corridor.origin, corridor.destination, chosen, (*groups, ("rules", fixed)), notes)


def beside(worker: str, destination: str) -> tuple[str, ...]:
    """The languages of a model: hers, and one that the country of work reads.

    Args:
        worker: Her language, one of `LANGUAGES`.
        destination: ISO3.
    """
    official = next((language for language, countries in OFFICIAL.items() if destination in countries), "en")
    return (worker,) if official == worker else (worker, official)


def _minima(sector: str, origin: str, destination: str) -> dict[str, tuple[Text, ...]]:
    """Field → what the law of the two countries asks at least."""
    found: dict[str, tuple[Text, ...]] = {}
    today = datetime.now(UTC).date()
    for country, side, other in ((origin, "origin", destination), (destination, "destination", origin)):
        for rule in shipped_rules().of(country, side):
            fits = (not rule.sectors or sector in rule.sectors) and (
                not rule.counterparts or other in rule.counterparts
            )
            if fits and rule.field in NAMES and rule.holds(today):
                said_ = Text(
                    "{country}: {rule} {law}. {checked}.",
                    country=PlaceName(country), rule=rule.says, law=rule.citation, checked=rule.checked,
                )  # fmt: skip
                found[rule.field] = (*found.get(rule.field, ()), said_)
    return found
