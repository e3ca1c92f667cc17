"""Reads the terms of a contract from DOCX or plain text, with the words they were read from.

Precision goes before recall: a term that is not said is not found, one that is said twice and differently is listed as
unread. What is found is shown to a person, who confirms it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from typing import Final

from fairway.kernel.text import Text
from fairway.recruitment.contracts import reading_provisions as provisions
from fairway.recruitment.contracts import reading_quantities as quantities
from fairway.recruitment.contracts import reading_words as words
from fairway.recruitment.contracts.docx_reading import rows_of_docx
from fairway.recruitment.contracts.docx_safety import MOST_BYTES, kind_of
from fairway.recruitment.contracts.fields import NAMES, by_name
from fairway.recruitment.contracts.outlines import Found, Outline
from fairway.recruitment.contracts.reading_decoding import decoded
from fairway.recruitment.contracts.reading_folding import clean, fold
from fairway.recruitment.contracts.reading_lines import Row, Statement, rows_of_text, statements
from fairway.recruitment.contracts.reading_money import currencies, settled, sums
from fairway.recruitment.contracts.reading_quantities import Sentence
from fairway.recruitment.contracts.reading_tokens import LANGUAGES, pattern, tokens
from fairway.recruitment.contracts.terms import Money, Value
from fairway.recruitment.contracts.wording.labels import choice_labels, titles, yes_no_labels

MOST_UNREAD: Final = 200
LONGEST_STATEMENT: Final = 2_000
MOST_ROWS: Final = 800
MOST_STATEMENTS: Final = 1_000
MOST_LETTERS: Final = 200_000
"""A contract has fewer; reading more would keep a page waiting."""
_TO_FILL: Final = re.compile(r"_{3}|\.{5}|…{2}")
_APART: Final = 0.12
_ZERO: Final = Decimal(0)
_ONE: Final = Decimal(1)
_SCRIPTS: Final = (("ar", "\u0600", "\u06ff"), ("ne", "\u0900", "\u097f"), ("bn", "\u0980", "\u09ff"))


def read_contract(contents: bytes | str, *, name: str = "", sector: str = "other") -> Outline:
    """The terms that a contract says.

    Args:
        contents: A DOCX file or plain text in UTF-8, UTF-16, Windows-1252 or Windows-1256; or text itself.
        name: Of the file; only its ending counts.
        sector: A key of `fields.SECTORS`, handed on.

    Raises:
        DocumentRefused: Tracked changes, macros, a lock, embedded files, outside links, a bomb, a scan, a PDF, more
            than 5 MB, or no text at all.
    """
    notes: tuple[Text, ...] = ()
    if isinstance(contents, str):
        kind_of(contents.encode("utf-8", errors="replace")[: MOST_BYTES + 1])
        rows = rows_of_text(contents[:MOST_LETTERS])
    elif kind_of(contents, name) == "docx":
        rows, notes = rows_of_docx(contents)
    else:
        rows = rows_of_text(decoded(contents)[:MOST_LETTERS])
    rows = [Row(tuple(cell[:LONGEST_STATEMENT] for cell in row.cells), row.where) for row in rows]
    if len(rows) > MOST_ROWS:
        notes = (*notes, Text("Only the first {n} lines were read.", n=MOST_ROWS))
    return _outline(rows[:MOST_ROWS], sector, notes)


def _outline(rows: list[Row], sector: str, notes: tuple[Text, ...]) -> Outline:
    whole = fold("\n".join(" ".join(row.cells) for row in rows))
    languages = languages_of(whole)
    reader = _Reader(whole, languages)
    found: list[Found] = []
    unread: list[str] = []
    for statement in islice(statements(rows, reader.is_label), MOST_STATEMENTS):
        read = list(reader.read(statement))
        found += read
        if not read and reader.carries(statement):
            unread.append(statement.words)
    settled_terms, differing = _settled(found)
    unread += [one for one in differing if one not in unread]
    return Outline(settled_terms, tuple(dict.fromkeys(unread))[:MOST_UNREAD], sector, languages[0], notes)


def languages_of(folded: str) -> tuple[str, ...]:
    """The languages of a text that the reader knows, the greatest part first; English where there is none."""
    counts = {code: sum(first <= one <= last for one in folded) for code, first, last in _SCRIPTS}
    latin = re.findall(r"[a-z']+", folded)
    common = {code: sum(word in LANGUAGES[code].common for word in latin) for code in ("en", "es", "fr")}
    most = max(common.values()) or 1
    spoken = {
        code: count * len("".join(latin)) // most for code, count in common.items() if count >= max(0.45 * most, 1)
    }
    everything = {code: count for code, count in (counts | spoken).items() if count > (20 if code in counts else 0)}
    ranked = sorted(everything, key=lambda code: -everything[code])
    return tuple(ranked) or ("en",)


class _Reader:
    """Reads statements of one contract, with what the whole contract says of its countries and currencies."""

    def __init__(self, whole: str, languages: tuple[str, ...]) -> None:
        self.languages = languages
        self.countries = frozenset(words.countries_in(whole))
        named = currencies(whole, languages)
        self.currencies = frozenset(one.value for one in named if " " not in one.value)

    def is_label(self, cell: str) -> bool:
        """Whether a cell names a term and is no sentence."""
        folded = fold(clean(cell))
        if len(folded.split()) > 9:
            return False
        spoken = self._spoken(folded)
        return words.field_of_label(cell, spoken) is not None or any(
            one.kind == "topic" for one in tokens(folded, spoken)
        )

    def carries(self, statement: Statement) -> bool:
        """Whether a statement looks as if it says a term."""
        folded = fold(f"{statement.label} {statement.text}")
        spoken = self._spoken(folded)
        return (
            bool(re.search(r"\d", folded))
            or bool(statement.label)
            or len(folded.split()) > 6
            or any(one.kind == "provided" for one in tokens(folded, spoken))
        )

    def _spoken(self, folded: str) -> tuple[str, ...]:
        """The languages of the contract in whose script this stands."""
        here = {code for code, first, last in _SCRIPTS if any(first <= one <= last for one in folded)}
        latin = re.search(r"[a-z]", folded) is not None
        known = (*self.languages, *(code for code in here if code not in self.languages))
        found = tuple(one for one in known if one in here or (latin and one in ("en", "es", "fr")))
        return found or self.languages

    def read(self, statement: Statement) -> Iterator[Found]:
        """The terms of a statement."""
        if not statement.text.strip() or _TO_FILL.search(statement.words):
            return
        joined = f"{statement.label} : {statement.text}" if statement.label else statement.text
        folded = fold(joined)[:LONGEST_STATEMENT]
        spoken = self._spoken(folded)
        for field, value, confidence in self._values(statement, folded, spoken):
            if _fits(field, value):
                yield Found(field, value, statement.words, statement.where, round(confidence, 2))

    def _values(self, statement: Statement, folded: str, spoken: tuple[str, ...]) -> Iterator[tuple[str, Value, float]]:
        in_words = list(words.of_pair(statement, spoken)) if statement.label else []
        yield from in_words
        if in_words and in_words[0][0] not in ("workplace",):
            return
        if statement.heading and not statement.label and not in_words:
            above = Statement(statement.heading, statement.text, "", statement.words, statement.where)
            if len(statement.text.split()) <= 9 and not self.is_label(statement.text):
                yield from ((field, value, 0.8) for field, value, _ in words.of_pair(above, spoken))
        sentence = self.sentence(statement, folded, spoken)
        of_label = list(self._of_label(statement, sentence))
        yield from of_label
        if of_label:
            return
        yield from words.of_prose(statement, spoken)
        yield from quantities.numbers(sentence)
        yield from self._sums(sentence)
        yield from provisions.provisions(sentence)
        yield from provisions.statements(folded, spoken)
        yield from provisions.choices(folded, spoken)
        yield from self._said(statement, sentence)

    def sentence(self, statement: Statement, folded: str, spoken: tuple[str, ...]) -> Sentence:
        """A statement with its tokens."""
        found = tokens(folded, spoken)
        named = currencies(folded, spoken)
        money = sums(folded, [one for one in found if one.kind == "number"], named)
        at = len(fold(statement.label)) + 3 if statement.label else 0
        if at and not money and named and named[0].start < at:
            # “Basic salary (QAR): 1200”: the label holds the currency.
            value = [one for one in found if one.kind == "number" and one.start >= at]
            if len(value) == 1 and not re.search(r"[^\W\d_]{3}", folded[at:].replace("per", "")):
                moved = named[0].__class__("currency", named[0].value, value[0].end, value[0].end)
                money = sums(folded, value, [moved])
        heading = self._topic_of_heading(statement.heading)
        return Sentence(folded, found, tuple(money), spoken, heading, at)

    @lru_cache(maxsize=64)  # noqa: B019 - a reader lives for one contract
    def _topic_of_heading(self, heading: str) -> str:
        folded = fold(heading)
        topics = [one for one in tokens(folded, self._spoken(folded)) if one.kind == "topic"]
        return topics[0].value if len({one.value for one in topics}) == 1 else ""

    def _sums(self, sentence: Sentence) -> Iterator[tuple[str, Value, float]]:
        for field, one, per, confidence in quantities.money(sentence):
            code = settled(one.currencies, self.currencies, self.countries, self.languages[0])
            if code is not None and per in ("", "month", "week", "day", "hour", "fortnight", "year", "piece"):
                plain = {"penalty_for_leaving": "once", "piece_rate": "piece"}.get(field, "month")
                yield field, Money(one.value, code, per or plain), confidence

    def _said(self, statement: Statement, sentence: Sentence) -> Iterator[tuple[str, Value, float]]:
        """Values that need the whole contract or the label: nothing at all, yes, no, a named day of rest."""
        value = sentence.text[sentence.value_at :].strip(" .")
        currency = self._currency()
        topics = {one.value for one in sentence.of("topic") if one.end <= (sentence.value_at or len(sentence.text))}
        for language in sentence.languages:
            cues = LANGUAGES[language]
            for field, said in cues.nothing.items():
                match = pattern(said).search(sentence.text)
                excepted = cues.exceptions and pattern(cues.exceptions).search(sentence.text)
                empty = sentence.value_at and field in topics and pattern(cues.none, whole=True).fullmatch(value)
                if currency and not excepted and not sentence.sums and (match or empty):
                    yield field, Money(_ZERO, currency, "once" if field == "penalty_for_leaving" else "month"), 0.8
            if "weekly_rest" in topics | {sentence.heading} and not sentence.of("number"):
                if re.search(r"(?<!\w)no (?:weekly )?(?:day|rest)", sentence.text):
                    yield "weekly_rest", _ZERO, 0.8
                elif pattern(cues.weekdays).search(sentence.text):
                    yield "weekly_rest", _ONE, 0.75
                elif sentence.value_at and pattern(cues.none, whole=True).fullmatch(value):
                    yield "weekly_rest", _ZERO, 0.8

    def _currency(self) -> str | None:
        return next(iter(self.currencies)) if len(self.currencies) == 1 else None

    def _of_label(self, statement: Statement, sentence: Sentence) -> Iterator[tuple[str, Value, float]]:
        """A label that asks for yes or no, or for one of our own models' choices."""
        if not statement.label:
            return
        label = fold(statement.label).strip()
        value = sentence.text[sentence.value_at :].strip(" .")
        yield from self._yes_no(label, value, sentence)
        for language in sentence.languages:
            for field, choices in choice_labels(language).items():
                if pattern(titles(language, ("choice",))[field], whole=True).fullmatch(label) and value in choices:
                    yield field, choices[value], 0.95

    def _yes_no(self, label: str, value: str, sentence: Sentence) -> Iterator[tuple[str, Value, float]]:
        field = yes_no_label(label, sentence.languages)
        if field is None:
            return
        for language in sentence.languages:
            cues = LANGUAGES[language]
            if pattern(cues.yes, whole=True).fullmatch(value):
                yield field, True, 0.95
            elif pattern(cues.no, whole=True).fullmatch(value):
                yield field, False, 0.95
            elif field == "keeps_passport":
                hers, boss = (pattern(who).search(value) for who in (cues.worker, cues.employer))
                if bool(hers) != bool(boss):
                    yield field, bool(hers), 0.9


def yes_no_label(label: str, languages: tuple[str, ...]) -> str | None:
    """The term that a label asks about with yes or no."""
    for language in languages:
        for field, expression in yes_no_labels(language).items():
            if pattern(expression, whole=True).fullmatch(label):
                return field
    return None


def _fits(field: str, value: Value) -> bool:
    term = by_name().get(field)
    if term is None:
        return False
    return not (term.kind == "choice" and value not in term.choices)


def _settled(found: list[Found]) -> tuple[tuple[Found, ...], list[str]]:
    """Each term once: what is said the surest; nothing where two are as sure and differ."""
    kept: list[Found] = []
    differing: list[str] = []
    for name in NAMES:
        said = sorted((one for one in found if one.field == name), key=lambda one: -one.confidence)
        if not said:
            continue
        best = said[0]
        against = [one for one in said[1:] if not _same(one, best) and one.confidence > best.confidence - _APART]
        if against and by_name()[name].kind != "text":
            differing += [best.words, *(one.words for one in against)]
        else:
            kept.append(best)
    return tuple(kept), differing


def _same(one: Found, other: Found) -> bool:
    return one.value == other.value
