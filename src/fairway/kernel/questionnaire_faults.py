"""What a questionnaire must not say: every contradiction, with the place where it stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from fairway.kernel.questionnaire import Page, Question, Questionnaire, Said

Thing: TypeAlias = Literal["form", "page", "question", "list", "choice"]
NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
IDENTITY: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.\-]*")
NAME_OF_LIST: Final = re.compile(r"[A-Za-z0-9_\-]+")
CODE: Final = re.compile(r"[^\s'\"‘’“”]+")
LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
REFERENCE: Final = re.compile(r"\$\{([^}]*)(\}?)")
# XML cannot hold these, nor keep a carriage return.
UNWRITABLE: Final = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
RESERVED: Final = frozenset({"meta", "data", "instanceID", "instanceName"})
BY_APPEARANCE: Final = ("month-year", "year")


@dataclass(frozen=True, slots=True)
class Misstatement:
    """One contradiction.

    Attributes:
        said: What is wrong, in one sentence.
        thing, name, code: Where: a question's, page's or list's name; the code of a choice. All "" for the form.
        part: Which of its attributes (`label`, `relevant`, `choices`).
        language: In which language, where it is text.
    """

    said: str
    thing: Thing = "form"
    name: str = ""
    code: str = ""
    part: str = ""
    language: str = ""


def misstatements(said: Questionnaire) -> Iterator[Misstatement]:
    """Every contradiction of a questionnaire, in order of its parts."""
    names = {one.name for one in said.questions()} | {page.name for page in said.pages}
    known = _Known(said.languages, frozenset(names))
    yield from _form(said, known)
    yield from _names(said)
    for page in said.pages:
        yield from _page(page, known)
        for one in page.questions:
            yield from _question(one, said, known)
    for name, choices in said.choices.items():
        yield from _list(name, said, known)
        for choice in choices:
            label = _Text("choice", name, choice.code, "label", choice.label)
            yield from _text(label, known, whole=True)
    yield from _circles(said)


@dataclass(frozen=True, slots=True)
class _Known:
    """What a text may use: the languages, and the names of pages and questions."""

    languages: tuple[str, ...]
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Text:
    thing: Thing
    name: str
    code: str
    part: str
    said: Said

    def fault(self, said: str, language: str = "") -> Misstatement:
        """A fault of this text."""
        return Misstatement(said, self.thing, self.name, self.code, self.part, language)

    def __str__(self) -> str:
        called = f"“{self.code}” in the list “{self.name}”" if self.code else f"“{self.name}”"
        return f"{self.part} of {called}".replace("_", " ", self.part.count("_"))


def _form(said: Questionnaire, known: _Known) -> Iterator[Misstatement]:
    if not IDENTITY.fullmatch(said.id):
        yield Misstatement(f"“{said.id}” cannot be its id: letters, digits, _, - and . only.", part="id")
    if said.version != said.version.strip() or UNWRITABLE.search(said.version):
        yield Misstatement("Its version begins or ends with a space, or holds what cannot be written.", part="version")
    if not said.languages or len(set(said.languages)) < len(said.languages):
        yield Misstatement("It offers no language, or one twice.", part="languages")
    for language in said.languages:
        if not LANGUAGE.fullmatch(language):
            yield Misstatement(f"“{language}” is not the code of a language (`en`, `ne`).", part="languages")
    if not said.pages:
        yield Misstatement("It has no page.", part="pages")
    yield from _text(_Text("form", said.id, "", "title", said.title), known, whole=True)


def _names(said: Questionnaire) -> Iterator[Misstatement]:
    things: list[tuple[Thing, str]] = []
    for page in said.pages:
        things.append(("page", page.name))
        things.extend(("question", one.name) for one in page.questions)
    taken = Counter(name for _, name in things)
    for thing, name in things:
        if not NAME.fullmatch(name):
            yield Misstatement(
                f"“{name}” cannot be a name: a letter or _, then letters, digits and _.", thing, name, part="name"
            )
        elif name in RESERVED:
            yield Misstatement(f"“{name}” is a name that every form has already.", thing, name, part="name")
        elif taken.pop(name, 1) > 1:
            yield Misstatement(f"“{name}” names two things.", thing, name, part="name")
    names = {name for _, name in things}
    for page in said.pages:
        made = f"{page.name}_count"
        if page.count and made in names:
            yield Misstatement(
                f"“{made}” is a name that a form needs for the count of “{page.name}”.", "question", made, part="name"
            )


def _page(page: Page, known: _Known) -> Iterator[Misstatement]:
    if not page.questions:
        yield Misstatement(f"The page “{page.name}” has no question.", "page", page.name, part="questions")
    if page.count and not page.repeated:
        yield Misstatement(f"The page “{page.name}” has a count, but is not repeated.", "page", page.name, part="count")
    yield from _text(_Text("page", page.name, "", "label", page.label), known, whole=bool(page.label))
    for part, expression in (("relevant", page.relevant), ("count", page.count)):
        yield from _written(_Text("page", page.name, "", part, {"": expression}), known)


def _question(one: Question, said: Questionnaire, known: _Known) -> Iterator[Misstatement]:
    yield from _kind(one, said)
    for part, text, whole in (
        ("label", one.label, one.answer != "calculated" or bool(one.label)),
        ("hint", one.hint, False),
        ("constraint_message", one.constraint_message, False),
        ("audio", one.audio, False),
        ("image", one.image, False),
    ):
        yield from _text(_Text("question", one.name, "", part, text), known, whole=whole)
    for part, expression in (
        ("relevant", one.relevant),
        ("constraint", one.constraint),
        ("calculation", one.calculation),
        ("default", one.default),
        ("appearance", one.appearance),
    ):
        yield from _written(_Text("question", one.name, "", part, {"": expression}), known)


def _kind(one: Question, said: Questionnaire) -> Iterator[Misstatement]:
    def fault(sentence: str, part: str) -> Misstatement:
        return Misstatement(sentence, "question", one.name, part=part)

    selects = one.answer in ("one_of", "some_of")
    if selects and one.choices not in said.choices:
        yield fault(f"“{one.name}” uses the list “{one.choices}”, which is not there.", "choices")
    if one.choices and not selects:
        yield fault(f"“{one.name}” has a list, but is not answered from one.", "choices")
    if (one.answer == "calculated") != bool(one.calculation):
        yield fault(
            f"“{one.name}” is calculated, but not how."
            if one.answer == "calculated"
            else f"“{one.name}” has a calculation, but is not calculated.",
            "calculation",
        )
    if one.answer in ("date", "month", "year"):
        for word in BY_APPEARANCE:
            if word in one.appearance.split():
                yield fault(
                    f"The appearance “{word}” of “{one.name}” is said by its kind, `month` or `year`.", "appearance"
                )
    if one.constraint_message and not one.constraint:
        yield fault(f"“{one.name}” says what to do about a constraint that it has not.", "constraint_message")


def _list(name: str, said: Questionnaire, known: _Known) -> Iterator[Misstatement]:
    codes = Counter(choice.code for choice in said.choices[name])
    if not re.fullmatch(r"\S+", name) or UNWRITABLE.search(name) or "${" in name:
        yield Misstatement(f"“{name}” cannot be the name of a list: it has a space.", "list", name, part="name")
    if not codes:
        yield Misstatement(f"The list “{name}” has no answer.", "list", name)
    for code, times in codes.items():
        if times > 1:
            yield Misstatement(f"The list “{name}” has a code twice: “{code}”.", "choice", name, code, "code")
        if not re.fullmatch(r"\S+", code) or UNWRITABLE.search(code):
            yield Misstatement(
                f"“{code}” in the list “{name}” cannot be a code: it has a space.", "choice", name, code, "code"
            )
    for choice in said.choices[name]:
        for part, file in (("image", choice.image), ("audio", choice.audio)):
            yield from _written(_Text("choice", name, choice.code, part, {"": file}), known)


def _text(text: _Text, known: _Known, *, whole: bool) -> Iterator[Misstatement]:
    missing = [language for language in known.languages if not text.said.get(language, "").strip()]
    if whole and missing:
        yield text.fault(f"The {text} lacks {', '.join(missing)}.", missing[0])
    for language, written in text.said.items():
        if language not in known.languages:
            yield text.fault(f"The {text} speaks {language}, which the questionnaire does not offer.", language)
        elif not written.strip() and not whole:
            yield text.fault(f"The {text} is empty in {language}: leave it out.", language)
        yield from _holds(text, written, known, language)


def _written(text: _Text, known: _Known) -> Iterator[Misstatement]:
    written = text.said[""]
    if written != written.strip():
        yield text.fault(f"The {text} begins or ends with a space.")
    yield from _holds(text, written, known, "")


def _holds(text: _Text, written: str, known: _Known, language: str) -> Iterator[Misstatement]:
    found = UNWRITABLE.search(written)
    if found:
        yield text.fault(f"The {text} holds the character U+{ord(found[0]):04X}, which no file can keep.", language)
    if "${" not in written:
        return
    for name, closed in REFERENCE.findall(written):
        if not closed or name not in known.names:
            yield text.fault(f"The {text} asks for “${{{name}}}”, which is not there.", language)


def _circles(said: Questionnaire) -> Iterator[Misstatement]:
    """A question that depends on itself, through its relevance or its calculation."""
    needs = {
        one.name: _asked(one.relevant, one.calculation, page.relevant, page.count)
        for page in said.pages
        for one in page.questions
    }
    settled: set[str] = set()
    for name in needs:
        circle = _circle(name, needs, settled)
        if circle:
            shown = " → ".join((*circle, circle[0]))
            yield Misstatement(f"“{circle[0]}” depends on itself: {shown}.", "question", circle[0], part="relevant")
            return


def _asked(*expressions: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for each in expressions for name, _ in REFERENCE.findall(each)))


def _circle(start: str, needs: dict[str, tuple[str, ...]], settled: set[str]) -> tuple[str, ...]:
    """The first circle met on the way from a question, without recursion; () where there is none."""
    path: dict[str, Iterable[str]] = {start: iter(needs[start])}
    while path:
        name, rest = next(reversed(path.items()))
        following = next(iter(rest), None)
        if following is None:
            settled.add(name)
            del path[name]
        elif following in path:
            walked = list(path)
            return tuple(walked[walked.index(following) :])
        elif following in needs and following not in settled:
            path[following] = iter(needs[following])
    return ()
