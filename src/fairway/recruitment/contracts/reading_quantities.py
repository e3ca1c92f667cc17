"""Terms that are numbers or sums: which quantity of a sentence belongs to which term."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from fairway.recruitment.contracts.reading_money import Sum
from fairway.recruitment.contracts.reading_tokens import LANGUAGES, Token, pattern, plain

DAYS: Final = {"day": Decimal(1), "week": Decimal(7), "month": Decimal(30), "year": Decimal(365)}
MONTHS: Final = {"month": Decimal(1), "year": Decimal(12)}
_OF_DAYS: Final = ("annual_leave", "sick_leave", "public_holidays", "notice", "end_of_service")
_OF_MONTHS: Final = ("duration", "probation")
_HOURS_TOPICS: Final = ("weekly_hours", "daily_hours", "")
_MONEY: Final = (
    "pay", "guaranteed_pay", "deductions", "penalty_for_leaving", "piece_rate", "production_bonus",
)  # fmt: skip
MOST: Final = {
    "weekly_hours": 168, "daily_hours": 24, "weekly_rest": 7, "daily_rest": 24, "duration": 600, "probation": 60,
    "annual_leave": 365, "sick_leave": 365, "public_holidays": 60, "notice": 365, "overtime_rate": 500,
    "end_of_service": 366, "standby_hours": 168, "least_hours": 168, "household_size": 60, "people_to_a_room": 60,
    "in_kind_share": 100,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sentence:
    """A folded sentence with what was found in it.

    Attributes:
        text: Folded; for a label with its value both, parted by ` : `.
        tokens: Without sums.
        sums: Of money.
        languages: Whose cues were looked for.
        heading: The topic of the heading above it, or "".
        value_at: Where the value begins; 0 in prose.
    """

    text: str
    tokens: tuple[Token, ...]
    sums: tuple[Sum, ...]
    languages: tuple[str, ...]
    heading: str
    value_at: int

    def of(self, kind: str) -> list[Token]:
        """The tokens of one kind."""
        return [one for one in self.tokens if one.kind == kind]

    def cue(self, name: str) -> re.Pattern[str]:
        """A cue of all its languages as one pattern."""
        return pattern(
            "|".join(f"(?:{getattr(LANGUAGES[one], name)})" for one in self.languages if getattr(LANGUAGES[one], name))
        )


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit.

    Attributes:
        value: Unit: `unit`.
        unit: `hour`, `day`, …
        per: Period, or "".
        start, end: Where it stands.
    """

    value: Decimal
    unit: str
    per: str
    start: int
    end: int


def quantities(sentence: Sentence) -> list[Quantity]:
    """The numbers of a sentence that have a unit."""
    fillers = "|".join(LANGUAGES[one].fillers for one in sentence.languages)
    gap = re.compile(rf"(?:[\s'’-]|of|de|d'|(?:{fillers})(?![^\W_]))*")
    found: list[Quantity] = []
    for number in sentence.of("number"):
        value = plain(number.value)
        if value is None:
            continue
        for unit in sentence.of("unit"):
            dual = number.start == number.end == unit.start
            after = unit.start >= number.end and gap.fullmatch(sentence.text[number.end : unit.start])
            if dual or after:
                end = max(number.end, unit.end)
                found.append(Quantity(value, unit.value, _per(sentence, number.start, end), number.start, end))
                break
    return found


def _per(sentence: Sentence, start: int, end: int) -> str:
    """The period of a quantity: right behind it, else before it in the same clause."""
    after = [
        one for one in sentence.of("per")
        if one.start >= end - 1 and len(re.findall(r"\w+", sentence.text[end : one.start])) <= 5
        and not re.search(r"[\d;,]", sentence.text[end : one.start])
    ]  # fmt: skip
    if after:
        # The longest of those that begin at the same place: “each two years” and not “each”.
        first = min(after, key=lambda one: (one.start, one.start - one.end))
        return first.value
    before = [
        one for one in sentence.of("per")
        if one.end <= start and len(re.findall(r"\w+", sentence.text[one.end : start])) <= 6
        and not re.search(r"\d|[;,]", sentence.text[one.end : start])
    ]  # fmt: skip
    return before[-1].value if before else ""


def topic_of(sentence: Sentence, start: int, end: int, *, before_first: bool = False) -> str:
    """The topic of what stands at a place: the nearest before it in its clause, else behind it, else the heading's."""
    topics = sentence.of("topic")
    clauses = [match.start() for match in re.finditer(r"[;,.]\s", sentence.text)]
    clauses += [match.start() for match in sentence.cue("clauses").finditer(sentence.text)]
    left = max((one for one in clauses if one < start), default=0)
    right = min((one for one in clauses if one >= end), default=len(sentence.text))
    before = [one for one in topics if left <= one.start < start]
    behind = [one for one in topics if end <= one.start < right]
    across = [one for one in topics if one.start < end < one.end and one.end > start]
    if across:
        return across[0].value
    if before and before_first:
        return before[-1].value
    if behind and _beside(sentence.text[end : behind[0].start]):
        return behind[0].value
    if before:
        return before[-1].value
    if behind:
        return behind[0].value
    earlier = [one for one in topics if one.start < start]
    return earlier[-1].value if earlier else sentence.heading


def _beside(between: str) -> bool:
    """“30 days of paid annual leave”: nothing but little words between."""
    return (
        bool(
            re.fullmatch(
                r"[\s'-]*(?:(?:of|de|d'|a|per|the|paid|full|el|la|les?|du|des?|en|as|for|in)\s+|\(?\w*\)?\s*){0,2}",
                between,
            )
        )
        and len(between.split()) <= 2
    )


def numbers(sentence: Sentence) -> Iterator[tuple[str, Decimal, float]]:
    """(field, value, confidence) of the terms that are numbers."""
    found = quantities(sentence)
    for one in found:
        yield from _checked(_of_quantity(sentence, one))
    yield from _checked(_of_week(sentence, found))
    yield from _checked(_overtime(sentence))
    yield from _checked(_bare(sentence, found))
    yield from _checked(_clock(sentence, found))


def _checked(found: Iterator[tuple[str, Decimal, float]]) -> Iterator[tuple[str, Decimal, float]]:
    for field, value, confidence in found:
        if value <= MOST.get(field, 1_000_000):
            yield field, value, confidence


def _of_quantity(sentence: Sentence, one: Quantity) -> Iterator[tuple[str, Decimal, float]]:
    topic = topic_of(sentence, one.start, one.end)
    if topic == "pay" and "end_of_service" in {sentence.heading, *(other.value for other in sentence.of("topic"))}:
        topic = "end_of_service"  # “21 days of basic pay for each year”
    if one.unit == "hour":
        yield from _hours(one, topic)
    elif topic == "weekly_rest":
        if one.unit == "day" and one.per in ("week", ""):
            yield "weekly_rest", one.value, 0.9 if one.per else 0.8
    elif topic in _OF_MONTHS and one.unit in DAYS:
        if one.per in ("", "month", "year") or topic == "probation":
            value = one.value * MONTHS[one.unit] if one.unit in MONTHS else one.value * DAYS[one.unit] / 30
            yield topic, value.quantize(Decimal("0.1")).normalize() + 0, 0.9
    elif topic in _OF_DAYS and one.unit in DAYS:
        yield topic, _days(one), 0.9


def _days(one: Quantity) -> Decimal:
    value = one.value * DAYS[one.unit]
    if one.per == "month" and one.unit == "day":
        value *= 12
    elif one.per == "two_years":
        value /= 2
    return value


def _hours(one: Quantity, topic: str) -> Iterator[tuple[str, Decimal, float]]:
    if topic in _HOURS_TOPICS:
        field = {"week": "weekly_hours", "day": "daily_hours"}.get(one.per)
        if field:
            yield field, one.value, 0.9
        elif not one.per and topic:
            # Without a period, only a number that can mean nothing else.
            yield ("daily_hours" if one.value <= 16 else "weekly_hours"), one.value, 0.6
    elif topic == "weekly_rest" and one.value in (24, 36, 48) and one.per != "day":
        yield "weekly_rest", one.value / 24 if one.value != 36 else Decimal("1.5"), 0.8
    elif topic == "daily_rest" and one.per in ("", "day"):
        yield "daily_rest", one.value, 0.9
    elif topic == "standby_hours" and one.per in ("week", ""):
        yield "standby_hours", one.value, 0.85 if one.per else 0.6
    elif topic == "least_hours" and one.per == "week":
        yield "least_hours", one.value, 0.9


def _of_week(sentence: Sentence, found: list[Quantity]) -> Iterator[tuple[str, Decimal, float]]:
    """“8 hours x 6 days”, “6 days a week”: hours of the week, and what is left as rest."""
    days = [
        one for one in found
        if one.unit == "day" and 3 <= one.value <= 7
        and topic_of(sentence, one.start, one.end) in (*_HOURS_TOPICS, "pay")
    ]  # fmt: skip
    hours = [
        one for one in found
        if one.unit == "hour" and one.per in ("day", "") and one.value <= 18
        and topic_of(sentence, one.start, one.end) in _HOURS_TOPICS
    ]  # fmt: skip
    times = re.search(
        r"hours?(?: (?:a|per) day|/day)?\s*(?:x|\*|by|,|for|and)\s*\d|days?\s*(?:x|\*|of)\s*\d", sentence.text
    )
    works = [one for one in days if one.per == "week" or (times and hours)]
    if not works:
        return
    if hours and not any(one.unit == "hour" and one.per == "week" for one in found):
        yield "daily_hours", hours[0].value, 0.85
        yield "weekly_hours", hours[0].value * works[0].value, 0.8
    yield "weekly_rest", 7 - works[0].value, 0.75


_PERCENT: Final = re.compile(
    r"(\d+(?:[.,]\d+)?)\s*(?:%|٪|per ?cent|percent|por ciento|pour cent|في المايه|بالمايه|प्रतिशत|শতাংশ|ভাগ)"
)
_FACTOR: Final = re.compile(r"(?<![\d.,])(\d(?:[.,]\d{1,2})?)\s*(?:x\b|times|veces|fois|مره|مرات|ضعف|गुणा|गुना|গুণ)")


def _overtime(sentence: Sentence) -> Iterator[tuple[str, Decimal, float]]:
    """The rate of ordinary overtime, in per cent of ordinary pay."""
    topics = [one for one in sentence.of("topic") if one.value in ("overtime_rate", "overtime_hours")]
    if not topics and sentence.heading != "overtime_rate":
        return
    rates = list(_rates(sentence))
    special = sentence.cue("ordinary_not")
    for rate, start, end in sorted(rates, key=lambda one: one[1]):
        behind = sentence.text[end : end + 30]
        before = sentence.text[max(0, start - 25) : start]
        cut = re.split(r"[,;]| and | y | et | و", behind)[0]
        if special.search(cut) or (special.search(re.split(r"[,;]", before)[-1]) and len(rates) > 1):
            continue
        yield "overtime_rate", rate, 0.9
        return


def _rates(sentence: Sentence) -> Iterator[tuple[Decimal, int, int]]:
    above = sentence.cue("above")
    for match in _PERCENT.finditer(sentence.text):
        value = Decimal(match[1].replace(",", "."))
        around = sentence.text[max(0, match.start() - 22) : match.end() + 32]
        if value < 100:
            if not above.search(around):
                continue
            value += 100
        yield value, match.start(), match.end()
    for match in _FACTOR.finditer(sentence.text):
        value = Decimal(match[1].replace(",", ".")) * 100
        if 100 <= value <= 400:
            yield value, match.start(), match.end()
    for language in sentence.languages:
        for percent, words in LANGUAGES[language].multiples.items():
            for match in pattern(words).finditer(sentence.text):
                yield Decimal(percent), match.start(), match.end()


def _bare(sentence: Sentence, found: list[Quantity]) -> Iterator[tuple[str, Decimal, float]]:
    """Numbers without a unit, right beside the topic that gives them their meaning."""
    taken = [(one.start, one.end) for one in found] + [(one.start, one.end) for one in sentence.sums]
    for match in _PERCENT.finditer(sentence.text):
        if topic_of(sentence, match.start(), match.end()) == "in_kind_share":
            yield "in_kind_share", Decimal(match[1].replace(",", ".")), 0.85
        taken.append((match.start(), match.end()))
    for number in sentence.of("number"):
        value = plain(number.value)
        named = any(one.start <= number.start and number.end < one.end for one in sentence.of("topic"))
        if value is None or named or any(left <= number.start < max(right, left + 1) for left, right in taken):
            continue
        topic = topic_of(sentence, number.start, number.end)
        if topic in ("household_size", "people_to_a_room", "production_target"):
            yield topic, value, 0.8
        elif sentence.value_at and number.start >= sentence.value_at and _whole_value(sentence, number):
            yield from _of_label(sentence, topic, value)


def _whole_value(sentence: Sentence, number: Token) -> bool:
    return not re.search(r"\w", sentence.text[sentence.value_at : number.start] + sentence.text[number.end :])


def _of_label(sentence: Sentence, topic: str, value: Decimal) -> Iterator[tuple[str, Decimal, float]]:
    """“Working hours per week: 48”: the label holds the unit."""
    label = [one for one in sentence.tokens if one.end <= sentence.value_at]
    units = [one.value for one in label if one.kind == "unit"]
    pers = [one.value for one in label if one.kind == "per"]
    if topic in _HOURS_TOPICS[:2] and (
        "hour" in units or re.search(r"hour|hora|heure|ساع|घण्टा|ঘণ্টা|ঘন্টা", sentence.text)
    ):
        per = "day" if "day" in pers else "week" if "week" in pers else ""
        if per:
            yield ("daily_hours" if per == "day" else "weekly_hours"), value, 0.9
    elif topic in _OF_DAYS and "day" in units:
        yield topic, value * (12 if pers[:1] == ["month"] else 1), 0.9
    elif topic in _OF_MONTHS and units and units[-1] in DAYS:
        yield topic, value * MONTHS[units[-1]] if units[-1] in MONTHS else value * DAYS[units[-1]] / 30, 0.9
    elif topic in ("weekly_rest", "daily_rest", "standby_hours", "least_hours"):
        yield topic, value, 0.8


_TIME: Final = (
    r"(?:(?P<before{n}>{words})\s*)?(?P<hour{n}>\d{{1,2}})(?:\s*[:.h]\s*(?P<minute{n}>\d{{2}}))?"
    r"\s*(?:h(?:ours|oras|eures|rs)?\b|बजे\w*|টা\w*|o'clock)?\s*(?P<after{n}>{words})?"
)


def _clock(sentence: Sentence, found: list[Quantity]) -> Iterator[tuple[str, Decimal, float]]:
    """“From 8 am to 5 pm with one hour break”."""
    topics = {one.value for one in sentence.of("topic")} | {sentence.heading}
    if topics & {"daily_rest", "overtime_hours", "weekly_rest"} and not topics & {"weekly_hours", "daily_hours"}:
        return
    words = f"{sentence.cue('morning').pattern}|{sentence.cue('evening').pattern}"
    first = _TIME.format(n=1, words=words)
    second = _TIME.format(n=2, words=words)
    match = re.search(
        rf"{first}\s*{sentence.cue('until').pattern}?\s*(?:-|les|las|a|الساعه|الي)?\s*{second}", sentence.text
    )
    if not match:
        return
    marked = [match[name] for name in ("before1", "after1", "minute1", "before2", "after2", "minute2")]
    if not any(marked) and not re.search(r"\d\s*h\b|बजे|টা|الساعه", match[0]):
        return
    begin, end = _time(sentence, match, 1), _time(sentence, match, 2)
    if begin is None or end is None:
        return
    length = (end - begin) % 24
    pause, said = _pause(sentence, found, match)
    if 4 <= length <= 20 and (topics & {"weekly_hours", "daily_hours", "break", "pay"}):
        yield "daily_hours", length - pause, 0.85 if said else 0.6


def _time(sentence: Sentence, match: re.Match[str], n: int) -> Decimal | None:
    hour = Decimal(match[f"hour{n}"])
    word = match[f"after{n}"] or match[f"before{n}"] or ""
    if hour > 24:
        return None
    if sentence.cue("evening").search(word) and hour < 12:
        hour += 12
    elif sentence.cue("morning").search(word) and hour == 12:
        hour = Decimal(0)
    return hour + Decimal(match[f"minute{n}"] or 0) / 60


def _pause(sentence: Sentence, found: list[Quantity], match: re.Match[str]) -> tuple[Decimal, bool]:
    for one in found:
        if one.unit == "hour" and one.start >= match.end() - 1 and topic_of(sentence, one.start, one.end) == "break":
            return one.value, True
    if re.search(r"half[- ]an?[- ]hour|half hour|media hora|demi-heure|نصف ساعه", sentence.text[match.end() :]):
        return Decimal("0.5"), True
    minutes = re.search(r"(\d{2}) ?min", sentence.text[match.end() :])
    return (Decimal(minutes[1]) / 60, True) if minutes else (Decimal(0), False)


def money(sentence: Sentence) -> Iterator[tuple[str, Sum, str, float]]:
    """(field, sum, period, confidence) of the terms that are sums."""
    for one in sentence.sums:
        per = _per(sentence, one.start, one.end)
        topic = _topic_of_sum(sentence, one, per)
        if topic not in _MONEY:
            continue
        before = sentence.text[: one.start]
        strong = 0.9 if re.search(r"basic|base|de base|basico|اساسي|तलब|মূল|আধার", before) else 0.85
        if topic == "pay" and re.search(r"total|gross|brut", before):
            strong = 0.7
        yield topic, one, per or ("" if topic != "pay" else "month"), strong if per or topic != "pay" else strong - 0.15


def _topic_of_sum(sentence: Sentence, one: Sum, per: str) -> str:
    topic = topic_of(sentence, one.start, one.end, before_first=True)
    taken = [other for other in sentence.of("provided") if other.value == "deducted" and other.start >= one.end]
    if topic in ("food", "housing", "local_transport", "medical_care") and taken:
        return "deductions"  # “Meals: 20 deducted monthly”
    if topic == "pay" and per == "piece" and len(sentence.sums) > 1:
        return "piece_rate"  # “17 an hour or 25 a bin”
    return topic
