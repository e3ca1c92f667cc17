"""The results of a survey as its owner sees them: counts, tables of closed questions, what is doubtful."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.core.paginator import Paginator

from fairway.kernel.questionnaire import Question, Questionnaire
from fairway.kernel.text import Number, Text
from fairway_portal.surveys.desk import words
from fairway_portal.surveys.desk.counting import counted
from fairway_portal.surveys.desk.submissions import submissions_of
from fairway_portal.surveys.desk.tallying import Tally
from fairway_portal.surveys.models import Conflict, Submission, Survey
from fairway_portal.surveys.running.saying import Teller

SHOWN_DAYS: Final = 31
ON_A_PAGE: Final = 50
FAULTS: Final = {
    "not in the list": Text("the list does not have this answer"),
    "not of its kind": Text("not a number or a day, where one is asked for"),
    "missing": Text("a required answer is missing"),
    "against the constraint": Text("an answer that the question does not allow"),
    "not asked": Text("answered, although it was not asked"),
    "not in the questionnaire": Text("not in the questionnaire"),
}


@dataclass(frozen=True, slots=True)
class Count:
    """A line of a table: what is counted, how many, and which share of 100 that is."""

    name: Text | str
    n: int
    share: float


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """A question and its answers.

    Attributes:
        kind: In words; answered: how many answered.
        counts: Of a closed question.
        spread: Sentences on numbers and days.
        listed: Whether its single answers may be read: free text that is not sensitive.
    """

    name: str
    label: str
    kind: Text
    answered: int
    counts: tuple[Count, ...]
    spread: Text | None
    listed: bool
    sensitive: bool


@dataclass(frozen=True, slots=True)
class PageResult:
    """The questions of a page; `rows` counts those of a repeated one."""

    label: str
    rows: int | None
    questions: tuple[QuestionResult, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything that is counted."""

    count: int
    faulty: int
    conflicts: int
    days: tuple[Count, ...]
    earlier: int
    channels: tuple[Count, ...]
    versions: tuple[Count, ...]
    pages: tuple[PageResult, ...]


def summary(survey: Survey, teller: Teller) -> Summary:
    """Counts the answers to a survey.

    Args:
        survey: With a version.
        teller: Of its present questionnaire, in a language that it has.

    Raises:
        ResultsClosed: Nobody reads the answers to this survey.
    """
    found = submissions_of(survey)
    form = teller.form.questionnaire
    made = counted(survey, form)
    days = sorted(made.by_day.items(), reverse=True)
    versions = dict(survey.versions.values_list("pk", "version"))
    pages = tuple(
        PageResult(
            teller.text(page.label) or page.name,
            made.rows[page.name] if page.repeated else None,
            tuple(_question(one, teller, made) for one in page.questions if one.answer not in ("note", "calculated")),
        )
        for page in form.pages
    )
    return Summary(
        made.count,
        made.faulty,
        Conflict.objects.filter(submission__in=found).count(),
        _counts([(day.isoformat(), n) for day, n in days[:SHOWN_DAYS]], made.count),
        sum(n for _, n in days[SHOWN_DAYS:]),
        _counts([(words.CHANNELS[channel], n) for channel, n in made.by_channel.most_common()], made.count),
        _counts([(versions.get(pk, ""), n) for pk, n in sorted(made.by_version.items(), reverse=True)], made.count),
        pages,
    )


def _counts(rows: list[tuple[Any, int]], whole: int) -> tuple[Count, ...]:
    return tuple(Count(name, n, 100 * n / whole if whole else 0.0) for name, n in rows)


def _question(one: Question, teller: Teller, made: Tally) -> QuestionResult:
    answered = made.answered[one.name]
    choices = teller.form.questionnaire.choices.get(one.choices, ())
    chosen: Mapping[str, int] = made.chosen.get(one.name, {})
    return QuestionResult(
        one.name,
        teller.text(one.label) or one.name,
        words.KINDS[one.answer],
        answered,
        _counts([(teller.choice(choice), chosen.get(choice.code, 0)) for choice in choices], answered),
        None if one.sensitive else _spread(one, made),
        one.answer == "text" and not one.sensitive and answered > 0,
        one.sensitive,
    )


def _spread(one: Question, made: Tally) -> Text | None:
    spread = made.spread.get(one.name)
    if spread is None or spread.least is None:
        return None
    if one.answer in ("integer", "decimal"):
        decimals = 0 if one.answer == "integer" else 2
        return Text(
            "Least {least}, mean {mean}, greatest {greatest}.",
            least=Number(spread.least, decimals),
            mean=Number(spread.total / spread.count, 1),
            greatest=Number(spread.greatest, decimals),
        )
    cut = {"year": 4, "month": 7}.get(one.answer, 10)
    return Text("From {first} to {last}.", first=spread.least[:cut], last=spread.greatest[:cut])


@dataclass(frozen=True, slots=True)
class Written:
    """One answer in words."""

    day: date
    version: str
    language: str
    text: str


def written_answers(
    survey: Survey, form: Questionnaire, question: str, page: int
) -> tuple[tuple[Written, ...], int, int]:
    """The answers in words to a question, the latest first.

    Args:
        survey: An own one.
        form: Its present questionnaire.
        question: The name of a question in it.
        page: From 1.

    Returns:
        The answers of this page of the list, its number, and how many pages there are.
    """
    stood = form.page_of(question)
    key = stood.name if stood is not None and stood.repeated else question
    found = submissions_of(survey).filter(answers__has_key=key)
    paged = Paginator(found.select_related("version").defer("version__questionnaire").order_by("-pk"), ON_A_PAGE)
    shown = paged.get_page(page)
    rows = tuple(
        Written(one.received, one.version.version, one.language, text)
        for one in shown.object_list
        for text in _texts(one.answers, question)
    )
    return rows, shown.number, paged.num_pages


def _texts(answers: Mapping[str, Any], question: str) -> Iterator[str]:
    if isinstance(answers.get(question), str):
        yield answers[question]
    for part in answers.values():
        for row in part if isinstance(part, list) else ():
            if row.get(question):
                yield row[question]


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A set of answers with faults, or with which others came in conflict."""

    instance: str
    day: date
    version: str
    channel: Text
    faults: tuple[tuple[str, Text | str], ...]
    conflicts: tuple[tuple[date, tuple[str, ...]], ...]


def doubtful(survey: Survey, page: int) -> tuple[tuple[Doubtful, ...], int, int]:
    """The sets of answers that their owner should look at; arguments and result as `written_answers`."""
    found = submissions_of(survey)
    wanted = (found.exclude(faults=[]) | found.filter(conflicts__isnull=False)).distinct().order_by("-pk")
    paged = Paginator(wanted.select_related("version").defer("version__questionnaire"), ON_A_PAGE)
    shown = paged.get_page(page)
    return tuple(_doubtful(one) for one in shown.object_list), shown.number, paged.num_pages


def _doubtful(one: Submission) -> Doubtful:
    return Doubtful(
        str(one.instance),
        one.received,
        one.version.version,
        words.CHANNELS[one.channel],
        tuple((str(fault.get("question", "")), FAULTS.get(fault["fault"], fault["fault"])) for fault in one.faults),
        tuple((other.received, _differing(one.answers, other.answers)) for other in one.conflicts.order_by("pk")),
    )


def _differing(first: Mapping[str, Any], other: Mapping[str, Any]) -> tuple[str, ...]:
    """The names of the questions that were answered differently; not the answers, some of which are sensitive."""
    return tuple(name for name in sorted({*first, *other}) if first.get(name) != other.get(name))
