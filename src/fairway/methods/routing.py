"""Routing: the expressions by which a questionnaire asks, skips, checks and calculates, and their values.

`parse("${age} >= 15 and selected(${reason}, 'work')").holds({"age": 31, "reason": "work study"})` is True. The rules
are those of XPath 1.0 and ODK XForms (`routing_functions`): no answer is the empty text, `'' < 5` is false, and
`'' != 'x'` is true.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeAlias

from fairway.kernel.questionnaire_faults import Misstatement
from fairway.methods.routing_functions import FUNCTIONS, OPERATORS, One, Value, number, text, truth
from fairway.methods.routing_parsing import Call, ExpressionMisstated, Node, Reference, This, Written, tree

if TYPE_CHECKING:
    from fairway.kernel.questionnaire import Page

__all__ = ["Answer", "Expression", "ExpressionMisstated", "Result", "misstated_expressions", "parse"]

Answer: TypeAlias = "str | int | float | bool | date | Sequence[str | int | float | bool | date | None] | None"
"""What was answered: None or "" for nothing; several for a question of a page that is repeated."""

Result: TypeAlias = str | float | bool
"""A number that cannot be given (`'' + 1`, `1 div 0`) is the empty text; a day is written `2019-07-01`."""

Scope: TypeAlias = "tuple[Mapping[str, Answer], Answer, date]"
Evaluated: TypeAlias = Callable[[Scope], Value]
NOTHING: Final[Mapping[str, Answer]] = {}


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression that was read.

    Attributes:
        text: As it was written.
        names: The questions whose answers it uses, in order, each once.
        uses_this: Whether it uses the answer under check, `.`.
        uses_today: Whether it uses the day on which it is evaluated.
    """

    text: str
    names: tuple[str, ...]
    uses_this: bool
    uses_today: bool
    _does: Evaluated = field(repr=False, compare=False)

    def evaluate(
        self, answers: Mapping[str, Answer] = NOTHING, this: Answer = None, *, today: date | None = None
    ) -> Result:
        """Its value for one person's answers.

        Args:
            answers: Name of a question → what was answered; a name that is not there was not answered.
            this: The answer under check.
            today: The day of the interview; the present day where None.
        """
        found = self._does((answers, this, today or date.today()))  # noqa: DTZ011  # the interviewer's own day
        if isinstance(found, bool):
            return found
        if isinstance(found, int | float):
            return float(found) if math.isfinite(found) else ""
        return text(found)

    def holds(self, answers: Mapping[str, Answer] = NOTHING, this: Answer = None, *, today: date | None = None) -> bool:
        """Whether it is true for one person's answers; arguments as `evaluate`."""
        return truth(self._does((answers, this, today or date.today())))  # noqa: DTZ011  # as above


@lru_cache(maxsize=4096)
def parse(text: str) -> Expression:
    """Reads an expression.

    Args:
        text: XLSForm's own (`${a} = 'x' and not(${b} < 5)`).

    Raises:
        ExpressionMisstated: It is none, or holds what is not evaluated; with the position and what to do.
    """
    root = tree(text)
    nodes = list(_nodes(root))
    names = dict.fromkeys(node.name for node in nodes if isinstance(node, Reference))
    return Expression(
        text,
        tuple(names),
        any(isinstance(node, This) for node in nodes),
        any(isinstance(node, Call) and node.name == "today" for node in nodes),
        _compiled(root),
    )


def misstated_expressions(pages: Iterable[Page]) -> Iterator[Misstatement]:
    """Every expression of a questionnaire's pages that cannot be read, with its place."""
    for page in pages:
        for part, written in (("relevant", page.relevant), ("count", page.count)):
            yield from _unread(Misstatement("", "page", page.name, part=part), written)
        for one in page.questions:
            for part, written in (
                ("relevant", one.relevant),
                ("constraint", one.constraint),
                ("calculation", one.calculation),
            ):
                yield from _unread(Misstatement("", "question", one.name, part=part), written)


def _unread(place: Misstatement, written: str) -> Iterator[Misstatement]:
    if not written:
        return
    try:
        read = parse(written)
    except ExpressionMisstated as fault:
        yield Misstatement(str(fault), place.thing, place.name, part=place.part)
        return
    if read.uses_this and place.part != "constraint":
        said = (
            f"The {place.part} of “{place.name}” uses `.`, which only a constraint may. Name the question: `${{name}}`."
        )
        yield Misstatement(said, place.thing, place.name, part=place.part)


def _nodes(root: Node) -> Iterator[Node]:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, Call):
            waiting.extend(reversed(node.arguments))


def _compiled(node: Node) -> Evaluated:
    match node:
        case Written(value):
            return lambda scope: value
        case Reference(name):
            return lambda scope: _taken(scope[0].get(name))
        case This():
            return lambda scope: _taken(scope[1])
        case Call(name, arguments):
            return _called(name, [_compiled(each) for each in arguments])


def _called(name: str, parts: list[Evaluated]) -> Evaluated:
    match name:
        case "and":
            return lambda scope: all(truth(part(scope)) for part in parts)
        case "or":
            return lambda scope: any(truth(part(scope)) for part in parts)
        case "+":
            return lambda scope: sum(number(part(scope)) for part in parts)
        case "-":
            return _less(parts)
        case "if":
            condition, then, otherwise = parts
            return lambda scope: then(scope) if truth(condition(scope)) else otherwise(scope)
        case "today":
            return lambda scope: scope[2]
    if name in FUNCTIONS and FUNCTIONS[name].most is None:
        return _of_any_number(FUNCTIONS[name].does, parts)
    does = OPERATORS[name] if name in OPERATORS else FUNCTIONS[name].does
    if len(parts) == 1:
        (only,) = parts
        return lambda scope: does(only(scope))
    if len(parts) == 2:
        left, right = parts
        return lambda scope: does(left(scope), right(scope))
    return lambda scope: does(*[part(scope) for part in parts])


def _of_any_number(does: Callable[..., Value], parts: list[Evaluated]) -> Evaluated:
    return lambda scope: does(part(scope) for part in parts)


def _less(parts: list[Evaluated]) -> Evaluated:
    if len(parts) == 1:
        (only,) = parts
        return lambda scope: -number(only(scope))
    left, right = parts
    return lambda scope: number(left(scope)) - number(right(scope))


def _taken(answer: Answer) -> Value:
    """An answer as a value of an expression."""
    if answer is None:
        return ""
    if isinstance(answer, str | bool | date | int | float):
        return _single(answer)
    return tuple("" if one is None else _single(one) for one in answer)


def _single(answer: str | float | bool | date) -> One:
    if isinstance(answer, str | bool):
        return answer
    if isinstance(answer, date):
        return answer.date() if isinstance(answer, datetime) else answer
    return "" if math.isnan(answer) else float(answer)
