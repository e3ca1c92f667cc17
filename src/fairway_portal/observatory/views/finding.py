"""The home page, and the forms that lead from two names to a page: they work without any script."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from fairway.corridors.listing import CorridorRow
from fairway.kernel.errors import FairwayError
from fairway.kernel.provenance import Provenance
from fairway.kernel.text import Text
from fairway.reference import groups
from fairway_portal.design.addresses import url
from fairway_portal.design.rendering import page, render
from fairway_portal.observatory import queries
from fairway_portal.observatory.narrowing import FieldFault, read_place

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
    """Redirects `?from=ECOWAS&to=EU` to the pair of groups; an unknown one is a page with suggestions."""
    ends = [groups.group(request.GET.get(name, "").strip()[:250] or "WORLD").code for name in ("from", "to")]
    return HttpResponseRedirect(url("between", *ends))


@dataclass(frozen=True, slots=True)
class CompareForm:
    """The form that asks which corridors to compare."""

    corridors: str
    fault: Text | None = None
    original: str = ""


@page
def compare(request: HttpRequest) -> HttpResponse:
    """Redirects `?corridors=NPL-QAT,NPL-MYS` to the comparison; with fewer than two, the form that asks for more."""
    asked = ",".join(request.GET.getlist("corridors"))[:200]
    wanted = asked.replace(";", ",").replace(" ", "").replace("→", "-").strip(",").upper()
    if not wanted:
        return render(request, "observatory/compare.html", CompareForm(""))
    try:
        if "," not in wanted:
            return render(request, "observatory/compare.html", CompareForm(f"{queries.corridor_code(wanted)}, "))
        code = queries.comparison_code(wanted)
    except FairwayError as error:
        message = Text("Write two to six corridors as codes, separated by commas.")
        return render(request, "observatory/compare.html", CompareForm(asked, message, str(error)), status=422)
    narrowed = {name: request.GET.get(name, "").strip() for name in ("sex", "year")}
    return HttpResponseRedirect(url("comparison", code, **narrowed))
