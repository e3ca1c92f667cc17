"""Made-up lists of agencies, and a made-up next edition of a list whose truth is known. Nobody's names.

What happens between two editions, and how often, is invented after what published lists show: most rows stay as they
are;
some are typed anew with mistakes, in another script or without their legal form; agencies change name, number or
city; some
go, some come, and of those that come a few look like old ones or are given an old number.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from fairway.recruitment.names import folded
from fairway.recruitment.rosters.rows import Row
from fairway.recruitment.rosters.simulation_spelling import SPELLINGS, in_script, mistyped, without_legal_form

SYLLABLES: Final = """
    a al am an ar ba bar bi bo cha da dar de di do du fa far ga go gu ha hi ho im in ja ji jo ka kar khan ki
    la li lo ma mar mi mo mu na nar ni no nu pa par pra ra rah ri ro ru sa sal sha shi si so su ta tar ti to
    tu va vi ya za
""".split()  # noqa: SIM905
WORDS: Final = """
    Gulf Star Royal Asia Global Eastern World City Golden Dynamic Hope Arab Safa Bengal United Bright Pacific
    Silver Himalaya Everest Sagar Amin Rahman Hossain Karim Noor Badr Salam Madina Delta Padma Jamuna Lotus
    Moon Orchid Unique
""".split()  # noqa: SIM905
TRADES: Final = (
    ["International"] * 30 + ["Overseas"] * 26 + ["Trade International", "Travels", "Enterprise", "Manpower"] * 5
    + ["Air Services", "Employment Services", "Recruiting Agency", "Associates", "Tours & Travels"] * 2
    + ["Manpower Services"] * 2
)  # fmt: skip
LEGAL: Final = [""] * 60 + ["Ltd."] * 28 + ["Pvt. Ltd.", "(Pvt.) Ltd.", "Limited", "Co. Ltd."] * 2
CITIES: Final = (
    ["Dhaka"] * 60 + ["Chattogram"] * 10
    + ["Sylhet", "Khulna", "Cumilla", "Rajshahi", "Bogura", "Barishal"] * 3 + [""] * 5
)  # fmt: skip
STATUSES: Final = ["valid"] * 88 + ["suspended"] * 5 + ["expired"] * 5 + ["cancelled"] * 2

SHARES: Final[Mapping[str, float]] = {
    "as it was": 0.60,
    "spelled otherwise": 0.17,
    "mistyped": 0.06,
    "in another script": 0.03,
    "renamed": 0.035,
    "renumbered": 0.02,
    "moved": 0.025,
    "number left out": 0.02,
    "gone": 0.04,
}
"""What happens to a row, and to what share of them."""
COMING: Final = 0.05
"""New agencies as a share of the rows there were: half of them look like an old one or have an old number."""


@dataclass(frozen=True, slots=True)
class Edition:
    """The next edition of a list.

    Attributes:
        rows: Its rows, shuffled.
        truth: For each, the place of the earlier row that it is; None: it is new.
        happened: For each, what happened to it: a key of `SHARES`, `new`, `new, alike` or `new, old number`.
    """

    rows: tuple[Row, ...]
    truth: tuple[int | None, ...]
    happened: tuple[str, ...]


def made_up(count: int, *, seed: int) -> tuple[Row, ...]:
    """A list of so many agencies that do not exist, with different names and numbers."""
    draw = random.Random(seed)  # noqa: S311
    names = dict[str, str]()
    while len(names) < count:
        name = _name(draw)
        names.setdefault(folded(name), name)
    numbers = draw.sample(range(1, 3 * count), count)
    return tuple(
        Row(
            name, f"{number:04d}", draw.choice(CITIES), status=draw.choice(STATUSES), line=line,
            valid_to=date(2024, 1, 1) + timedelta(days=draw.randrange(1000)),
        )
        for line, (name, number) in enumerate(zip(names.values(), numbers, strict=True), 2)
    )  # fmt: skip


def next_edition(rows: Sequence[Row], *, seed: int) -> Edition:
    """A next edition of a list; the same seed makes the same one."""
    draw = random.Random(seed)  # noqa: S311
    kinds = draw.choices(list(SHARES), weights=list(SHARES.values()), k=len(rows))
    used = max((int(row.licence_number) for row in rows if row.licence_number.isdigit()), default=0)
    fresh = iter(range(used + 1, used + 4 * len(rows) + 10))
    prefixed = draw.random() < 0.5
    made = list[tuple[Row, int | None, str]]()
    gone = list[Row]()
    for place, (row, kind) in enumerate(zip(rows, kinds, strict=True)):
        if kind == "gone":
            gone.append(row)
            continue
        made.append((_HAPPENS[kind](draw, row, f"{next(fresh):04d}"), place, kind))
    made += [(*_coming(draw, rows, gone, f"{next(fresh):04d}"),) for _ in range(round(COMING * len(rows)))]
    draw.shuffle(made)
    return Edition(
        tuple(
            replace(row, line=line, licence_number=_number(row, prefixed=prefixed))
            for line, (row, _, _) in enumerate(made, 2)
        ),
        tuple(place for _, place, _ in made),
        tuple(kind for _, _, kind in made),
    )


def _number(row: Row, *, prefixed: bool) -> str:
    return f"RL-{row.licence_number}" if prefixed and row.licence_number else row.licence_number


def _name(draw: random.Random) -> str:
    words = [_word(draw) for _ in range(draw.choice((1, 1, 1, 2, 2, 3)))]
    before = draw.choice(("", "", "", "", "Al-", "M/S ", "The "))
    return " ".join(filter(None, (before + " ".join(words), draw.choice(TRADES), draw.choice(LEGAL))))


def _word(draw: random.Random) -> str:
    if draw.random() < 0.3:
        return draw.choice(WORDS)
    return "".join(draw.choice(SYLLABLES) for _ in range(draw.choice((2, 2, 3, 3, 4)))).capitalize()


def _coming(draw: random.Random, rows: Sequence[Row], gone: list[Row], number: str) -> tuple[Row, None, str]:
    """A new agency."""
    like = draw.choice(rows)
    city = draw.choice(CITIES)
    luck = draw.random()
    if luck < 0.3:
        words = without_legal_form(like.name).split()
        alike = " ".join(
            (*words[:-1], draw.choice([one for one in ("Overseas", "International", "Travels") if one != words[-1]]))
        )
        return Row(alike if len(words) > 1 else f"New {alike}", number, city, status="valid"), None, "new, alike"
    if luck < 0.4:
        return Row(f"New {like.name}", number, city, status="valid"), None, "new, alike"
    if luck < 0.5 and gone:
        return Row(_name(draw), gone.pop().licence_number, draw.choice(CITIES), status="valid"), None, "new, old number"
    return Row(_name(draw), number, city, status="valid"), None, "new"


def _spelled(draw: random.Random, row: Row, number: str) -> Row:
    return replace(row, name=draw.choice(SPELLINGS)(draw, row.name))


def _mistyped(draw: random.Random, row: Row, number: str) -> Row:
    if draw.random() < 0.2 and len(row.licence_number) > 2:
        return replace(row, licence_number=mistyped(draw, row.licence_number, letters="0123456789"))
    return replace(row, name=mistyped(draw, row.name))


def _in_script(draw: random.Random, row: Row, number: str) -> Row:
    script = draw.choice(("bengali", "devanagari", "arabic"))
    return replace(
        row, name=in_script(row.name, script), licence_number="" if draw.random() < 0.1 else row.licence_number
    )


def _renamed(draw: random.Random, row: Row, number: str) -> Row:
    luck = draw.random()
    if luck < 0.35:
        words = without_legal_form(row.name).split()
        return replace(row, name=" ".join((*words[:-1], "Global", draw.choice(("Overseas", "International")))))
    return replace(row, name=_name(draw))


def _renumbered(draw: random.Random, row: Row, number: str) -> Row:
    return replace(row, licence_number=number)


def _moved(draw: random.Random, row: Row, number: str) -> Row:
    return replace(row, city=draw.choice([one for one in CITIES if one != row.city]))


def _number_left_out(draw: random.Random, row: Row, number: str) -> Row:
    return replace(row, licence_number="")


_HAPPENS: Final[Mapping[str, Callable[[random.Random, Row, str], Row]]] = {
    "as it was": lambda draw, row, number: row,
    "spelled otherwise": _spelled,
    "mistyped": _mistyped,
    "in another script": _in_script,
    "renamed": _renamed,
    "renumbered": _renumbered,
    "moved": _moved,
    "number left out": _number_left_out,
}
