"""The faults of a questionnaire in the making, each with the page on which it is corrected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fairway.kernel.questionnaire_faults import Misstatement
from fairway.kernel.text import Text
from fairway_portal.design import addresses
from fairway_portal.surveys.desk import identity
from fairway_portal.surveys.desk.texts import missing
from fairway_portal.surveys.desk.working import Unfinished, faults_of


@dataclass(frozen=True, slots=True)
class ShownFault:
    """A fault: what is wrong, and where it is put right."""

    said: Text | str
    address: str
    place: str


def shown_faults(slug: str, form: Unfinished, reasons: Mapping[str, str]) -> tuple[ShownFault, ...]:
    """Everything that keeps a questionnaire from becoming a version; missing texts are counted elsewhere.

    Args:
        slug: Of the survey.
        form: The questionnaire.
        reasons: Name of a question that asks who somebody is → why.
    """
    untold = {
        (spot.thing, spot.name, spot.code, spot.part, language)
        for language in form.languages
        for spot in missing(form, language)
    }
    found = [
        _shown(slug, form, fault)
        for fault in faults_of(form)
        if (fault.thing, fault.name, fault.code, fault.part, fault.language) not in untold
    ]
    return (*found, *(_without_reason(slug, one.name) for one in identity.without_reason(form, reasons)))


def _without_reason(slug: str, name: str) -> ShownFault:
    said = Text("This asks for immigration status, a visa or a document. Write why it has to be asked.")
    return ShownFault(said, addresses.url("surveys-question", slug, name) + "#reason", name)


def _shown(slug: str, form: Unfinished, fault: Misstatement) -> ShownFault:
    place = " · ".join(part for part in (fault.name, fault.code, fault.part, fault.language) if part)
    return ShownFault(fault.said, _address(slug, form, fault), place)


def _address(slug: str, form: Unfinished, fault: Misstatement) -> str:
    match fault.thing:
        case "question" if form.question(fault.name) is not None:
            return addresses.url("surveys-question", slug, fault.name) + _part(fault)
        case "page" if any(page.name == fault.name for page in form.pages):
            return addresses.url("surveys-page", slug, fault.name) + _part(fault)
        case "list" | "choice" if fault.name in form.choices:
            return addresses.url("surveys-choices", slug, fault.name)
        case _:
            return addresses.url("surveys-languages", slug)


def _part(fault: Misstatement) -> str:
    if not fault.part:
        return ""
    return f"#{fault.part}.{fault.language}" if fault.language else f"#{fault.part}"
