"""The methodology of the ICLS concepts: the rules in words, the parameters, and persons that the tests classify."""

from __future__ import annotations

import re
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any

from docs_markdown import table
from fairway.reference.survey_variables import VARIABLES
from fairway.statistics.icls import CONCEPTS, CONTRADICTIONS, REASONS, Parameters
from fairway.statistics.icls.icls20.codes import CATEGORIES

ROOT = Path(__file__).resolve().parent.parent
INTRODUCTION = """# Migrant workers in a survey

How Fairway tells, person by person, who is an international migrant, an international migrant worker, a non-resident
foreign worker, a for-work migrant and a return migrant worker, by the guidelines of the 20th International Conference
of Labour Statisticians (rule set `icls20`; a later version will stand beside it). Every answer is yes, no or
undetermined, and has a reason.

Every person below is a test: `tests/spec/icls` holds the answers, worked out from the words, and asks the slow rules
(`icls.reference`, one person at a time) and the fast ones (`icls.classify`, a million persons at once). The persons are
invented.

The text of the guidelines could be opened in part only: the definitions of international migrant workers and of return
migrant workers and the exclusions as public documents quote them. The numbers of paragraphs were not in these and are
left out; the passage is named by its subject.
"""


def page() -> str:
    """The whole page."""
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    from tests.spec.icls.persons import SECTIONS

    sections = "".join(f"\n{_section(one)}" for one in SECTIONS)
    return f"{INTRODUCTION}{sections}\n{_parameters()}\n{_categories()}\n{_reasons()}\n{_contradictions()}"


def _section(section: Any) -> str:
    persons = "\n".join(_person(one) for one in section.persons)
    return f"## {section.title}\n\n{section.text}\n\n{persons}"


def _person(person: Any) -> str:
    known = ", ".join(f"{_title(name)} {_known(name, value)}" for name, value in person.known.items())
    chosen = f" Chosen: {person.chosen}." if person.chosen else ""
    expected = person.expected()
    rows = [(title, expected[concept], REASONS[expected[f"{concept}_why"]].text) for concept, title in CONCEPTS.items()]
    kind = CATEGORIES[person.category]
    return (
        f"### {person.name[0].upper()}{person.name[1:]}\n\n{person.told}\n\n"
        f"Survey of {person.country}; known: {known}.{chosen}\n\n"
        f"{table(('concept', 'answer', 'because'), rows)}\n\nSub-category: {kind[0].lower()}{kind[1:]}.\n"
    )


def _title(name: str) -> str:
    return name.replace("_", " ")


def _known(name: str, value: object) -> str:
    codes = VARIABLES[name].codes
    return f"“{codes[str(value)]}”" if codes else str(value)


def _parameters() -> str:
    described = _attributes(Parameters.__doc__ or "")
    rows = [(f"`{one.name}`", _default(one.default), described[one.name]) for one in fields(Parameters)]
    return f"## What a country chooses\n\n{table(('parameter', 'usually', 'meaning'), rows)}\n"


def _default(value: object) -> str:
    if isinstance(value, bool):
        return f"`{value}`"
    return "–" if value in ("", None) else f"`{value}`"


def _attributes(docstring: str) -> dict[str, str]:
    """The attributes that a docstring in Google's style describes."""
    listed = docstring.partition("Attributes:\n")[2].partition("\n\n")[0]
    found = re.findall(r"^        (\w+): (.*?)(?=\n        \w|\Z)", listed, re.MULTILINE | re.DOTALL)
    return {name: " ".join(text.split()) for name, text in found}


def _categories() -> str:
    return (
        "## Sub-categories\n\nValues of `imw_category`.\n\n"
        f"{table(('code', 'who'), [(f'`{code}`', title) for code, title in CATEGORIES.items()])}\n"
    )


def _reasons() -> str:
    rows = [
        (f"`{code}`", one.answer, one.text, f"{one.passage}, {one.paragraph}" if one.paragraph else one.passage)
        for code, one in REASONS.items()
    ]
    return (
        "## Reasons\n\nValues of the columns `…_why`. Of several reasons the first is given that makes the answer no, "
        "else the first thing\nthat is missing.\n\n"
        f"{table(('code', 'answer', 'in words', 'rests on'), rows)}\n"
    )


def _contradictions() -> str:
    rows = [
        (f"`{one.rule}`", one.said, ", ".join(f"`{name}`" for name in one.variables), "yes" if one.needs_month else "")
        for one in CONTRADICTIONS
    ]
    return (
        "## Histories that cannot be true\n\nRows that break one of these rules are to be rejected and counted before "
        "anybody is classified. A rule\nspeaks only where the answers exclude one another for certain: a year alone is "
        "any of its months.\n\n"
        f"{table(('rule', 'what is wrong', 'compares', 'needs the reference month'), rows)}\n"
    )
