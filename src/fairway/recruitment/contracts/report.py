"""A comparison and a check of laws as lines of text and as JSON, in a language."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any, Final

from fairway.kernel.text import PlaceName, Text
from fairway.recruitment.contracts.comparing_values import DIRECTIONS, GRADES, Change, Comparison
from fairway.recruitment.contracts.fields import by_name
from fairway.recruitment.contracts.legality import VERDICTS, Finding, Legality
from fairway.recruitment.contracts.saying import STAGES
from fairway.recruitment.contracts.writing import written
from fairway.recruitment.fees.sentences import STANDINGS
from fairway.reference.wording import Voice

WIDTH: Final = 100


def comparison_lines(found: Comparison, voice: Voice) -> list[str]:
    """Grade, reasons, and each step with its terms."""
    said = [voice.say(found.headline), "", voice.say(Text("Why"))]
    for reason in found.reasons:
        said += _wrapped(voice.say(reason), "  ")
    for step in found.steps:
        heading = Text("{earlier} → {later}: {grade}",
                       earlier=STAGES[step.earlier], later=STAGES[step.later], grade=GRADES[step.grade])  # fmt: skip
        said += ["", voice.say(heading)]
        for change in step.changes:
            said += _wrapped(_change(change, voice), "  ")
    return said


def _change(change: Change, voice: Voice) -> str:
    direction, title = DIRECTIONS[change.direction], by_name()[change.field].title
    return voice.say(Text("[{direction}] {term}: {reason}", direction=direction, term=title, reason=change.reason))


def comparison_json(found: Comparison, voice: Voice) -> dict[str, Any]:
    """The comparison for a machine: codes, values, and sentences in the language."""
    return {
        "grade": found.grade,
        "headline": voice.say(found.headline),
        "reasons": [voice.say(reason) for reason in found.reasons],
        "changes": [_change_json(change, voice) for change in found.changes],
        "steps": [
            {
                "earlier": step.earlier,
                "later": step.later,
                "grade": step.grade,
                "reasons": [voice.say(reason) for reason in step.reasons],
                "changes": [_change_json(change, voice) for change in step.changes],
            }
            for step in found.steps
        ],
    }


def _change_json(change: Change, voice: Voice) -> dict[str, Any]:
    return {
        "field": change.field,
        "earlier": None if change.earlier is None else written(change.earlier),
        "later": None if change.later is None else written(change.later),
        "direction": change.direction,
        "material": change.material,
        "reason": voice.say(change.reason),
        "stages": [change.earlier_stage, change.later_stage],
    }


def legality_lines(found: Legality, voice: Voice) -> list[str]:
    """What is broken, what cannot be told, what is kept; what is missing; where the rules differ."""
    heading = Text("{origin} → {destination}", origin=PlaceName(found.origin), destination=PlaceName(found.destination))
    said = [f"{voice.say(heading)}, {found.on.isoformat()}"]
    for verdict in ("broken", "unknown", "met"):
        those = [one for one in found.findings if one.verdict == verdict]
        if those:
            said += ["", voice.say(VERDICTS[verdict])]
            for one in those:
                said += _finding(one, voice)
    if found.missing:
        said += ["", voice.say(Text("Every contract should say this, and this one does not"))]
        said += [f"  {voice.say(field.title)}" for field in found.missing]
    if found.conflicts:
        said += ["", voice.say(Text("Where the rules differ"))]
        for conflict in found.conflicts:
            said += _wrapped(voice.say(conflict.reason), "  ")
            said += [f"    {voice.say(one.rule.says)} ({one.rule.id})" for one in conflict.findings]
    if found.notes:
        said += [
            "",
            voice.say(Text("Please note")),
            *(line for one in found.notes for line in _wrapped(voice.say(one))),
        ]
    return said


def _finding(one: Finding, voice: Voice) -> Iterator[str]:
    yield from _wrapped(f"{voice.say(one.rule.says)} {voice.say(one.reason)}", "  ")
    source = Text("{law} ({standing}). {checked}",
                  law=one.rule.citation, standing=STANDINGS[one.rule.standing], checked=one.rule.checked)  # fmt: skip
    yield from _wrapped(f"{one.rule.id}: {voice.say(source)}", "    ")


def legality_json(found: Legality, voice: Voice) -> dict[str, Any]:
    """The check for a machine: codes, and sentences in the language."""
    return {
        "outcome": found.outcome,
        "origin": found.origin,
        "destination": found.destination,
        "on": found.on.isoformat(),
        "sector": found.sector,
        "edition": found.edition,
        "findings": [_finding_json(one, voice) for one in found.findings],
        "missing": [field.name for field in found.missing],
        "conflicts": [
            {"field": one.field, "rules": [each.rule.id for each in one.findings], "reason": voice.say(one.reason)}
            for one in found.conflicts
        ],
        "notes": [voice.say(one) for one in found.notes],
    }


def _finding_json(one: Finding, voice: Voice) -> dict[str, Any]:
    return {
        "rule": one.rule.id,
        "field": one.rule.field,
        "verdict": one.verdict,
        "says": voice.say(one.rule.says),
        "reason": voice.say(one.reason),
        "missing": list(one.missing),
        "law": voice.say(one.rule.law),
        "article": one.rule.article,
        "standing": one.rule.standing,
        "verified": one.rule.verified,
        "checked": voice.say(one.rule.checked),
        "url": one.rule.url,
        "note": one.rule.note,
    }


def _wrapped(said: str, indent: str = "  ") -> list[str]:
    return textwrap.wrap(
        said, WIDTH, initial_indent=indent, subsequent_indent=indent + "  ", break_on_hyphens=False,
        break_long_words=False,
    )  # fmt: skip
