"""“Is this the contract I was promised?”: four steps, all answers in the form itself. Nothing is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from fairway.kernel.text import Text
from fairway.recruitment.contracts.fields import SECTORS
from fairway.recruitment.contracts.outlines import Outline
from fairway.recruitment.contracts.reading import read_contract
from fairway.recruitment.contracts.reading_errors import DocumentRefused
from fairway.reference import places
from fairway_portal.design.addresses import url
from fairway_portal.design.rendering import render
from fairway_portal.register.worker import contract_form
from fairway_portal.register.worker.contract_form import PERIODS, QUESTIONS, STAGES, Answers, Question
from fairway_portal.register.worker.contract_result import Result, answer
from fairway_portal.register.worker.places import Fault, corridor_of, countries, currencies
from fairway_portal.surveys.running.door_keeping import worker_page

SECTOR_CHOICES: Final = tuple(SECTORS.items())
MOST_UNREAD: Final = 12


@dataclass(frozen=True, slots=True)
class Where:
    """The form that asks for the work and the two countries."""

    sectors: tuple[tuple[str, Text], ...]
    countries: tuple[tuple[str, str], ...]
    asked: dict[str, str]
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One step: the form of a stage, or the answer.

    Attributes:
        stage: `promised`, `signed`, `paid`, or `result`.
        carried: Names and values of the other stages, sent along unseen.
        promised: Question → what was promised, as she typed it.
        outline: What was read in a paper she gave; None where she gave none.
        read_from: Field of the form → the words and their place.
    """

    origin: str
    destination: str
    sector: str
    stage: str
    answers: Answers
    currencies: tuple[tuple[str, str], ...]
    carried: tuple[tuple[str, str], ...] = ()
    promised: dict[str, str] = field(default_factory=dict)
    outline: Outline | None = None
    read_from: dict[str, tuple[str, str]] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    result: Result | None = None
    questions: tuple[Question, ...] = QUESTIONS
    periods: tuple[tuple[str, Text], ...] = tuple(PERIODS.items())
    most_unread: int = MOST_UNREAD

    @property
    def number(self) -> int:
        """Of the step, the first being the two countries."""
        return (*STAGES, "result").index(self.stage) + 2

    @property
    def sector_said(self) -> Text:
        """The kind of work in words."""
        return SECTORS[self.sector]


@worker_page("GET")
def where(request: HttpRequest) -> HttpResponse:
    """What kind of work, from where, to where."""
    asked = {name: request.GET.get(name, "")[:20] for name in ("from", "to", "sector")}
    page = Where(SECTOR_CHOICES, countries(), asked)
    if not any(asked.values()):
        return render(request, "register/worker/contract_where.html", page)
    faults = [Fault(name, Text("Choose a country.")) for name in ("from", "to") if asked[name] not in places.by_code()]
    if not faults and asked["from"] == asked["to"]:
        faults.append(Fault("to", Text("Choose two different countries.")))
    if asked["sector"] not in SECTORS:
        faults.insert(0, Fault("sector", Text("Choose the kind of work.")))
    if faults:
        page = Where(SECTOR_CHOICES, countries(), asked, tuple(faults))
        return render(request, "register/worker/contract_where.html", page, status=422)
    return HttpResponseRedirect(url("contract-check-work", asked["from"], asked["to"], asked["sector"]))


@worker_page("GET", "POST")
def work(request: HttpRequest, origin: str, destination: str, sector: str) -> HttpResponse:
    """The steps after the first."""
    ends = corridor_of(origin, destination)
    if ends is None or sector not in SECTORS:
        raise Http404
    if request.method != "POST":
        return _shown(request, ends, sector, "promised", Answers())
    posted = {name: value for name, value in request.POST.items() if isinstance(value, str)}
    codes = tuple(code for code, _ in currencies(*ends))
    answers = contract_form.read(posted, sector, codes)
    step, go = posted.get("step", ""), posted.get("go", "on")
    if step not in STAGES:
        return _shown(request, ends, sector, "promised", answers)
    if go == "edit":
        return _shown(request, ends, sector, "promised", answers)
    if go == "back":
        return _shown(request, ends, sector, STAGES[max(0, STAGES.index(step) - 1)], answers)
    if go == "read" and step == "signed":
        return _paper(request, ends, sector, posted)
    if go == "none":
        answers = contract_form.read(_without(posted, step), sector, codes)
    if answers.of(step):
        return _shown(request, ends, sector, step, answers, faults=answers.of(step))
    return _next(request, ends, sector, step, answers)


def _next(request: HttpRequest, ends: tuple[str, str], sector: str, step: str, answers: Answers) -> HttpResponse:
    first = f"{step}.{QUESTIONS[0].field}"
    if step == "promised" and "promised" not in answers.terms:
        fault = Fault(first, Text("Say at least one thing that you were promised."))
        return _shown(request, ends, sector, step, answers, faults=(fault,))
    if step != "paid":
        return _shown(request, ends, sector, STAGES[STAGES.index(step) + 1], answers)
    if answers.faults:
        broken = answers.faults[0].field.partition(".")[0]
        return _shown(request, ends, sector, broken, answers, faults=answers.of(broken))
    if "promised" not in answers.terms or len(answers.terms) < 2:
        fault = Fault(first, Text("Say at least one thing from the paper, or one thing that happens now."))
        return _shown(request, ends, sector, step, answers, faults=(fault,))
    found = answer(answers.terms, *ends)
    return _shown(request, ends, sector, "result", answers, result=found)


def _paper(request: HttpRequest, ends: tuple[str, str], sector: str, posted: Mapping[str, str]) -> HttpResponse:
    """Reads the paper that she gave, and puts what was found into the form, for her to confirm."""
    codes = tuple(code for code, _ in currencies(*ends))
    kept = contract_form.read(posted, sector, codes)
    file = request.FILES.get("file")
    text = posted.get("text", "")
    try:
        if file is not None:
            outline = read_contract(file.read(), name=file.name or "", sector=sector)
        else:
            outline = read_contract(text, sector=sector)
    except DocumentRefused as refused:
        said = Text("{what} {advice}", what=refused.title_text, advice=refused.advice_text or "")
        fault = Fault("file" if file is not None else "text", said)
        return _shown(request, ends, sector, "signed", kept, faults=(fault,))
    filled = _without(posted, "signed")
    read_from: dict[str, tuple[str, str]] = {}
    for one in outline.found:
        for name, said_ in contract_form.typed_of(one.field, one.value).items():
            filled[f"signed.{name}"] = said_
            read_from[f"signed.{one.field}"] = (one.words[:200], one.where)
    # A currency that the contract names is offered too.
    named = tuple(dict.fromkeys([*codes, filled.get("signed.pay.currency") or codes[0]]))
    answers = contract_form.read(filled, sector, named)
    return _shown(request, ends, sector, "signed", answers, outline=outline, read_from=read_from)


def _without(posted: Mapping[str, str], stage: str) -> dict[str, str]:
    return {name: value for name, value in posted.items() if not name.startswith(f"{stage}.")}


def _shown(
    request: HttpRequest,
    ends: tuple[str, str],
    sector: str,
    stage: str,
    answers: Answers,
    *,
    faults: tuple[Fault, ...] = (),
    outline: Outline | None = None,
    read_from: dict[str, tuple[str, str]] | None = None,
    result: Result | None = None,
) -> HttpResponse:
    offered = currencies(*ends)
    own = answers.typed.get(f"{stage}.pay.currency", "")
    if own and own not in dict(offered):
        offered = (*offered, (own, own))
    page = Step(
        *ends,
        sector,
        stage,
        answers,
        offered,
        carried=tuple(
            (name, said) for name, said in answers.typed.items() if said and not name.startswith(f"{stage}.")
        ),
        promised=_promised(answers) if stage in ("signed", "paid") else {},
        outline=outline,
        read_from=read_from or {},
        faults=faults,
        result=result,
    )
    template = "register/worker/contract_result.html" if result else "register/worker/contract_step.html"
    return render(request, template, page, status=422 if faults else 200)


def _promised(answers: Answers) -> dict[str, str]:
    """Question → her promise in her own words, for the form beside it."""
    found = {}
    for question in QUESTIONS:
        typed = answers.typed.get(f"promised.{question.field}", "")
        if typed:
            currency = answers.typed.get(f"promised.{question.field}.currency", "")
            found[question.field] = f"{typed} {currency}".strip()
    return found
