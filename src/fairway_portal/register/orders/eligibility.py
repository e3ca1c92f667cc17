"""Who may ask for workers, and on which terms: licence of the agency, bars on the employer, costs, minimum rules."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from fairway.kernel.text import PlaceName, Text
from fairway.recruitment.contracts.legality import Legality, check_terms
from fairway.recruitment.contracts.writing import from_json
from fairway.recruitment.fees import items
from fairway.recruitment.fees.rules import FeeRule, shipped_rules
from fairway_portal.actors.models import Agency, Employer
from fairway_portal.register.licensing.models import Licence
from fairway_portal.register.licensing.queries import licences_of, standing_of
from fairway_portal.register.orders.errors import OrderRefused
from fairway_portal.register.orders.models import JobOrder
from fairway_portal.register.placements.bars import bar_on

COSTS: Final = ("F1", *items.COSTS)
"""What the form asks about: the fee, and every cost of the definition of 2019."""
PAYERS: Final = {
    "employer": Text("The employer pays"),
    "none": Text("There is no such cost"),
    "worker": Text("The worker pays"),
}
_MOST_RULES: Final = 3
_OTHER: Final = "other"
_NAMED: Final = frozenset({"agriculture", "construction", "domestic", "garment"})


def refuse_unfit(order: JobOrder, on: date) -> None:
    """Refuses an order that may not go on: costs on workers, a barred employer, an agency without a licence for it.

    Raises:
        OrderRefused: With the rule, the bar or the licence as reason.
    """
    refuse_costs(order.costs, order.origin, order.destination, order.sector, on)
    refuse_barred(order.employer, order.origin, order.destination, on)
    if order.agency is not None:
        refuse_unlicensed(order.agency, order.origin, order.destination, order.sector, on)


def refuse_costs(costs: Mapping[str, str], origin: str, destination: str, sector: str, on: date) -> None:
    """Refuses an order by which workers would pay, whatever they would pay for.

    Args:
        costs: Code of a cost → a key of `PAYERS`.
        origin, destination: ISO 3166-1 alpha-3.
        sector: Of the order.
        on: The day.

    Raises:
        OrderRefused: A cost falls on workers, or nobody is said to pay it; the rules that say so are the reason.

    Source: ILO, General principles for fair recruitment (2019), principle 7; Convention No. 181, Article 7.
    """
    unsaid = [code for code in COSTS if costs.get(code) not in PAYERS]
    if unsaid:
        raise OrderRefused(
            Text("It is not said who pays: {cost}.", cost=items.ITEMS[unsaid[0]]),
            advice=Text("Say for each cost that the employer pays it, or that there is none."),
        )
    charged = [code for code in COSTS if costs[code] == "worker"]
    if not charged:
        return
    said: Text = items.ITEMS[charged[0]]
    for code in charged[1:]:
        said = Text("{before}, {name}", before=said, name=items.ITEMS[code])
    reason: Text = Text("The employer must pay.")
    for rule in against(charged, origin, destination, sector, on)[:_MOST_RULES]:
        reason = Text("{before} {says} ({law}; {checked})", before=reason, says=rule.says, law=rule.citation,
                      checked=rule.checked)  # fmt: skip
    raise OrderRefused(
        Text("A job order that lets workers pay is not taken. Workers would pay: {costs}.", costs=said), advice=reason
    )


def against(charged: list[str], origin: str, destination: str, sector: str, on: date) -> list[FeeRule]:
    """The rules in force that forbid to charge workers with one of some costs: national ones before standards."""
    book = shipped_rules()
    sides = ((origin, "origin", destination), (destination, "destination", origin), ("", "", ""))
    return [
        rule
        for country, side, other in sides
        for rule in book.of(country, side, on)
        if rule.prohibits
        and ("*" in rule.items or set(charged) & set(rule.items))
        and (not rule.counterparts or other in rule.counterparts)
        and rule.sector in ("*", sector)
        and (rule.workers == "*" or rule.workers == items.CERTAIN.get(sector))
    ]


def refuse_barred(employer: Employer, origin: str, destination: str, on: date) -> None:
    """Refuses an order of an employer whom the authority of either country barred.

    Raises:
        OrderRefused: With authority, legal basis and reason of the bar.
    """
    for country in (origin, destination):
        bar = bar_on(employer, country, on)
        if bar is not None:
            raise OrderRefused(
                Text("{employer} is barred: {authority} ({law}).", employer=employer.name, authority=bar.authority,
                     law=bar.legal_basis),
                advice=Text("The reason: {reason}. No order is taken until the bar is lifted.", reason=bar.reason),
            )  # fmt: skip


def refuse_unlicensed(agency: Agency, origin: str, destination: str, sector: str, on: date) -> None:
    """Refuses an order of a private agency that holds no licence of the country of origin for this work and country.

    Raises:
        OrderRefused: It has none in force that day.
    """
    if agency.kind == Agency.Kind.PUBLIC:
        return
    held = licences_of(agency).filter(country=origin).prefetch_related("entries__appealed")
    in_force = [one for one in held if standing_of(one, on).in_force]
    if not in_force:
        raise OrderRefused(
            Text("{agency} has no licence in force in {place}.", agency=agency.name, place=PlaceName(origin)),
            advice=Text("Look at the page of the agency. An order can be entered when its licence is in force."),
        )
    if not any(_covers(one, destination, sector) for one in in_force):
        raise OrderRefused(
            Text("The licence of {agency} is not for this kind of work, or not for {place}.", agency=agency.name,
                 place=PlaceName(destination)),
            advice=Text("The agency can ask the authority to extend its licence."),
        )  # fmt: skip


def _covers(licence: Licence, destination: str, sector: str) -> bool:
    """Licences name more kinds of work than contracts do: `other` is whatever contracts have no name for."""
    sectors = set(licence.sectors)
    for_sector = not sectors or sector in sectors or (sector == _OTHER and bool(sectors - _NAMED))
    return for_sector and (not licence.destinations or destination in licence.destinations)


def legality_of(order: JobOrder, on: date) -> Legality:
    """The promised terms beside the minimum rules of both countries."""
    return check_terms(from_json(order.terms), origin=order.origin, destination=order.destination, on=on)
