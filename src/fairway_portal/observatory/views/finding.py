"""The home page, and the forms that lead from two names to a page: they work without any script."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from fairway.corridors.listing import CorridorRow
from fairway.kernel.errors import FairwayError, UnknownCode
from fairway.kernel.provenance import Provenance
from fairway.kernel.text import Text
from fairway_portal.design import speech
from fairway_portal.design.addresses import url
from fairway_portal.design.fault_pages import NAMED_CODE, Suggestion
from fairway_portal.design.rendering import page, render
from fairway_portal.observatory import queries
from fairway_portal.observatory.narrowing import FieldFault, read_group, read_place

EXAMPLES = (("NPL", "QAT"), ("MEX", "USA"))


@dataclass(frozen=True, slots=True)
class Home:
    """The home page, and the same page when a name could not be read."""

    largest: tuple[CorridorRow, ...]
    year: int
    selection: str
    source: Provenance
    asked: dict[str, str] = field(default_factory=dict)
    faults: tuple[FieldFault, ...] = ()
    examples: tuple[tuple[str, str], ...] = EXAMPLES


@page
def home(request: HttpRequest) -> HttpResponse:
    """Find a corridor; examples; the largest corridors."""
    return render(request, "observatory/home.html", _home())


def _home(asked: dict[str, str] | None = None, faults: tuple[FieldFault, ...] = ()) -> Home:
    largest = queries.largest(limit=10)
    return Home(largest.rows, largest.year, largest.selection, largest.source, asked or {}, faults)


@page
def find(request: HttpRequest) -> HttpResponse:
    """Redirects `?from=Nepal&to=qatar` to the corridor, to one country's page, or says which field is wrong."""
    asked = {name: request.GET.get(name, "").strip()[:80] for name in ("from", "to")}
    codes: dict[str, str] = {}
    faults: list[FieldFault] = []
    for name, typed in asked.items():
        if typed:
            codes[name], fault = read_place(name, typed)
            faults += [fault] if fault else []
    if not any(asked.values()):
        faults.append(FieldFault("from", Text("Enter a country of origin, of destination, or both.")))
    elif not faults and len(codes) == 2 and codes["from"] == codes["to"]:
        faults.append(FieldFault("to", Text("A corridor needs two different countries.")))
    if faults:
        return render(request, "observatory/home.html", _home(asked, tuple(faults)), status=422)
    if len(codes) == 2:
        return HttpResponseRedirect(url("corridor", codes["from"], codes["to"]))
    return HttpResponseRedirect(url("country", *codes.values()))


@page
def between(request: HttpRequest) -> HttpResponse:
    """Redirects `?from=ECOWAS&to=EU` to the pair of groups; with an unknown or empty end, the form that asks again."""
    asked = {name: request.GET.get(name, "").strip()[:250] for name in ("from", "to")}
    read = [read_group(name, typed) for name, typed in asked.items()]
    faults = tuple(fault for _, fault in read if fault)
    if faults:
        return render(request, "observatory/regions.html", queries.region_list(asked, faults), status=422)
    return HttpResponseRedirect(url("between", *(code for code, _ in read)))


@dataclass(frozen=True, slots=True)
class CompareForm:
    """The form that asks which corridors to compare."""

    corridors: str
    fault: Text | None = None
    reason: Text | None = None
    suggestions: tuple[Suggestion, ...] = ()


@page
def compare(request: HttpRequest) -> HttpResponse:
    """Redirects `?corridors=NPL-QAT,NPL-MYS` to the comparison; with fewer than two, the form that asks for more."""
    asked = ",".join(request.GET.getlist("corridors"))[:200]
    wanted = asked.replace(";", ",").replace("→", "-").strip(", ")
    if not wanted:
        return render(request, "observatory/compare.html", CompareForm(""))
    try:
        if "," not in wanted:
            return render(request, "observatory/compare.html", CompareForm(f"{queries.corridor_code(wanted)}, "))
        code = queries.comparison_code(wanted)
    except UnknownCode as unknown:
        return render(request, "observatory/compare.html", _unknown_stop(wanted, unknown), status=422)
    except FairwayError as error:
        message = Text("Write two to six corridors as codes, separated by commas.")
        return render(request, "observatory/compare.html", CompareForm(asked, message, error.title_text), status=422)
    narrowed = {name: request.GET.get(name, "").strip() for name in ("sex", "year")}
    return HttpResponseRedirect(url("comparison", code, **narrowed))


def _unknown_stop(wanted: str, unknown: UnknownCode) -> CompareForm:
    """The form again, with a link for each country that may have been meant."""
    wrong = str(unknown.details["asked"])
    _, fault = read_place("corridors", wrong)
    found = [match["code"] for one in unknown.suggestions if (match := NAMED_CODE.match(one))]
    suggestions = tuple(
        Suggestion(f"{speech.place(code)} ({code})", url("compare", corridors=_put_right(wanted, wrong, code)))
        for code in found
    )
    return CompareForm(wanted, fault.message if fault else None, None, suggestions)


def _put_right(wanted: str, wrong: str, code: str) -> str:
    """`NPL-QTA,NPL-MYS` with `QTA` replaced."""
    pairs = ([stop.strip() for stop in pair.split("-")] for pair in wanted.split(","))
    key = wrong.casefold()
    return ",".join("-".join(code if stop[:80].casefold() == key else stop for stop in pair) for pair in pairs)
