"""Terms that say who gives something, and what is or is not allowed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from fairway.recruitment.contracts.reading_quantities import Sentence
from fairway.recruitment.contracts.reading_tokens import LANGUAGES, Token, pattern

PROVIDED: Final = (
    "food", "housing", "local_transport", "travel_there", "travel_back", "medical_care", "protective_equipment",
    "pesticide_protection",
)  # fmt: skip
_BOTH_WAYS: Final = ("travel_there", "travel_back")
_MEANS: Final = {
    "free": "free",
    "employer": "free",
    "deducted": "deducted",
    "allowance": "allowance",
    "worker_pays": "worker_pays",
}


def provisions(sentence: Sentence) -> Iterator[tuple[str, str, float]]:
    """(field, who gives it, confidence)."""
    if sentence.value_at:
        yield from _of_pair(sentence)
        return
    text = sentence.text
    cuts = [0, *(match.start() for match in sentence.cue("clauses").finditer(text)),
            *(match.start() for match in re.finditer(r";", text)), len(text)]  # fmt: skip
    cuts.sort()
    for left, right in pairwise(cuts):
        if not sentence.cue("conditions").search(text[left:right]):
            yield from _of_clause(sentence, left, right)


def _of_pair(sentence: Sentence) -> Iterator[tuple[str, str, float]]:
    """A label with its value."""
    value = sentence.text[sentence.value_at :].strip(" .")
    given = [one for one in sentence.of("provided") if one.start >= sentence.value_at]
    labels = [one for one in sentence.of("topic") if one.end <= sentence.value_at and _fields(one.value)]
    means, confidence = _meaning(sentence, value, given)
    for one in labels:
        if (
            means is None
            and any(
                other.kind == "provided" and other.value == "allowance" and other.end <= sentence.value_at
                for other in sentence.tokens
            )
            and sentence.sums
        ):
            means, confidence = "allowance", 0.8
        if means is not None:
            yield from ((field, means, confidence) for field in _fields(one.value))
    if not labels:
        yield from _of_clause(sentence, 0, len(sentence.text))


def _meaning(sentence: Sentence, value: str, given: list[Token]) -> tuple[str | None, float]:
    strong = [one for one in given if one.value != "employer"]
    kinds = {one.value for one in strong}
    if len(kinds) == 1:
        return _MEANS[strong[0].value], 0.95
    if len(kinds) > 1:
        return (_MEANS["deducted"], 0.6) if kinds == {"deducted", "free"} else (None, 0)
    for means, cue in (("free", "yes"), ("free", "employer"), ("worker_pays", "worker"), ("worker_pays", "no")):
        for language in sentence.languages:
            if pattern(getattr(LANGUAGES[language], cue), whole=True).fullmatch(value):
                return means, 0.75 if cue in ("yes", "no") else 0.85
    return ("free", 0.75) if given else (None, 0)


def _fields(topic: str) -> tuple[str, ...]:
    return _BOTH_WAYS if topic == "travel_both" else (topic,) if topic in PROVIDED else ()


def _of_clause(sentence: Sentence, left: int, right: int) -> Iterator[tuple[str, str, float]]:
    topics = [one for one in sentence.of("topic") if left <= one.start < right and _fields(one.value)]
    given = [one for one in sentence.of("provided") if left <= one.start < right]
    if not topics and _fields(sentence.heading) and given and not sentence.value_at:
        topics = [Token("topic", sentence.heading, left, left)]
    strong = [one for one in given if one.value != "employer"]
    for topic in topics:
        inside = [one for one in strong if topic.start <= one.start and one.end <= topic.end]
        pool = inside or strong or given
        if pool:
            nearest = min(pool, key=lambda one: _distance(sentence.text, topic, one))
            means = _MEANS[nearest.value]
            if nearest.value == "employer" and _taken_back(sentence, left, right):
                means = "deducted"
            if means == "allowance" and _distance(sentence.text, topic, nearest) > 3:
                continue
            confidence = 0.85 if nearest.value != "employer" else 0.75
            yield from ((field, means, confidence) for field in _fields(topic.value))


def _taken_back(sentence: Sentence, left: int, right: int) -> bool:
    """“Housing is provided, but 200 is deducted”: another clause takes the cost and names nothing else."""
    deducted = [one for one in sentence.of("provided") if one.value == "deducted" and not left <= one.start < right]
    others = [one for one in sentence.of("topic") if _fields(one.value) and not left <= one.start < right]
    return bool(deducted) and not others


def _distance(text: str, one: Token, other: Token) -> float:
    """Words between two tokens; a comma counts for two."""
    if other.start < one.end and one.start < other.end:
        return 0
    between = text[one.end : other.start] if other.start >= one.end else text[other.end : one.start]
    return len(between.split()) + 2 * between.count(",") + (0.5 if other.start < one.start else 0)


def statements(text: str, languages: tuple[str, ...]) -> Iterator[tuple[str, bool, float]]:
    """(field, yes or no, confidence) of a sentence that says so."""
    decided: set[str] = set()
    text = text.replace(",", "")  # “shall not withhold, and shall never keep, the passport”
    for language in languages:
        cues = LANGUAGES[language]
        for field, says, words in cues.statements:
            if field not in decided and pattern(words).search(text):
                decided.add(field)
                if not pattern(cues.conditions).match(text) or field in ("injury_cover", "repatriation"):
                    yield field, says, 0.85


def choices(text: str, languages: tuple[str, ...]) -> Iterator[tuple[str, str, float]]:
    """(field, choice, confidence): how and how often pay is given."""
    decided: set[str] = set()
    for language in languages:
        for field, choice, words in LANGUAGES[language].choices:
            if field not in decided and pattern(words).search(text):
                decided.add(field)
                yield field, choice, 0.8
