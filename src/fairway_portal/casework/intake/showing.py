"""The steps as pages: questions with what was answered, offices with what each must tell, everything once more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate

from fairway.kernel.text import PlaceName, Text
from fairway.reference import places
from fairway.reference.wording import REPORT_LANGUAGES
from fairway.safe_reporting.report import FIELDS, Field, Shown, shown
from fairway_portal.actors.search import FoundAgency, find
from fairway_portal.casework.escrow.queries import escrow_office
from fairway_portal.casework.intake.drafts import Draft
from fairway_portal.casework.intake.forms import Fault
from fairway_portal.casework.intake.helping import Helper, helpers, keepers
from fairway_portal.casework.intake.queries import MOST_FILES, files
from fairway_portal.casework.intake.steps import BY_CODE, CODES, before
from fairway_portal.casework.notes import passes
from fairway_portal.casework.notes.sounds import sound
from fairway_portal.design import speech
from fairway_portal.design.addresses import url
from fairway_portal.design.rendering import render
from fairway_portal.design.speech import LANGUAGE_NAMES

AGENCIES_SHOWN: Final = 5
FEWEST_OTHERS: Final = 2


@dataclass(frozen=True, slots=True)
class Question:
    """One question on a page; choices are code, what it says, whether it is chosen."""

    field: str
    label: Text
    kind: str
    hint: Text | None
    choices: tuple[tuple[str, Text | str, bool], ...]
    value: str


@dataclass(frozen=True, slots=True)
class StepPage:
    """What every step shows: the form's hidden fields, where she is, what is wrong."""

    carried: str
    step: str
    title: Text
    number: int
    steps: int
    back: str
    checked: bool
    sound: str
    faults: tuple[Fault, ...]
    notice: Text | None
    address: str
    questions: tuple[Question, ...] = ()
    helpers: tuple[Helper, ...] = ()
    chosen: tuple[int, ...] = ()
    country: str = ""
    held: tuple[tuple[str, Text, bool], ...] = ()
    files: tuple[tuple[int, str, int], ...] = ()
    room: bool = True
    lines: tuple[tuple[Text, tuple[Text | str, ...], str], ...] = ()
    names: tuple[str, ...] = ()
    recovery: tuple[str, ...] = ()


def step_page(
    request: HttpRequest,
    held: passes.Pass,
    draft: Draft,
    faults: Sequence[Fault] = (),
    notice: Text | None = None,
    typed: dict[str, str] | None = None,
) -> HttpResponse:
    """The page of the step that the draft is at.

    Args:
        request: For the frame.
        held: Her number and what it opens.
        draft: As it was kept.
        faults: What is wrong with what she posted.
        notice: What she should know first.
        typed: What she typed that could not be taken, by field: it is shown again.
    """
    step = BY_CODE[draft.at if draft.at in BY_CODE else CODES[0]]
    page = StepPage(
        carried=passes.issue(held.number, held.keys),
        step=step.code,
        title=step.title,
        number=CODES.index(step.code) + 1,
        steps=len(CODES),
        back=before(step.code) if step.code != CODES[0] else "",
        checked=draft.checked and step.code != "check",
        sound=sound(step.code),
        faults=tuple(faults),
        notice=notice,
        address=url("notes-new"),
    )
    match step.code:
        case "files":
            kept = _files(held)
            page = replace(page, files=kept, room=len(kept) < MOST_FILES)
        case "offices":
            page = _offices(page, draft)
        case "check":
            page = _check(page, draft, held)
        case _:
            called = helpers(draft.text("country"), localdate()) if step.code == "safe" else ()
            page = replace(page, questions=tuple(_questions(draft, step.fields, typed or {})), helpers=called)
    name = step.code if step.code in ("files", "offices", "check") else "step"
    return render(request, f"casework/worker/{name}.html", page)


def agencies(draft: Draft) -> tuple[FoundAgency, ...]:
    """Agencies of the register that the name she typed may mean."""
    return find(draft.text("against"), limit=AGENCIES_SHOWN) if draft.text("against") else ()


def _questions(draft: Draft, codes: tuple[str, ...], typed: dict[str, str]) -> list[Question]:
    asked = []
    for field in FIELDS:
        if field.code not in codes:
            continue
        choices = _choices(field, draft)
        if field.kind == "agency" and len(choices) < 2:
            continue
        answer = typed.get(field.code) or draft.text(field.code)
        asked.append(Question(field.code, field.label, field.kind, field.hint, choices, answer))
    return asked


def _choices(field: Field, draft: Draft) -> tuple[tuple[str, Text | str, bool], ...]:
    given = draft.answers.get(field.code, ())
    chosen = given if isinstance(given, tuple) else (given,)
    pairs: list[tuple[str, Text | str]]
    match field.kind:
        case "country":
            pairs = [*sorted(((code, speech.place(code)) for code in places.by_code()), key=lambda one: one[1])]
        case "language":
            pairs = [(code, LANGUAGE_NAMES[code]) for code in REPORT_LANGUAGES]
            chosen = chosen if draft.text(field.code) else (speech.current().language,)
        case "agency":
            found = agencies(draft) if draft.looked == draft.text("against") else ()
            pairs = [(one.code, _called(one)) for one in found]
            pairs.append(("", Text("None of these, or I am not sure")))
            chosen = (draft.text("agency"),)
        case _:
            pairs = list(field.choices)
    return tuple((code, said, code in chosen) for code, said in pairs)


def _called(one: FoundAgency) -> Text:
    place = PlaceName(one.country)
    if one.city:
        return Text("{name} ({city}, {country})", name=one.name, city=one.city, country=place)
    return Text("{name} ({country})", name=one.name, country=place)


def _held(draft: Draft) -> tuple[tuple[str, Text, bool], ...]:
    """How the report can be held back; nothing where no office does that, or no agency of the register is named."""
    if not draft.text("agency") or escrow_office(localdate()) is None:
        return ()
    counts = range(FEWEST_OTHERS, FEWEST_OTHERS + 2)
    return (
        ("0", Text("Send it now"), not draft.others),
        *(
            (str(n), Text("Keep it closed until {n} others name the same agency", n=n), draft.others == n)
            for n in counts
        ),
    )


def _offices(page: StepPage, draft: Draft) -> StepPage:
    country = draft.text("country")
    on = localdate()
    return replace(
        page, helpers=helpers(country, on), chosen=draft.offices, country=country, held=_held(draft),
        recovery=keepers(on),
    )  # fmt: skip


def _files(held: passes.Pass) -> tuple[tuple[int, str, int], ...]:
    return tuple((one.number, one.extension.lstrip(".").upper(), one.kilobytes) for one in files(held.keys))


def _said(one: Shown) -> tuple[Text | str, ...]:
    return tuple(LANGUAGE_NAMES.get(str(each), each) for each in one.said) if one.code == "language" else one.said


def _check(page: StepPage, draft: Draft, held: passes.Pass) -> StepPage:
    labels = {one.code: one.label for one in FIELDS}
    step_of = {code: step.code for step in BY_CODE.values() for code in step.fields}
    lines = tuple((labels[one.code], _said(one), step_of[one.code]) for one in shown(draft.answers))
    names = tuple(one.name for one in helpers("", localdate()) if one.id in draft.offices)
    chosen = tuple(one for one in _held(draft) if one[2] and draft.others)
    return replace(page, lines=lines, names=names, files=_files(held), held=chosen)
