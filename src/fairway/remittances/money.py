"""Money: what migrants send home along a corridor, and what sending it costs against the world's targets."""

from __future__ import annotations

from fairway.kernel.corridor import Corridor
from fairway.kernel.figure import Column, Figure, Gap, Lines, Section, section, span
from fairway.kernel.provenance import Flag
from fairway.kernel.text import Money, Percent, PlaceName, Text, Value, Year
from fairway.warehouse.asking import BY_SECTOR, BY_SEX, Answer, ask, not_at_this_detail, nothing
from fairway.warehouse.shelf import Shelf

FEWEST = 100
"""Migrants below which an amount per migrant says more about the model than about people."""
TARGET = 3.0
CEILING = 5.0
COST_TITLE = Text("What sending money home costs")
SENT_TITLE = Text("Money sent home")


def money(corridor: Corridor, shelf: Shelf) -> Section:
    """The money section of a profile."""
    parts = [remittances(corridor, shelf), sending_cost(corridor, shelf)]
    if corridor.sex or corridor.sector:
        dimension = BY_SEX if corridor.sex else BY_SECTOR
        parts = [
            not_at_this_detail("money.remittances", SENT_TITLE, dimension),
            not_at_this_detail("money.sending_cost", COST_TITLE, dimension),
        ]
    return section("money", Text("Money"), parts)


def remittances(corridor: Corridor, shelf: Shelf) -> Figure | Gap:
    """Money sent from the destination to the origin, per migrant too where the same compiler counts them.

    Source: World Bank / KNOMAD bilateral remittance matrix: a model that splits a country's receipts by migrant stock
    and incomes. Unit: US dollars.
    """
    there = {"origin": PlaceName(corridor.origin), "destination": PlaceName(corridor.destination)}
    answer = ask(shelf, "remittances", corridor.origin, corridor.destination, year=corridor.year)
    back = ask(shelf, "remittances", corridor.destination, corridor.origin, year=corridor.year)
    if not answer:
        return nothing(
            "money.remittances",
            SENT_TITLE,
            answer,
            absent=Text("The World Bank's bilateral matrix has no estimate for this corridor."),
            remedy=Text("The balance of payments of either central bank, by partner country."),
        )
    row = answer.rows[-1]
    rows: list[tuple[Text, float]] = [
        (Text("From {destination} to {origin}", **there), row["musd"] * 1e6),
    ]
    sources = [answer.source(row)]
    if back:
        rows.append((Text("From {origin} to {destination}", **there), back.rows[-1]["musd"] * 1e6))
        sources.append(back.source(back.rows[-1]))
    people = ask(shelf, "migrant_stock_worldbank", corridor.origin, corridor.destination, year=corridor.year)
    if people and people.rows[-1]["persons"] >= FEWEST:
        rows.append((Text("Per migrant and year"), row["musd"] * 1e6 / people.rows[-1]["persons"]))
        sources.append(people.source(people.rows[-1]))
    return Figure(
        id="money.remittances",
        title=SENT_TITLE,
        unit=Text("US dollars"),
        year=str(row["year"]),
        columns=(Column("flow", Text("Flow"), "text"), Column("usd", Text("US dollars"), "usd", 0)),
        rows=tuple(rows),
        sentence=_sent(corridor, row["musd"], row["year"]),
        flag=Flag.MODELLED,
        sources=tuple(sources),
        notes=(
            Text("A model, not a count: it divides what each country receives by where its migrants live and earn."),
        ),
    )


def _sent(corridor: Corridor, musd: float, year: int) -> Text:
    values: dict[str, Value] = {
        "origin": PlaceName(corridor.origin),
        "destination": PlaceName(corridor.destination),
        "year": Year(year),
    }
    if musd >= 1:
        return Text(
            "In {year}, an estimated {amount} million was sent from {destination} to {origin}.",
            amount=Money(musd, decimals=1),
            **values,
        )
    return Text(
        "In {year}, an estimated {amount} was sent from {destination} to {origin}.", amount=Money(musd * 1e6), **values
    )


def sending_cost(corridor: Corridor, shelf: Shelf) -> Figure | Gap:
    """Average total cost of sending money, by quarter, against SDG 10.c (3 % on average, no corridor above 5 %).

    Source: World Bank, Remittance Prices Worldwide. Unit: per cent of the amount sent; the file does not state which
    amount.
    """
    answer = ask(shelf, "remittance_prices", corridor.origin, corridor.destination)
    rows = [row for row in answer.rows if corridor.year is None or int(row["quarter"][:4]) <= corridor.year]
    answer = Answer(answer.vintage, rows, later=len(rows) < len(answer.rows))
    if not rows:
        return nothing(
            "money.sending_cost",
            COST_TITLE,
            answer,
            absent=Text("The World Bank does not survey the price of sending money on this corridor."),
            remedy=Text(
                "A price survey of the services that send money from {destination} to {origin}.",
                origin=PlaceName(corridor.origin),
                destination=PlaceName(corridor.destination),
            ),
        )
    rows.sort(key=lambda row: row["quarter"])
    last = rows[-1]
    return Figure(
        id="money.sending_cost",
        title=COST_TITLE,
        unit=Text("average total cost, per cent of the amount sent"),
        year=span(rows[0]["quarter"], last["quarter"]),
        columns=(
            Column("quarter", Text("Quarter"), "period"),
            Column("cost_percent", Text("Average cost"), "percent", 1),
        ),
        rows=tuple((row["quarter"], row["cost_percent"]) for row in rows),
        sentence=_cost(last["cost_percent"], last["quarter"], corridor),
        flag=Flag.OBSERVED,
        sources=(answer.source(*rows),),
        chart=Lines(
            "quarter",
            ("cost_percent",),
            ((TARGET, Text("Target: 3% on average")), (CEILING, Text("Ceiling: 5%"))),
        ),
        notes=(Text("The file does not say which amount was sent; small amounts cost more."),),
    )


def _cost(percent: float, quarter: str, corridor: Corridor) -> Text:
    values: dict[str, Value] = {
        "cost": Percent(percent, 2 if round(percent, 1) in (TARGET, CEILING) else 1),
        "quarter": quarter,
        "origin": PlaceName(corridor.origin),
        "destination": PlaceName(corridor.destination),
    }
    if percent <= TARGET:
        return Text(
            "In {quarter}, sending money from {destination} to {origin} cost {cost} of it: within the 3% target.",
            **values,
        )
    if percent <= CEILING:
        return Text(
            "In {quarter}, sending money from {destination} to {origin} cost {cost} of it: above the 3% target, under "
            "the 5% ceiling.",
            **values,
        )
    return Text(
        "In {quarter}, sending money from {destination} to {origin} cost {cost} of it: above the 5% ceiling.", **values
    )
