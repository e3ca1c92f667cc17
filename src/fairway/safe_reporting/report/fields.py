"""The questions of a report, as data. None asks for a status, a visa or a passport, and none must be answered."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from fairway.kernel.text import Text
from fairway.methods.check_digits import plain_digits
from fairway.reference import places
from fairway.reference.wording import REPORT_LANGUAGES
from fairway.safe_reporting.report.concerns import CONCERNS

Answer: TypeAlias = "str | tuple[str, ...]"
Answers: TypeAlias = Mapping[str, Answer]
"""Code of a field → what was answered; what was skipped is absent."""
Kind: TypeAlias = Literal["several", "one", "text", "line", "country", "year", "agency", "language"]

LONGEST_TEXT: Final = 20_000
LONGEST_LINE: Final = 300
EARLIEST_YEAR: Final = 1980
LATEST_YEAR: Final = 2100


@dataclass(frozen=True, slots=True)
class Field:
    """One question.

    Attributes:
        code: As the report holds it.
        label: The question as she reads it.
        said: What a handler reads beside the answer.
        kind: `several` or `one` of `choices`; `text` of many lines, a `line`; a `country` (ISO 3166-1 alpha-3), a
            `year`; the code of an `agency`; a `language`.
        choices: Codes and what they say.
        hint: What helps to answer.
    """

    code: str
    label: Text
    said: Text
    kind: Kind
    choices: tuple[tuple[str, Text], ...] = ()
    hint: Text | None = None


FIELDS: Final = (
    Field(
        "happened", Text("What happened?"), Text("What happened"), "several",
        tuple((one.code, one.label) for one in CONCERNS), Text("Tick all that are true."),
    ),
    Field(
        "words", Text("Tell it in your own words"), Text("In her own words"), "text",
        hint=Text("Any language. Short is fine. Leave out passport and visa numbers: nobody here needs them."),
    ),
    Field("against", Text("Which agency or employer?"), Text("Agency or employer"), "line",
          hint=Text("A name, or part of it.")),
    Field("agency", Text("Is it one of these?"), Text("Code of the agency"), "agency"),
    Field("country", Text("In which country do you work?"), Text("Country of work"), "country"),
    Field("year", Text("In which year did it happen?"), Text("Year"), "year", hint=Text("The year is enough.")),
    Field(
        "safe", Text("Are you safe now?"), Text("Safe when she wrote"), "one",
        (("yes", Text("Yes")), ("no", Text("No"))),
    ),
    Field(
        "reach", Text("May we call or write to you?"), Text("How she can be reached"), "one",
        (
            ("number", Text("No. I come back here with my number")),
            ("telephone", Text("Yes, by telephone")),
            ("other", Text("Yes, in another way")),
        ),
    ),
    Field("contact", Text("Telephone, or how to reach you"), Text("Telephone or other way"), "line"),
    Field("hours", Text("When is it safe?"), Text("When it is safe"), "line",
          hint=Text("For example: Friday after 10 in the evening.")),
    Field("alias", Text("Who should we say we are?"), Text("What the caller should say"), "line",
          hint=Text("For example: a cousin, or a shop.")),
    Field("language", Text("In which language should we answer?"), Text("Language of the answer"), "language"),
)  # fmt: skip
"""In the order in which they are asked."""

_BY_CODE: Final = {one.code: one for one in FIELDS}


def accepted(code: str, answer: object) -> Answer | None:
    """An answer as the report holds it; None where it is none of that field's.

    Args:
        code: Of a field.
        answer: A string, or several of them.
    """
    field = _BY_CODE.get(code)
    if field is None:
        return None
    if field.kind == "several":
        given = answer if isinstance(answer, list | tuple) else [answer]
        ticked = tuple(one for one, _ in field.choices if one in given)
        return ticked or None
    return _one(field, _tidy(answer, field.kind)) if isinstance(answer, str) else None


def _one(field: Field, said: str) -> str | None:
    match field.kind:
        case "one":
            fits = said in {one for one, _ in field.choices}
        case "country":
            fits = said in places.by_code()
        case "language":
            fits = said in REPORT_LANGUAGES
        case "year":
            said = plain_digits(said)
            fits = said.isdigit() and EARLIEST_YEAR <= int(said[:9]) <= LATEST_YEAR
        case "agency":
            fits = said.isascii() and len(said) <= 20 and said.replace("-", "").isalnum()
        case _:
            fits = True
    return said if said and fits else None


def _tidy(said: str, kind: str) -> str:
    """Without what no reader sees and no database takes: zero characters, other control characters, halves of pairs."""
    whole = "".join(one for one in said.replace("\r\n", "\n") if one in "\n\t" or unicodedata.category(one)[0] != "C"
                    or unicodedata.category(one) == "Cf")  # fmt: skip
    if kind == "text":
        return whole.strip()[:LONGEST_TEXT].strip()
    return " ".join(whole.split())[:LONGEST_LINE].strip()
