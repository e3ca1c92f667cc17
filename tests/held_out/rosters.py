"""Two vintages of a public list of recruiting agencies, made from a seed, with what a careful officer would say.

Of the rows of the second vintage about two thirds are unchanged, or written a little otherwise (capitals, marks, short
forms, legal forms, typing mistakes, spellings); 6 or 7 in 100 are in another script, 4 renamed, 6 new, 10 have another
or no licence or city, and the rest are duplicates and traps. `WEIGHTS` are shares of the agencies that stay; 7 in 100
do not stay. The pairs of `roster_pairs.HARD_PAIRS` are added to both vintages.

No two agencies of a vintage have names that sound alike in every word, nor licences of the same digits; so a name with
a few letters changed can be known again, unless the label says otherwise.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from tests.held_out.roster_pairs import HARD_PAIRS, Expected, Row
from tests.held_out.roster_words import (
    ARTICLES,
    CITIES,
    ENGLISH,
    KEYS,
    LEGAL,
    LICENCES,
    NAMES,
    SCRIPTS,
    SHARES,
    SOUNDS,
    SPELLINGS,
    TRADES,
)

WEIGHTS: Final[Mapping[str, float]] = {
    "unchanged": 42,
    "layout": 11,
    "legal_form": 5,
    "typo": 6,
    "transliterated": 6,
    "script": 15,  # half of them stay as they are: of countries, or with words, that have no script here
    "renamed_partly": 3,
    "renamed_wholly": 2,
    "licence_format": 3,
    "licence_new": 2,
    "licence_missing": 2,
    "moved": 2,
    "several": 2,
    "duplicate": 1,
    "reused": 0.7,
    "swapped": 0.8,
    "namesake": 0.4,
}
NEW: Final = 0.06
LOST: Final = 0.07
TWICE: Final = 0.008
"""Shares of the first vintage: agencies new in the second; agencies that are not in it; agencies it lists twice."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A row of the second vintage and what is true of it.

    Attributes:
        row: As listed.
        truth: Position in the first vintage of the same agency (of its first row, if listed twice); None: of none.
        kind: What was done to it.
        expected: Whether a careful officer who has only these two lists links it (same), says it is new (different), or
            has to ask (review).
    """

    row: Row
    truth: int | None
    kind: str
    expected: Expected

    @property
    def certain(self) -> bool:
        """Whether it counts for or against; the others belong in a queue for review."""
        return self.expected != "review"


@dataclass(frozen=True, slots=True)
class Vintages:
    """Two lists.

    Attributes:
        first: The older list.
        second: The newer list, labelled.
        twice: Position in the first list of an agency's second row → position of its first row.
    """

    first: tuple[Row, ...]
    second: tuple[Labelled, ...]
    twice: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class _Agency:
    country: str
    words: tuple[str, ...]
    trade: str
    legal: str
    number: int
    city: str
    article: bool = False
    initials: str = ""
    licensed: bool = True

    @property
    def name(self) -> str:
        words = " ".join(one.replace("-", " ") for one in self.words)
        first = f"Al-{words}" if self.article else words
        return " ".join(filter(None, (self.initials, first, self.trade, self.legal)))

    @property
    def licence(self) -> str:
        return LICENCES[self.country][0].format(self.number) if self.licensed else ""

    @property
    def row(self) -> Row:
        return Row(self.name, self.licence, self.city)


_LATIN: Final = {country: tuple(one.partition(":")[0] for one in words) for country, words in NAMES.items()}
_OWN: Final = {
    country: dict(one.split(":") for one in words if ":" in one)
    for country, words in NAMES.items()
    if country in SCRIPTS
}
_TRADES: Final = tuple(TRADES)
_ARTICLED: Final = ("BGD", "PAK", "ARE")
_LEGAL_WORDS: Final = re.compile(
    "ltd|limited|pvt|private|inc|corp|co|company|llc|l|c|est|and|the|m|s|al|el|ul|ms|wll", re.ASCII
)
_FIRST_SPELLING: Final = {one.lower().strip("."): group[0].lower() for group in SPELLINGS for one in group}
_FOLDS: Final = (("ph", "f"), ("kh", "k"), ("sh", "s"), ("th", "t"), ("dh", "d"), ("q", "k"), ("w", "v"), ("j", "z"))


def _key(name: str) -> str:
    """How a name sounds, roughly: two agencies with the same key cannot be told apart by name."""
    words = []
    for word in re.findall(r"[^\W_]+", name.lower()):
        if _LEGAL_WORDS.fullmatch(word):
            continue
        sound = _FIRST_SPELLING.get(word, word)
        for old, new in _FOLDS:
            sound = sound.replace(old, new)
        sound = sound[0] + re.sub("[aeiouyh]", "", sound[1:])
        words.append(re.sub(r"(.)\1+", r"\1", sound))
    return " ".join(words)


class _Maker:
    """Makes agencies and changes them, all from one source of chance."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        hard = [row for pair in HARD_PAIRS for row in (pair.first, pair.second)]
        self.taken = {_key(row.name) for row in hard}
        self.numbers = {int(one) for row in hard for one in re.findall(r"\d+", row.licence_number)}
        self.next = 0
        self.changes: dict[str, Callable[[_Agency], tuple[Row, Expected] | None]] = {
            "unchanged": lambda agency: (agency.row, "same"),
            "layout": self.layout,
            "legal_form": self._legal_form,
            "typo": self._typo,
            "transliterated": self._transliterated,
            "script": self._script,
            "renamed_partly": self._renamed_partly,
            "renamed_wholly": self._renamed_wholly,
            "licence_format": self._licence_format,
            "licence_new": self._licence_new,
            "licence_missing": self._licence_missing,
            "moved": self._moved,
            "several": self._several,
            "namesake": self._namesake,
        }

    # Agencies

    def number(self) -> int:
        """A licence number of no other agency."""
        while True:
            self.next += self.chance.randint(1, 3)
            if self.next not in self.numbers:
                return self.next

    def _words(self, country: str, tries: int) -> tuple[str, ...]:
        own = _LATIN[country]
        style = self.chance.random()
        if tries > 2 or style < 0.3:
            return tuple(self.chance.sample(own, 2 if tries < 8 else 3))
        if style < 0.4:
            return (self.chance.choice(ENGLISH), self.chance.choice(own))
        if style < 0.5:
            return (self.chance.choice(ENGLISH),)
        return (self.chance.choice(own),)

    def agency(self, country: str = "") -> _Agency:
        """An agency whose name sounds like no other's."""
        place = country or self.chance.choices(tuple(SHARES), tuple(SHARES.values()))[0]
        for tries in range(1000):
            words = self._words(place, tries)
            made = _Agency(
                place,
                words,
                self.chance.choice(_TRADES),
                self.chance.choice(LEGAL[place]),
                0,
                self.chance.choice(CITIES[place]) if self.chance.random() < 0.97 else "",
                article=place in _ARTICLED and words[0] not in ENGLISH and self.chance.random() < 0.3,
                initials=self._initials() if self.chance.random() < 0.05 else "",
                licensed=self.chance.random() < 0.96,
            )
            if self.free(made):
                return replace(made, number=self.number())
        raise RuntimeError("no name left")

    def _initials(self) -> str:
        return ".".join(self.chance.choices("ABHKMNRST", k=2)) + "."

    def free(self, agency: _Agency) -> bool:
        """Takes the name for an agency; False where it is another's."""
        key = _key(agency.name)
        if key in self.taken:
            return False
        self.taken.add(key)
        return True

    def unlike(self, old: _Agency) -> _Agency:
        """A new agency of the same country that shares no word with an old one."""
        while True:
            made = self.agency(old.country)
            if not set(made.words) & set(old.words) and made.trade != old.trade:
                return made

    def alike(self, old: _Agency) -> _Agency:
        """A new agency whose name resembles an old one's."""
        for _ in range(40):
            if self.chance.random() < 0.75:
                trade = self.chance.choice(_TRADES)
                if trade in old.trade or old.trade in trade:
                    continue
                made = replace(old, trade=trade)
            else:
                made = replace(old, words=(old.words[0], self.chance.choice(_LATIN[old.country])))
            made = replace(made, licensed=True)
            if self.free(made):
                return replace(made, number=self.number())
        return self.agency(old.country)

    # Changes

    def layout(self, agency: _Agency) -> tuple[Row, Expected]:
        """The agency in other capitals, marks and short forms."""
        name = agency.name
        ways: list[Callable[[str], str]] = [
            lambda text: text.upper(),
            lambda text: text.replace("&", "and").replace("International", "Intl."),
            lambda text: text.replace("Enterprise", "Ent.").replace("Services", "Svcs.").replace("Ltd.", "Limited"),
            lambda text: text.replace("Al-", "Al ").replace(".", ""),
            lambda text: text.replace("Al-", "Al").rstrip(".") + ".",
            lambda text: "M/S " + text,
            lambda text: text.replace("(Pvt.)", "Private").replace("Pvt. Ltd.", "P. Ltd").replace(" ", "  ", 1),
            lambda text: text.replace("Manpower", "Man Power").replace("Overseas", "Over Seas"),
            lambda text: text.replace(" ", "-", 1),
            lambda text: text.lower(),
        ]
        for way in self.chance.sample(ways, self.chance.choice((1, 2, 2, 3))):
            name = way(name)
        return Row(name, agency.licence, agency.city), "same"

    def _legal_form(self, agency: _Agency) -> tuple[Row, Expected]:
        form = "" if agency.legal else self.chance.choice(("Ltd.", "Pvt. Ltd.", "Limited", "Co. Ltd.", "& Co."))
        changed = replace(agency, legal=form)
        return changed.row, self._known(agency, changed.name)

    def _edit(self, text: str) -> str:
        """One typing mistake, in a word of at least five letters."""
        words = text.split(" ")
        long = [at for at, word in enumerate(words) if len(word) >= 5 and word.isalpha()]
        if not long:
            return text
        at = self.chance.choice(long)
        word = words[at]
        spot = self.chance.randrange(1, len(word) - 1)
        style = self.chance.randrange(4)
        if style == 0:
            word = word[:spot] + word[spot + 1] + word[spot] + word[spot + 2 :]
        elif style == 1:
            word = word[:spot] + word[spot + 1 :]
        elif style == 2:
            word = word[:spot] + word[spot] + word[spot:]
        else:
            word = word[:spot] + self._neighbour(word[spot]) + word[spot + 1 :]
        words[at] = word
        return " ".join(words)

    def _neighbour(self, letter: str) -> str:
        row = next((one for one in KEYS if letter in one), letter)
        at = row.find(letter)
        near = [one for one in row[max(at - 1, 0) : at + 2] if one != letter]
        return self.chance.choice(near or [letter])

    def _typo(self, agency: _Agency) -> tuple[Row, Expected] | None:
        name = self._edit(agency.name)
        if self.chance.random() < 0.35:
            name = self._edit(name)
        if name == agency.name:
            return None
        return Row(name, agency.licence, agency.city), self._known(agency, name)

    def _known(self, agency: _Agency, name: str) -> Expected:
        """Whether the agency is known by this name: by its licence, or since the name is no other's."""
        key = _key(name)
        if agency.licensed or key == _key(agency.name) or key not in self.taken:
            return "same"
        return "review"

    def _transliterated(self, agency: _Agency) -> tuple[Row, Expected] | None:
        words = [self._spelt(word) for word in agency.words if word not in ENGLISH]
        kept = [word for word in agency.words if word in ENGLISH]
        changed = replace(agency, words=tuple(kept + words))
        name = changed.name
        if agency.article:
            name = name.replace("Al-", self.chance.choice(("El-", "Al ", "Ul-", "El ", "Al-")), 1)
        if name == agency.name:
            return None
        return Row(name, agency.licence, agency.city), self._known(agency, name)

    def _spelt(self, word: str) -> str:
        for group in SPELLINGS:
            if word in group:
                return self.chance.choice([one for one in group if one != word])
        ways = [(old, new) for old, new in SOUNDS if old in word[1:]]
        if not ways:
            inner = [at for at in range(2, len(word) - 1) if word[at] in "lmnrst" and word[at] != word[at - 1]]
            at = self.chance.choice(inner) if inner else 0
            return word[:at] + word[at] + word[at:] if at else word
        old, new = self.chance.choice(ways)
        return word[0] + word[1:].replace(old, new, 1)

    def _script(self, agency: _Agency) -> tuple[Row, Expected] | None:
        own = _OWN.get(agency.country, {})
        if agency.initials or agency.trade not in TRADES or any(word not in own for word in agency.words):
            return None
        script = SCRIPTS[agency.country]
        words = " ".join(own[word] for word in agency.words)
        if agency.article:
            words = words if words.startswith("ال") else (ARTICLES[script] or "ال") + words
        trade = TRADES[agency.trade][script]
        name = f"{trade} {words}" if trade in ("مؤسسة", "مجموعة") else f"{words} {trade}"
        if agency.legal in ("Ltd.", "(Pvt.) Ltd.", "Pvt. Ltd.") and script < 2:
            name += (" লিমিটেড", " प्रा. लि.")[script]
        licence, roll = agency.licence, self.chance.random()
        digits = ("০১২৩৪৫৬৭৮৯", "०१२३४५६७८९", "٠١٢٣٤٥٦٧٨٩")[script]
        if roll < 0.2:
            licence = licence.translate(str.maketrans("0123456789", digits))
        elif roll < 0.3:
            licence = ""
        return Row(name, licence, agency.city), "same"

    def _renamed_partly(self, agency: _Agency) -> tuple[Row, Expected] | None:
        more = self.chance.choice((*ENGLISH, *_LATIN[agency.country]))
        changed = replace(agency, words=(agency.words[0], more), trade=self.chance.choice(_TRADES))
        if not agency.licensed or not agency.city or more in agency.words or not self.free(changed):
            return None
        return changed.row, "same"

    def _renamed_wholly(self, agency: _Agency) -> tuple[Row, Expected] | None:
        if not agency.licensed or not agency.city:
            return None
        return Row(self.unlike(agency).name, agency.licence, agency.city), "same"

    def _licence_format(self, agency: _Agency) -> tuple[Row, Expected] | None:
        if not agency.licensed:
            return None
        licence = self.chance.choice(LICENCES[agency.country][1:]).format(agency.number)
        return Row(agency.name, licence, agency.city), "same"

    def _licence_new(self, agency: _Agency) -> tuple[Row, Expected]:
        changed = replace(agency, number=self.number(), licensed=True)
        return changed.row, "same" if agency.city else "review"

    def _licence_missing(self, agency: _Agency) -> tuple[Row, Expected]:
        return Row(agency.name, "", agency.city), "same"

    def _moved(self, agency: _Agency) -> tuple[Row, Expected] | None:
        others = sorted(set(CITIES[agency.country]) - {agency.city})
        if not agency.licensed:
            return None
        return Row(agency.name, agency.licence, self.chance.choice(others)), "same"

    def _several(self, agency: _Agency) -> tuple[Row, Expected] | None:
        made = (self._transliterated if self.chance.random() < 0.5 else self._typo)(agency)
        if made is None or not agency.licensed:
            return None
        row, _ = made
        if self.chance.random() < 0.5:
            return replace(row, name=row.name.upper(), city=self.chance.choice(CITIES[agency.country])), "same"
        alone = _key(row.name) == _key(agency.name) and row.city != ""
        return replace(row, licence_number=""), "same" if alone else "review"

    def _namesake(self, agency: _Agency) -> tuple[Row, Expected]:
        others = sorted(set(CITIES[agency.country]) - {agency.city})
        return replace(agency, number=self.number(), licensed=True, city=self.chance.choice(others)).row, "review"


def _second(maker: _Maker, agencies: list[_Agency]) -> list[Labelled]:
    """The rows of the second vintage of what the first has, by their positions in the list of agencies."""
    chance = maker.chance
    kinds, weights = tuple(WEIGHTS), tuple(WEIGHTS.values())
    rows: list[Labelled] = []
    waiting: dict[str, int] = {}
    for at, agency in enumerate(agencies):
        if chance.random() < LOST:
            continue
        kind = chance.choices(kinds, weights)[0]
        if kind == "duplicate":
            rows.append(Labelled(agency.row, at, kind, "same"))
            rows.append(Labelled(maker.layout(agency)[0], at, kind, "same"))
        elif kind == "reused" and agency.licensed and agency.city:
            other = maker.unlike(agency)
            cities = sorted(set(CITIES[agency.country]) - {agency.city})
            rows.append(Labelled(Row(other.name, agency.licence, chance.choice(cities)), None, kind, "review"))
        elif kind == "swapped" and agency.licensed:
            if (before := waiting.pop(agency.country, None)) is None:
                waiting[agency.country] = at
                continue
            old = agencies[before]
            rows.append(Labelled(replace(agency.row, licence_number=old.licence), at, kind, "review"))
            rows.append(Labelled(replace(old.row, licence_number=agency.licence), before, kind, "review"))
        else:
            made = maker.changes[kind](agency) if kind in maker.changes else None
            row, expected = made or (agency.row, "same")
            rows.append(Labelled(row, None if kind == "namesake" else at, kind if made else "unchanged", expected))
    rows += (Labelled(agencies[at].row, at, "unchanged", "same") for at in waiting.values())
    return rows


def vintages(size: int, seed: int) -> Vintages:
    """Two vintages.

    Args:
        size: Agencies of the first vintage, without the pairs written by hand and the few that are listed twice.
        seed: Of chance; the same seed makes the same lists.
    """
    maker = _Maker(seed)
    chance = maker.chance
    agencies = [maker.agency() for _ in range(size)]
    first = [agency.row for agency in agencies]
    second = _second(maker, agencies)
    for _ in range(round(size * NEW)):
        if chance.random() < 0.65 and agencies:
            made, kind = maker.alike(chance.choice(agencies)), "new_alike"
        else:
            made, kind = replace(maker.agency(), licensed=True), "new"
        second.append(Labelled(made.row, None, kind, "different"))
    for pair in HARD_PAIRS:
        second.append(Labelled(pair.second, len(first) if pair.expected == "same" else None, "hard", pair.expected))
        first.append(pair.first)
    extra = [at for at in range(size) if chance.random() < TWICE and agencies[at].licensed]
    of = list(range(len(first))) + extra
    first += [maker.layout(agencies[at])[0] for at in extra]
    return _shuffled(chance, first, of, second)


def _shuffled(chance: random.Random, first: list[Row], of: list[int], second: list[Labelled]) -> Vintages:
    order = list(range(len(first)))
    chance.shuffle(order)
    place: dict[int, int] = {}
    twice: dict[int, int] = {}
    for new, old in enumerate(order):
        if of[old] in place:
            twice[new] = place[of[old]]
        else:
            place[of[old]] = new
    chance.shuffle(second)
    rows = (replace(one, truth=None if one.truth is None else place[one.truth]) for one in second)
    return Vintages(tuple(first[old] for old in order), tuple(rows), twice)
