"""The answers of a table against the questionnaire that asked for them: codes, kinds, routing, constraints."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from fairway.kernel.errors import InputError, UnknownCode
from fairway.kernel.questionnaire import Page, Question, Questionnaire
from fairway.methods.routing import Expression, parse
from fairway.methods.routing_functions import text
from fairway.methods.routing_values import Codes, nearest, plain

if TYPE_CHECKING:
    import polars as pl

FaultOfAnswer: TypeAlias = Literal[
    "not in the list", "not of its kind", "missing", "against the constraint", "not asked"
]
FAULTS: Final[dict[FaultOfAnswer, str]] = {
    "not in the list": "a code that the list does not have",
    "not of its kind": "no number, no whole number or no date, where one is asked for",
    "missing": "no answer, though the question is required and was to be asked",
    "against the constraint": "an answer that the question does not allow",
    "not asked": "an answer to a question that the routing leaves out",
}
HIDDEN: Final = "…"


class AnswersMisshapen(InputError):
    """A table that holds no answers to this questionnaire."""

    slug = "answers-misshapen"


@dataclass(frozen=True, slots=True)
class AnswerFaults:
    """What is wrong with the answers of a table.

    Attributes:
        frame: One row for each fault: `row` (of the table, from 1), `question`, `fault`, `answer` (“…” where the
            question is sensitive, null where missing) and `nearest` (a code of the list), in order of `row`.
        rows: Rows of the table.
        questions: Questions that were checked.
        unchecked: What could not be checked, and why.
    """

    frame: pl.DataFrame
    rows: int
    questions: int
    unchecked: tuple[str, ...]

    def counts(self) -> pl.DataFrame:
        """The faults by `question`, `fault`, `answer` and `nearest`, with `rows`; answers counted for lists only."""
        import polars as pl

        shown = pl.when(pl.col("fault") == "not in the list").then("answer").alias("answer")
        return (
            self.frame.with_columns(shown)
            .group_by("question", "fault", "answer", "nearest", maintain_order=True)
            .agg(pl.len().alias("rows"), pl.col("row").first().alias("first_row"))
            .sort("rows", descending=True, maintain_order=True)
        )


def answers_faults(
    questionnaire: Questionnaire, frame: pl.DataFrame | pl.LazyFrame, *, page: str = "", today: date | None = None
) -> AnswerFaults:
    """Which answers of a table the questionnaire would not have taken.

    An answer that the routing leaves out counts as empty for what follows, as in ODK. A calculated question without a
    column is calculated. A sensitive question may be refused: it is never missing. What a yes/no depends on and the
    table does not hold is not guessed: such checks are named in `unchecked`.

    Args:
        questionnaire: Whose answers.
        frame: A row for each respondent, or for each repetition of `page`; columns named after the questions, or as
            ODK Central (`page-question`) and KoboToolbox (`page/question`) do. Several codes are separated by spaces.
            Null and "" are no answer.
        page: The repeated page whose table it is; "" for the table of respondents.
        today: The day for `today()`; the present day where None.

    Raises:
        AnswersMisshapen: No column is a question's.
        UnknownCode: There is no repeated page of that name.
    """
    pages = _pages(questionnaire, page)
    table = frame.lazy().collect()
    columns = _columns(questionnaire, table.columns)
    wanted = [one for each in pages for one in each.questions if one.answer != "note"]
    if not any(one.name in columns for one in wanted):
        names = ", ".join(one.name for one in wanted[:8])
        raise AnswersMisshapen(
            f"No column of the table is a question of {questionnaire.id}.",
            advice=f"Its questions are {names} …; the columns are {', '.join(table.columns[:8])} …",
            details={"columns": table.columns},
        )
    check = _Check(questionnaire, table, columns, today or date.today())  # noqa: DTZ011  # the interviewer's own day
    for each in pages:
        check.page(each)
    return check.result()


def _pages(questionnaire: Questionnaire, page: str) -> list[Page]:
    repeated = [each.name for each in questionnaire.pages if each.repeated]
    if page and page not in repeated:
        near = difflib.get_close_matches(page, repeated, n=3)
        raise UnknownCode("repeated page", page, suggestions=near, advice=f"There are {', '.join(repeated) or 'none'}.")
    return [each for each in questionnaire.pages if (each.name == page if page else not each.repeated)]


def _columns(questionnaire: Questionnaire, found: Sequence[str]) -> dict[str, str]:
    """Question → the column of its answers."""
    columns: dict[str, str] = {}
    there = set(found)
    for page in questionnaire.pages:
        for one in page.questions:
            for name in (one.name, f"{page.name}-{one.name}", f"{page.name}/{one.name}"):
                if name in there:
                    columns.setdefault(one.name, name)
    return columns


@dataclass
class _Check:
    """Goes through the questions in their order; `values` holds the answers as far as the routing lets them stand."""

    questionnaire: Questionnaire
    table: pl.DataFrame
    columns: dict[str, str]
    today: date
    values: dict[str, pl.Series] = field(default_factory=dict)
    unchecked: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    found: list[pl.DataFrame] = field(default_factory=list)
    questions: int = 0

    def __post_init__(self) -> None:
        import polars as pl

        for name, column in self.columns.items():
            one = self.questionnaire.question(name)
            if one is not None:
                self.values[name] = self._each([self.table[column]], partial(plain, one, self._codes(one)), pl.String)

    def page(self, page: Page) -> None:
        """Checks the answers to the questions of a page."""
        outer = self._asked(page.relevant, f"whether the page “{page.name}” is asked")
        for one in page.questions:
            if one.answer == "note":
                continue
            if one.answer != "calculated" and one.name not in self.values:
                self.absent.append(one.name)
                continue
            own = self._asked(one.relevant, f"whether “{one.name}” is asked")
            asked = _both(outer, own)
            if one.answer == "calculated":
                self._calculate(one)
            else:
                told = bool((not page.relevant or outer is not None) and (not one.relevant or own is not None))
                self._answers(one, asked, told=told)
            if asked is not None and one.name in self.values:
                self.values[one.name] = self.values[one.name].set(~asked, None)

    def _calculate(self, one: Question) -> None:
        import polars as pl

        expression = parse(one.calculation)
        if one.name in self.values or not self._known(expression, f"“{one.name}” is not calculated"):
            return

        def value(*answers: str | None) -> str | None:
            known = dict(zip(expression.names, answers, strict=True))
            return text(expression.evaluate(known, today=self.today)) or None

        self.values[one.name] = self._each([self.values[name] for name in expression.names], value, pl.String)

    def _answers(self, one: Question, asked: pl.Series | None, *, told: bool) -> None:
        """`told`: whether all that decides if the question is asked is in the table."""
        import polars as pl

        self.questions += 1
        answers, codes = self.values[one.name], self._codes(one)
        given = answers.is_not_null()
        stands = given if asked is None else given & asked
        near = self._each([answers], lambda answer: nearest(one, answer, codes), pl.String)
        wrong = near.is_not_null()
        self._fault(one, "not in the list" if one.choices else "not of its kind", stands & wrong, near)
        if asked is not None:
            self._fault(one, "not asked", given & ~asked)
        if one.required and told and not one.sensitive:
            self._fault(one, "missing", ~given if asked is None else ~given & asked)
        if one.constraint:
            meets = self._holds(one.constraint, f"the constraint of “{one.name}” is not checked", answers)
            if meets is not None:
                self._fault(one, "against the constraint", stands & ~wrong & ~meets)

    def _fault(self, one: Question, kind: FaultOfAnswer, where: pl.Series, near: pl.Series | None = None) -> None:
        import polars as pl

        if not where.any():
            return
        shown = self.table[self.columns[one.name]].cast(pl.String)
        none = pl.repeat(None, len(shown), dtype=pl.String, eager=True)
        answers = pl.repeat(HIDDEN, len(shown), eager=True) if one.sensitive and kind != "missing" else shown
        near = none if near is None else near.set(near == "", None)
        frame = pl.DataFrame({"row": pl.int_range(1, len(shown) + 1, eager=True), "answer": answers, "nearest": near})
        named = (pl.lit(one.name).alias("question"), pl.lit(kind).alias("fault"))
        self.found.append(frame.filter(where).with_columns(*named).select(*_SCHEMA))

    def _asked(self, relevant: str, what: str) -> pl.Series | None:
        """Whether something is asked in each row; None where it always is, or that cannot be told."""
        return self._holds(relevant, f"{what} is not checked") if relevant else None

    def _holds(self, written: str, otherwise: str, this: pl.Series | None = None) -> pl.Series | None:
        """Whether an expression holds in each row; None, and a word, where the table lacks what it needs."""
        import polars as pl

        expression = parse(written)
        if not self._known(expression, otherwise):
            return None
        names = expression.names
        columns = [self.values[name] for name in names]

        def holds(*answers: str | None) -> bool:
            # The answer under check comes last, after those that have names.
            own = answers[-1] if this is not None else None
            return expression.holds(dict(zip(names, answers, strict=False)), own, today=self.today)

        return self._each(columns if this is None else [*columns, this], holds, pl.Boolean)

    def _known(self, expression: Expression, otherwise: str) -> bool:
        missing = [name for name in expression.names if name not in self.values]
        if missing:
            self.unchecked.append(f"{otherwise[0].upper()}{otherwise[1:]}: the table lacks {', '.join(missing)}.")
        return not missing

    def _each(self, columns: Sequence[pl.Series], does: Callable[..., Any], kind: type[pl.DataType]) -> pl.Series:
        """A function of each row, called once for each combination of values."""
        import polars as pl

        if not columns:
            return pl.repeat(does(), len(self.table), dtype=kind(), eager=True)
        names = [str(at) for at in range(len(columns))]
        frame = pl.DataFrame([column.alias(name) for name, column in zip(names, columns, strict=True)])
        if frame.is_empty():
            return pl.Series([], dtype=kind)
        groups = frame.with_row_index("row").group_by(names).agg("row")
        values = [does(*row) for row in groups.select(names).iter_rows()]
        return (
            groups.select("row", pl.Series("value", values, dtype=kind)).explode("row").sort("row")["value"].rechunk()
        )

    def _codes(self, one: Question) -> Codes:
        return Codes(tuple(choice.code for choice in self.questionnaire.choices.get(one.choices, ())))

    def result(self) -> AnswerFaults:
        import polars as pl

        frame = pl.concat(self.found).sort("row", maintain_order=True) if self.found else pl.DataFrame(schema=_schema())
        lacking = [f"No column: {', '.join(self.absent)}."] if self.absent else []
        return AnswerFaults(frame, len(self.table), self.questions, (*lacking, *dict.fromkeys(self.unchecked)))


_SCHEMA: Final = ("row", "question", "fault", "answer", "nearest")


def _schema() -> dict[str, Any]:
    import polars as pl

    return {name: pl.Int64 if name == "row" else pl.String for name in _SCHEMA}


def _both(one: pl.Series | None, other: pl.Series | None) -> pl.Series | None:
    if one is None or other is None:
        return other if one is None else one
    return one & other
