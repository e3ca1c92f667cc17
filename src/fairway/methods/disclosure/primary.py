"""Which cells of a table are unsafe by themselves, why, and how far an intruder must be kept from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import polars as pl

from fairway.methods.disclosure.errors import DisclosureFault
from fairway.methods.disclosure.primary_contributions import KEPT, Contributions, Flags, Floats, as_contributions

HANDBOOK = "Hundepool et al. (2010), Handbook on Statistical Disclosure Control, version 1.2 (ESSNet SDC)"
WEIGHTED = "Hundepool et al. (2012), Statistical Disclosure Control (Wiley), p. 151"
ARGUS = "τ-ARGUS (its protection levels: safety ranges in per cent of the cell)"

_SLACK = 1e-12  # of the total: a cell exactly on the threshold is safe, whatever the rounding of its sum


class UnusableRule(DisclosureFault):
    """A rule of disclosure control whose parameters make no sense, or a waiver of a cell that is not there."""

    slug = "unusable-rule"


class Rule(Protocol):
    """A rule that says which cells are unsafe and how much protection each needs."""

    def judge(self, cells: Contributions) -> tuple[Flags, Floats]:
        """Whether each cell is unsafe (cells), and its upper protection level in units of the total (cells)."""

    def reason(self) -> str:
        """Why a cell that breaks the rule is unsafe, without a figure of the cell."""

    def words(self) -> str:
        """The rule in words, with its source."""


@dataclass(frozen=True)
class MinimumFrequency:
    """Unsafe: fewer than `n` contributors, unweighted. An empty cell tells of nobody and is safe.

    Args:
        n: The smallest number of contributors of a safe cell.
        protection: Width of the protection in per cent of the cell, on each side.
    """

    n: int = 3
    protection: float = 30.0

    def __post_init__(self) -> None:
        _insist(self.n >= 2, "The minimum frequency is at least 2", self.n)
        _insist(self.protection > 0, "The protection is more than 0 per cent", self.protection)

    def judge(self, cells: Contributions) -> tuple[Flags, Floats]:
        """Judge each cell by its contributors."""
        return (cells.n > 0) & (cells.n < self.n), _share(cells.total, self.protection)

    def reason(self) -> str:
        """Too few contributors."""
        return f"fewer than {self.n} contributors"

    def words(self) -> str:
        """The rule in words."""
        return (
            f"A cell with fewer than {self.n} contributors (unweighted) is unsafe ({HANDBOOK}, table 4.1); it is "
            f"protected by {self.protection:g} % of its value on each side, at least 1 ({ARGUS})."
        )


@dataclass(frozen=True)
class Dominance:
    """Unsafe: the `n` largest units hold more than `k` per cent of the total. Upper level 100/k·(x₁+…+xₙ) − X."""

    n: int = 1
    k: float = 75.0

    def __post_init__(self) -> None:
        _insist(1 <= self.n <= KEPT, f"The dominance rule looks at 1 to {KEPT} contributions", self.n)
        _insist(0 < self.k < 100, "k lies between 0 and 100 per cent", self.k)

    def judge(self, cells: Contributions) -> tuple[Flags, Floats]:
        """Judge each cell by the share of its largest units."""
        return _above_zero(100.0 / self.k * cells.top(self.n) - cells.total, cells)

    def reason(self) -> str:
        """Few hold most of it."""
        return f"the {self._largest()} more than {self.k:g} % of the total"

    def words(self) -> str:
        """The rule in words."""
        return (
            f"({self.n}, {self.k:g}) dominance: a cell is unsafe if the {self._largest()} more than {self.k:g} % "
            f"of its total; upper protection level 100/k·(x₁+…+xₙ) − X ({HANDBOOK}, tables 4.1 and 4.2)."
        )

    def _largest(self) -> str:
        return "largest contributor holds" if self.n == 1 else f"{self.n} largest contributors hold"


@dataclass(frozen=True)
class PPercent:
    """Unsafe: others of the cell can estimate the largest contribution to within `p` per cent of it.

    Args:
        p: Per cent of the largest contribution.
        coalition: How many contributors pool what they know, 1 or 2.
    """

    p: float = 10.0
    coalition: int = 1

    def __post_init__(self) -> None:
        _insist(0 < self.p <= 100, "p lies between 0 and 100 per cent", self.p)
        _insist(1 <= self.coalition < KEPT, f"A coalition has 1 to {KEPT - 1} members", self.coalition)

    def judge(self, cells: Contributions) -> tuple[Flags, Floats]:
        """Judge each cell by what is left when the largest units are taken away."""
        rest = cells.total - cells.top(self.coalition + 1)
        return _above_zero(self.p / 100.0 * cells.largest - rest, cells)

    def reason(self) -> str:
        """One of them could compute another."""
        return f"the largest contribution can be estimated to within {self.p:g} %"

    def words(self) -> str:
        """The rule in words."""
        who = "the second largest contributor" if self.coalition == 1 else "the next two contributors together"
        return (
            f"p % rule, p = {self.p:g}: a cell is unsafe if {who} can estimate the largest contribution to within "
            f"{self.p:g} % of it; upper protection level p/100·x₁ − (X − x₁ − x₂{_third(self.coalition)}) "
            f"({HANDBOOK}, tables 4.1 and 4.2)."
        )


@dataclass(frozen=True)
class PriorPosterior:
    """Unsafe: everybody knows each contribution to within `q` per cent beforehand, and to within `p` afterwards."""

    p: float = 10.0
    q: float = 100.0

    def __post_init__(self) -> None:
        _insist(0 < self.p < self.q <= 100, "The rule needs 0 < p < q ≤ 100 per cent", (self.p, self.q))

    def judge(self, cells: Contributions) -> tuple[Flags, Floats]:
        """Judge each cell by the gain of knowledge."""
        return _above_zero(self.p / self.q * cells.largest - (cells.total - cells.top(2)), cells)

    def reason(self) -> str:
        """Publishing tells too much more than was known."""
        return f"the largest contribution, known to within {self.q:g} %, could be estimated to within {self.p:g} %"

    def words(self) -> str:
        """The rule in words."""
        return (
            f"Prior–posterior rule, p = {self.p:g}, q = {self.q:g}: a cell is unsafe if the second largest "
            f"contributor, who knows the others to within {self.q:g} %, can estimate the largest to within "
            f"{self.p:g} %; upper protection level p/q·x₁ − (X − x₁ − x₂) ({HANDBOOK}, tables 4.1 and 4.2)."
        )


@dataclass(frozen=True)
class ZeroCells:
    """Unsafe: a cell whose contributors all contribute 0, since that tells each one's amount.

    Args:
        protection: Protection on each side, in units of the table.
    """

    protection: float = 1.0

    def __post_init__(self) -> None:
        _insist(self.protection > 0, "The protection is more than 0", self.protection)

    def judge(self, cells: Contributions) -> tuple[Flags, Floats]:
        """Judge each cell with contributors and a total of 0."""
        return (cells.n > 0) & (cells.total == 0), np.full(len(cells.total), self.protection)

    def reason(self) -> str:
        """All of them have nothing."""
        return "every contributor has the amount 0"

    def words(self) -> str:
        """The rule in words."""
        return (
            "A cell of total 0 that has contributors is unsafe, since it tells the amount of each; it is protected by "
            f"{self.protection:g} ({ARGUS})."
        )


@dataclass(frozen=True)
class GroupDisclosure:
    """Unsafe: a cell that holds (nearly) all respondents of its row, since it tells an attribute of each of them.

    Judge it on the inner cells of a table, without its totals: a total always holds all of its row.

    Args:
        within: The dimensions that name the row.
        share: Per cent of the row's respondents from which a cell is unsafe.
        protection: Width of the protection in per cent of the cell, on each side.
    """

    within: tuple[str, ...]
    share: float = 100.0
    protection: float = 30.0

    def __post_init__(self) -> None:
        _insist(bool(self.within), "Group disclosure needs the dimensions that name the row", self.within)
        _insist(50 < self.share <= 100, "The share lies above 50 and up to 100 per cent", self.share)
        _insist(self.protection > 0, "The protection is more than 0 per cent", self.protection)

    def judge(self, cells: Contributions) -> tuple[Flags, Floats]:
        """Judge each cell by its share of the respondents of its row."""
        missing = [name for name in self.within if name not in cells.frame.columns]
        _insist(not missing, "Group disclosure names dimensions that the table lacks", missing)
        row = cells.frame.select(pl.col("n").sum().over(self.within)).to_series().to_numpy()
        return (cells.n > 0) & (cells.n * 100.0 >= self.share * row), _share(cells.total, self.protection)

    def reason(self) -> str:
        """It tells an attribute of everyone in the row."""
        return f"{self._held()} of its row ({', '.join(self.within)}) are in it"

    def words(self) -> str:
        """The rule in words."""
        return (
            f"Group disclosure: a cell is unsafe if {self._held()} of its row ({', '.join(self.within)}) are in it "
            f"({HANDBOOK}, chapter 5, frequency tables); it is protected by {self.protection:g} % of its value on each "
            "side, at least 1."
        )

    def _held(self) -> str:
        return "all respondents" if self.share == 100 else f"{self.share:g} % or more of the respondents"


def unsafe_cells(cells: pl.DataFrame, rules: Sequence[Rule], waivers: pl.DataFrame | None = None) -> pl.DataFrame:
    """Which cells are unsafe, why, and the protection each one needs.

    Args:
        cells: As `largest_contributions` returns it, one row a cell; rows of empty cells (n = 0, total 0) may be added.
        rules: The rules; a cell that breaks any of them is unsafe.
        waivers: Cells whose contributors agreed to publication: some of the columns of `cells`, and `waiver`, a text
            that says who agreed and when. None if nobody did.

    Returns:
        `cells` with `unsafe` (bool), `reason` (every rule broken; for a waived cell the waiver too; null if none),
        `lower` and `upper` (the distance from the value, in units of the total, that an intruder must not be able to
        exclude; 0 for a safe cell). Several rules broken: the largest level. The lower level equals the upper one, but
        never reaches below 0, where an intruder knows that no amount is.

    Raises:
        UnusableContributions: The summary is not one.
        UnusableRule: No rule is given, or a waiver names no cell.

    Source: Handbook on SDC v1.2 (ESSNet 2010), tables 4.1 (rules) and 4.2 (upper protection levels).
    """
    _insist(bool(rules), "A table needs at least one primary rule", len(rules))
    read = as_contributions(cells)
    unsafe = np.zeros(len(read.total), dtype=np.bool_)
    upper = np.zeros(len(read.total))
    reasons: list[pl.Series] = []
    for rule in rules:
        broken, level = rule.judge(read)
        unsafe |= broken
        upper = np.where(broken, np.maximum(upper, level), upper)
        reasons.append(pl.select(pl.when(pl.Series(broken)).then(pl.lit(rule.reason()))).to_series())
    judged = cells.with_columns(
        pl.Series("unsafe", unsafe),
        pl.concat_str(reasons, separator="; ", ignore_nulls=True).replace("", None).alias("reason"),
        pl.Series("lower", np.minimum(upper, read.total)),
        pl.Series("upper", upper),
    )
    return judged if waivers is None else _waived(judged, waivers)


def primary_in_words(rules: Sequence[Rule], *, weighted: bool, judged: pl.DataFrame | None = None) -> str:
    """Say which primary rules were applied, for a report on methods.

    Args:
        rules: The rules.
        weighted: Whether the table is of survey weights.
        judged: What `unsafe_cells` returned, to say how many cells were unsafe.

    Returns:
        Sentences, each rule with its source; no figure of a cell.
    """
    said = [rule.words() for rule in rules]
    if weighted:
        said.append(
            "A contributor of survey weight w counts as w units of its own size, and as at least one, when the largest "
            f"units are summed; totals are weighted, contributors are counted unweighted ({WEIGHTED})."
        )
    if judged is not None:
        said.append(f"{int(judged['unsafe'].sum()):,} of {judged.height:,} cells were unsafe.")
    return " ".join(said)


def _waived(judged: pl.DataFrame, waivers: pl.DataFrame) -> pl.DataFrame:
    keys = [name for name in waivers.columns if name != "waiver"]
    sound = "waiver" in waivers.columns and keys and set(keys) <= set(judged.columns)
    _insist(bool(sound), "Waivers need the columns of the cell and one called waiver", waivers.columns)
    _insist(waivers["waiver"].null_count() == 0, "Each waiver says who agreed", waivers["waiver"].null_count())
    _insist(not waivers.select(keys).is_duplicated().any(), "A cell has one waiver", keys)
    unknown = waivers.join(judged, on=keys, how="anti").height
    _insist(unknown == 0, "Waivers name cells that the table does not have", unknown)
    agreed = pl.col("waiver").is_not_null() & pl.col("unsafe")
    return (
        judged.join(waivers, on=keys, how="left", maintain_order="left")
        .with_columns(
            pl.when(agreed)
            .then(pl.concat_str("reason", pl.lit("; waived: "), "waiver"))
            .otherwise("reason")
            .alias("reason"),
            *(pl.when(agreed).then(0.0).otherwise(name).alias(name) for name in ("lower", "upper")),
            (pl.col("unsafe") & ~agreed).alias("unsafe"),
        )
        .drop("waiver")
    )


def _above_zero(level: Floats, cells: Contributions) -> tuple[Flags, Floats]:
    return level > _SLACK * np.maximum(cells.total, cells.largest), level


def _share(total: Floats, percent: float) -> Floats:
    return np.maximum(total * percent / 100.0, 1.0)


def _third(coalition: int) -> str:
    return " − x₃" if coalition > 1 else ""


def _insist(holds: bool, rule: str, found: object) -> None:
    if not holds:
        raise UnusableRule(f"{rule}; found {found}.", advice="Correct the rule.", details={"found": str(found)})
