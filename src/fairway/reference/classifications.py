"""Code lists: occupations, industries, education, status in employment, cost items, instruments, branches.

Every list is a CSV of codes, parents and titles in `codes/`; `codes/lists.csv` says who publishes it, which edition it
is, under which licence, whether it was checked against the publisher's own, and what made the file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from fairway.kernel.errors import UnknownCode
from fairway.reference.places import rows_of
from fairway.reference.spelling import fold, words

ALIKE: Final = 68.0
ELSEWHERE: Final = frozenset({"places", "groups"})
SHORT: Final = {
    "isco": "isco08",
    "isic": "isic4",
    "isced": "isced11",
    "iscedf": "iscedf13",
    "icse": "icse18",
    "c102": "c102branches",
    "costs": "recruitmentcostitems",
}
_UNPADDED: Final = re.compile(r"([CRP])0*(\d{1,3})$")


@dataclass(frozen=True, slots=True)
class Entry:
    """One code of a list.

    Attributes:
        code: Text; leading zeros count.
        parent: The code above it, or empty.
        level: 1 at the top.
        titles: Language → title; English is always there.
        more: What else the list says of it (`skill_levels` of ISCO-08; `year`, `kind` and `topic` of an instrument).
    """

    code: str
    parent: str
    level: int
    titles: Mapping[str, str]
    more: Mapping[str, str]

    def title(self, language: str = "en") -> str:
        """The title in a language, or the English one where the list has none."""
        return self.titles.get(language) or self.titles["en"]


@dataclass(frozen=True)
class CodeList:
    """A classification or list of codes, with its pedigree."""

    name: str
    title: str
    publisher: str
    edition: str
    licence: str
    verified: bool
    languages: tuple[str, ...]
    made_by: str
    note: str
    entries: tuple[Entry, ...]

    @cached_property
    def _by_code(self) -> dict[str, Entry]:
        return {entry.code: entry for entry in self.entries}

    @cached_property
    def _worded(self) -> dict[str, list[tuple[str, list[str]]]]:
        return {entry.code: [(fold(t), words(t).split()) for t in entry.titles.values()] for entry in self.entries}

    def entry(self, code: str) -> Entry:
        """The entry of a code; `C97` is read as `C097`, case does not matter.

        Raises:
            UnknownCode: No such code, with the nearest ones.
        """
        asked = code.strip()
        found = self._coded(asked)
        if found is None:
            raise UnknownCode(f"code of {self.title}", asked[:80], suggestions=self._near(asked), advice=self._advice())
        return found

    def children(self, code: str = "") -> tuple[Entry, ...]:
        """The entries directly under a code; those at the top for none."""
        return tuple(entry for entry in self.entries if entry.parent == code)

    def find(self, asked: str, limit: int = 20) -> tuple[Entry, ...]:
        """The entries of a code, or those whose title in any language holds all the words asked for, best first.

        Raises:
            UnknownCode: Nothing fits, with the nearest titles.
        """
        exact = self._coded(asked.strip())
        if exact:
            return (exact,)
        key, parts = fold(asked), words(asked).split()
        hits: list[tuple[int, int, int, str, Entry]] = []
        for entry in self.entries:
            ranks = [_rank(folded, own, key, parts) for folded, own in self._worded[entry.code]]
            best = min((rank for rank in ranks if rank is not None), default=None)
            if parts and best is not None:
                hits.append((best, entry.level, len(entry.titles["en"]), entry.code, entry))
        if not hits:
            raise UnknownCode(
                f"entry of {self.title}", asked.strip()[:80], suggestions=self._near(asked), advice=self._advice()
            )
        return tuple(hit[-1] for hit in sorted(hits, key=lambda hit: hit[:-1])[:limit])

    def _coded(self, asked: str) -> Entry | None:
        written = asked.upper().replace(" ", "")
        padded = _UNPADDED.sub(lambda found: found[1] + found[2].zfill(3), written)
        for code in (asked, written, padded, asked.casefold()):
            if code in self._by_code:
                return self._by_code[code]
        return None

    def _near(self, asked: str) -> list[str]:
        """The three entries whose titles have the words most like those asked for."""
        from rapidfuzz import fuzz

        parts = words(asked).split()[:6]
        scores: dict[str, float] = {}
        for entry in self.entries:
            for _, own in self._worded[entry.code]:
                alike = [max((fuzz.ratio(part, word[: len(part) + 1]) for word in own), default=0.0) for part in parts]
                if parts and own:
                    scores[entry.code] = max(scores.get(entry.code, 0.0), sum(alike) / len(parts))
        best = sorted((code for code, points in scores.items() if points >= ALIKE), key=lambda code: -scores[code])
        return [f"{code} {self._by_code[code].title()}" for code in best[:3]]

    def _advice(self) -> str:
        return f"`fairway codes {self.name}` lists the codes; titles are in {', '.join(self.languages)}."


def _rank(folded: str, own: list[str], key: str, parts: list[str]) -> int | None:
    """0 the title itself, 1 its beginning, 2 all the words, 3 all the words' beginnings; None where one is missing."""
    if folded == key:
        return 0
    if folded.startswith(key):
        return 1
    if all(part in own for part in parts):
        return 2
    return 3 if all(any(word.startswith(part) for word in own) for part in parts) else None


def all_lists() -> tuple[str, ...]:
    """The names of the lists that `code_list` loads."""
    return tuple(row["list"] for row in rows_of("lists.csv") if row["list"] not in ELSEWHERE)


def pedigree() -> tuple[Mapping[str, str], ...]:
    """Every shipped list with its publisher, edition, licence, whether verified, and what made it; for `/sources`."""
    return tuple(rows_of("lists.csv"))


@lru_cache(maxsize=16)
def code_list(name: str) -> CodeList:
    """A code list by its name (`isco08`, `isic4`, `isced11`, `isced_f13`, `icse18`, `c102_branches`, …).

    Raises:
        UnknownCode: No such list; all names are suggested.
    """
    wanted = re.sub(r"[^a-z0-9]", "", name.casefold())
    wanted = SHORT.get(wanted, wanted)
    row = next((row for row in rows_of("lists.csv") if row["list"].replace("_", "") == wanted), None)
    if row is None or row["list"] in ELSEWHERE:
        raise UnknownCode("code list", name.strip()[:80], suggestions=all_lists())
    return CodeList(
        row["list"],
        row["title"],
        row["publisher"],
        row["edition"],
        row["licence"],
        row["verified"] == "1",
        tuple(row["languages"].split()),
        row["made_by"],
        row["note"],
        tuple(_entry(entry) for entry in rows_of(f"{row['list']}.csv")),
    )


def _entry(row: Mapping[str, str]) -> Entry:
    titles = {key.removeprefix("title_"): value for key, value in row.items() if key.startswith("title_") and value}
    more = {key: value for key, value in row.items() if key not in ("code", "parent", "level") and "title_" not in key}
    return Entry(row["code"], row["parent"], int(row["level"]), titles, more)
