"""“Am I being overcharged?”: two countries, then what was asked, then the answer. Nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.timezone import localdate

from fairway.kernel.text import Text
from fairway.recruitment.fees.amounts import Amount
from fairway.recruitment.fees.checking import check_charges
from fairway.recruitment.fees.items import ITEMS, PAYEES
from fairway.recruitment.fees.values import VERDICTS, FeeCheck, Usual
from fairway.recruitment.ratings.items import SECTORS
from fairway.recruitment.typical_costs.usual import UsualCost, usual_cost
from fairway.warehouse.shelf import Shelf
from fairway_portal.design.addresses import url
from fairway_portal.design.rendering import render
from fairway_portal.monitor.worker import fee_form
from fairway_portal.monitor.worker.drawing import Drawn, drawn
from fairway_portal.monitor.worker.fee_form import ASKED, Asked
from fairway_portal.monitor.worker.places import Fault, corridor_of, countries, currencies, ends_asked
from fairway_portal.surveys.running.door_keeping import worker_page


@dataclass(frozen=True, slots=True)
class Where:
    """The form that asks for the two countries."""

    countries: tuple[tuple[str, str], ...]
    asked: dict[str, str]
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class What:
    """The form that asks for the sums, with the answer above it once there is one."""

    origin: str
    destination: str
    currencies: tuple[tuple[str, str], ...]
    asked: Asked = field(default_factory=Asked)
    found: FeeCheck | None = None
    picture: Drawn | None = None
    invented: bool = False
    """Whether the usual amounts were made up for a demonstration."""
    items: tuple[tuple[str, Text], ...] = tuple((code, ITEMS[code]) for code in ASKED)
    sectors: tuple[tuple[str, Text], ...] = tuple(SECTORS.items())
    payees: tuple[tuple[str, Text], ...] = tuple(PAYEES.items())
    verdicts: dict[str, Text] = field(default_factory=lambda: {str(code): said for code, said in VERDICTS.items()})


@worker_page("GET")
def where(request: HttpRequest) -> HttpResponse:
    """From where, to where."""
    asked = {name: request.GET.get(name, "")[:3] for name in ("from", "to")}
    if not any(asked.values()):
        return render(request, "monitor/worker/fees_where.html", Where(countries(), asked))
    ends, faults = ends_asked(asked)
    if ends is None:
        return render(request, "monitor/worker/fees_where.html", Where(countries(), asked, faults), status=422)
    return HttpResponseRedirect(url("fee-check-corridor", *ends))


@worker_page("GET", "POST")
def what(request: HttpRequest, origin: str, destination: str) -> HttpResponse:
    """What was asked for, and the answer."""
    ends = corridor_of(origin, destination)
    if ends is None:
        raise Http404
    offered = currencies(*ends)
    if request.method != "POST":
        return render(request, "monitor/worker/fees_what.html", What(*ends, offered))
    asked = fee_form.read(request.POST, tuple(code for code, _ in offered))
    if asked.faults:
        return render(request, "monitor/worker/fees_what.html", What(*ends, offered, asked), status=422)
    sector = fee_form.sector_of(asked.typed)
    cost = usual_cost(Shelf.open(), *ends, sector, None)
    found = check_charges(
        asked.charges,
        origin=ends[0],
        destination=ends[1],
        on=localdate(),
        sector=sector,
        monthly_pay=asked.pay,
        currency=asked.charges[0].amount.currency,
        exchange=asked.exchange,
        usual=_usual(cost, asked.charges[0].amount.currency),
    )
    page = What(*ends, offered, asked, found, drawn(found.figure), bool(cost and cost.invented))
    return render(request, "monitor/worker/fees_what.html", page)


def _usual(cost: UsualCost | None, currency: str) -> Usual | None:
    """What workers usually paid, in the currency of the sums where it is published in it, else in dollars."""
    if cost is None:
        return None
    money = cost.national if cost.national and cost.national.unit == currency else cost.dollars
    if money.p25 is None or money.p75 is None:
        return None
    months = cost.months
    low, high = cost.workers or (0, None)
    said = f"{low}–{high}" if high else f"{low}+"
    return Usual(
        median=Amount(Decimal(str(money.median)), money.unit),
        low=Amount(Decimal(str(money.p25)), money.unit),
        high=Amount(Decimal(str(money.p75)), money.unit),
        months_median=months.median if months else None,
        months_low=months.p25 if months else None,
        months_high=months.p75 if months else None,
        workers=said,
        year=str(cost.year),
        source=Text("Source: {source}.", source=cost.source),
    )
