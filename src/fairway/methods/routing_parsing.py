"""Expressions of a questionnaire, from text to a tree: the part of XPath 1.0 that XLSForm uses to route and check.

Precedence and tokens are those of XPath 1.0, §3.4–3.7: `or` < `and` < `= !=` < `< <= > >=` < `+ -` < `* div mod` <
unary `-`; all associate to the left.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from fairway.kernel.errors import InputError
from fairway.methods.routing_functions import FUNCTIONS, REFUSED
from fairway.methods.routing_patterns import pattern_fault

LONGEST: Final = 20_000
DEEPEST: Final = 100
PART: Final = "Calculate a part of it in a question of its own."


class ExpressionMisstated(InputError):
    """An expression that is none, or says what Fairway does not evaluate.

    Attributes:
        position: Of the character at which it goes wrong, from 1.
    """

    slug = "expression-misstated"

    def __init__(self, text: str, position: int, said: str, advice: str) -> None:
        shown = text if len(text) <= 80 else f"{text[:77]}…"
        super().__init__(
            f"“{shown}” goes wrong at character {position}: {said}",
            advice=advice,
            details={"expression": text, "position": position},
        )
        self.position = position


@dataclass(frozen=True, slots=True)
class Written:
    """A text or a number that stands in the expression."""

    value: str | float


@dataclass(frozen=True, slots=True)
class Reference:
    """The answer to a question: `${name}`."""

    name: str


@dataclass(frozen=True, slots=True)
class This:
    """The answer that is being checked: `.`."""


@dataclass(frozen=True, slots=True)
class Call:
    """A function and its arguments; operators are functions named after their sign."""

    name: str
    arguments: tuple[Node, ...]


Node: TypeAlias = "Written | Reference | This | Call"

Kind: TypeAlias = Literal["number", "text", "reference", "operator", "name", "sign", "this", "end"]


@dataclass(frozen=True, slots=True)
class Token:
    """One word of an expression, and where it begins (from 0)."""

    kind: Kind
    text: str
    at: int


_TOKEN: Final = re.compile(
    r"""\s*(?:
    (?P<number>[0-9]+(?:\.[0-9]*)?|\.[0-9]+)
  | (?P<text>"[^"]*"|'[^']*')
  | \$\{(?P<reference>[A-Za-z_][A-Za-z0-9_]*)\}
  | (?P<sign>!=|<=|>=|[=<>+*(),-])
  | (?P<name>[A-Za-z_][A-Za-z0-9_.:-]*)
  | (?P<this>\.(?![.0-9]))
  )""",
    re.VERBOSE,
)
_LEVELS: Final = {
    sign: level
    for level, signs in enumerate(
        (("or",), ("and",), ("=", "!="), ("<", "<=", ">", ">="), ("+", "-"), ("*", "div", "mod"))
    )
    for sign in signs
}
_WORDS: Final = frozenset({"or", "and", "div", "mod"})
_ADVICE: Final = (
    (
        "'\"",
        "a text is not closed.",
        "Put the same quote at both ends; a text that holds one kind of quote stands in the other.",
    ),
    ("‘’“”", "it holds a typographic quote.", "Write plain quotes: 'x'."),
    (
        "$",
        "a reference is not `${name}` of letters, digits and _.",
        "Write `${name}` of one question; answers of an earlier form (`last-saved#`) cannot be used.",
    ),
    (
        "/[]@|",
        "it walks a path.",
        "Name the question: `${name}`. Paths, conditions in brackets and unions are not read.",
    ),
    ("!", "`!` stands alone.", "Write `!=`, or `not(…)`."),
    ("&", "`&` is no operator.", "Write `and`; to join texts, `concat(…)`."),
    (".", "`..` walks a path.", "Name the question: `${name}`."),
)


def tokens(text: str) -> list[Token]:
    """The words of an expression, with an end.

    Raises:
        ExpressionMisstated: A character that begins none.
    """
    found: list[Token] = []
    at = 0
    end = len(text.rstrip())
    while at < end:
        match = _TOKEN.match(text, at)
        if match is None:
            raise _strange(text, at + len(text[at:]) - len(text[at:].lstrip()))
        kind: Kind = match.lastgroup  # type: ignore[assignment]  # the groups are named after the kinds
        begin = match.start(kind) - (2 if kind == "reference" else 0)
        word = match[kind]
        after_operand = bool(found) and _ends_operand(found[-1])
        if (kind == "sign" and word not in "(),") or (kind == "name" and word in _WORDS and after_operand):
            kind = "operator"
        found.append(Token(kind, word, begin))
        at = match.end()
    found.append(Token("end", "", end))
    return found


def _ends_operand(token: Token) -> bool:
    return token.kind in ("number", "text", "reference", "this") or token.text == ")"


def _strange(text: str, at: int) -> ExpressionMisstated:
    for letters, said, advice in _ADVICE:
        if text[at] in letters:
            return ExpressionMisstated(text, at + 1, said, advice)
    return ExpressionMisstated(text, at + 1, f"“{text[at]}” means nothing here.", "Remove it.")


def tree(text: str) -> Node:
    """The tree of an expression.

    Raises:
        ExpressionMisstated: With the position, and what to do.
    """
    if len(text) > LONGEST:
        raise ExpressionMisstated(
            text, LONGEST + 1, "it is too long.", "Calculate a part of it in a question of its own."
        )
    return _Parser(text).whole()


class _Parser:
    """Reads tokens from left to right; `deep` guards against nesting that no stack holds."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokens(text)
        self.next = 0

    def whole(self) -> Node:
        node, _ = self.level(0, 0)
        if self.peek.kind != "end":
            raise self.fault(
                f"“{self.peek.text}” follows where an operator is due.",
                "Join the two parts with `and`, `or` or a sign.",
            )
        return node

    @property
    def peek(self) -> Token:
        return self.tokens[self.next]

    def take(self) -> Token:
        token = self.tokens[self.next]
        self.next += 1
        return token

    def fault(self, said: str, advice: str, token: Token | None = None) -> ExpressionMisstated:
        return ExpressionMisstated(self.text, (token or self.peek).at + 1, said, advice)

    def deeper(self, depth: int) -> int:
        if depth >= DEEPEST:
            raise self.fault("it is nested too deep.", PART)
        return depth + 1

    def level(self, lowest: int, outside: int) -> tuple[Node, int]:
        """Operands joined by operators of a level or above, and how deep that is; `and`, `or` and `+` chain flat."""
        node, depth = self.unary(outside)
        while self.peek.kind == "operator" and _LEVELS[self.peek.text] >= lowest:
            sign = self.take().text
            right, other = self.level(_LEVELS[sign] + 1, self.deeper(outside))
            if isinstance(node, Call) and node.name == sign and sign in ("or", "and", "+") and len(node.arguments) > 1:
                node, depth = Call(sign, (*node.arguments, right)), max(depth, other + 1)
            else:
                node, depth = Call(sign, (node, right)), self.deeper(max(depth, other))
        return node, depth

    def unary(self, outside: int) -> tuple[Node, int]:
        if self.peek.kind == "operator" and self.peek.text == "-":
            self.take()
            node, depth = self.unary(self.deeper(outside))
            return Call("-", (node,)), self.deeper(depth)
        return self.operand(outside)

    def operand(self, outside: int) -> tuple[Node, int]:
        token = self.take()
        match token.kind:
            case "number":
                return Written(float(token.text)), 0
            case "text":
                return Written(token.text[1:-1]), 0
            case "reference":
                return Reference(token.text), 0
            case "this":
                return This(), 0
            case "name":
                return self.call(token, outside)
        if token.text == "(":
            node, depth = self.level(0, self.deeper(outside))
            self.close(token)
            return node, depth
        said = (
            "it ends where a value is due." if token.kind == "end" else f"“{token.text}” stands where a value is due."
        )
        raise self.fault(said, "Put a `${name}`, a number, a 'text' or a function there.", token)

    def close(self, opened: Token) -> None:
        if self.peek.text != ")" or self.peek.kind != "sign":
            raise self.fault(f"the bracket opened at character {opened.at + 1} is not closed.", "Add `)`, or a comma.")
        self.take()

    def call(self, name: Token, outside: int) -> tuple[Node, int]:
        if self.peek.text != "(" or self.peek.kind != "sign":
            raise self.fault(
                f"“{name.text}” is neither a question nor a text.",
                f"Write `${{{name.text}}}` for a question, `'{name.text}'` for a text.",
                name,
            )
        opened = self.take()
        arguments: list[Node] = []
        depth = 0
        while self.peek.text != ")" or self.peek.kind != "sign":
            node, other = self.level(0, self.deeper(outside))
            arguments.append(node)
            depth = max(depth, other)
            if self.peek.text == "," and self.peek.kind == "sign":
                self.take()
                if self.peek.text == ")" and self.peek.kind == "sign":
                    raise self.fault("an argument is missing.", "Remove the comma, or add the argument.")
            else:
                break
        self.close(opened)
        self.known(name, arguments)
        return Call(name.text, tuple(arguments)), self.deeper(depth)

    def known(self, name: Token, arguments: list[Node]) -> None:
        function = FUNCTIONS.get(name.text)
        if function is None:
            near = difflib.get_close_matches(name.text, FUNCTIONS, n=1)
            advice = REFUSED.get(name.text) or (f"Did you mean `{near[0]}`?" if near else f"There are {_listed()}.")
            raise self.fault(f"there is no function `{name.text}`.", advice, name)
        most = function.most if function.most is not None else len(arguments)
        if not function.least <= len(arguments) <= most:
            raise self.fault(f"`{name.text}` takes {function.wanted}, not {len(arguments)}.", "Correct it.", name)
        if name.text == "format-date" and not _form_known(arguments[1]):
            advice = "Write it out, of %Y, %y, %m, %n, %d and %e: `'%Y-%m'`."
            raise self.fault("the form of a date is not known.", advice, name)
        if name.text == "regex":
            self.pattern(name, arguments[1])

    def pattern(self, name: Token, node: Node) -> None:
        if not isinstance(node, Written) or not isinstance(node.value, str):
            raise self.fault("the pattern is not written out.", "Write it in quotes: `regex(., '[0-9]+')`.", name)
        wrong = pattern_fault(node.value)
        if wrong:
            advice = "Correct it; a part that looks ahead, looks behind or repeats an earlier one is not read."
            raise self.fault(f"the pattern is none: {wrong}.", advice, name)


def _form_known(node: Node) -> bool:
    return (
        isinstance(node, Written)
        and isinstance(node.value, str)
        and not set(re.findall(r"%(.?)", node.value)) - set("Yymnde")
    )


def _listed() -> str:
    return ", ".join(f"`{name}`" for name in FUNCTIONS)
