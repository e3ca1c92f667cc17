"""How well matches agree with a truth that is known: precision and recall of what was decided without asking."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from fairway.recruitment.rosters.matching import Match
from fairway.recruitment.rosters.rows import Row


@dataclass(frozen=True, slots=True)
class Judged:
    """What was right.

    Attributes:
        precision: Of the rows taken for a known agency, the share that are it.
        recall: Of the rows that are a known agency, the share taken for it without asking.
        uncertain: Share of rows left to a person.
        new_right: Of the rows taken for new, the share that are.
        wrong: Places of the rows that were decided wrongly.
        asked: Kind of change → how many rows of it were left to a person, where the kinds are known.
    """

    precision: float
    recall: float
    uncertain: float
    new_right: float
    wrong: tuple[int, ...]
    asked: dict[str, int]


def judge(matches: Sequence[Match], truth: Sequence[Row | None], happened: Sequence[str] = ()) -> Judged:
    """Compares matches with the truth.

    Args:
        matches: As `matching.match`.
        truth: For each, the earlier row that it is, or None.
        happened: For each, what happened to it, or nothing.
    """
    decided = [(one.known, right) for one, right in zip(matches, truth, strict=True) if one.kind != "uncertain"]
    taken = [(known, right) for known, right in decided if known is not None]
    right = sum(known is of for known, of in taken)
    new = [of for known, of in decided if known is None]
    wrong = tuple(
        place for place, (one, of) in enumerate(zip(matches, truth, strict=True))
        if one.kind != "uncertain" and one.known is not of
    )  # fmt: skip
    kinds = happened or [""] * len(matches)
    return Judged(
        precision=right / max(len(taken), 1),
        recall=right / max(sum(of is not None for of in truth), 1),
        uncertain=1 - len(decided) / max(len(matches), 1),
        new_right=sum(of is None for of in new) / max(len(new), 1),
        wrong=wrong,
        asked=dict(Counter(kind for one, kind in zip(matches, kinds, strict=True) if one.kind == "uncertain")),
    )
