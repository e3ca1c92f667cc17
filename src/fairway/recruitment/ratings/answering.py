"""One rating's answers: as a string of codes, and the signs of abuse in them.

Source of the signs: ILO indicators of forced labour (2012). A sign is a reason to offer safe help, never a finding.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from fairway.kernel.text import Text
from fairway.recruitment.ratings.items import ITEMS, NAMES, Item

if TYPE_CHECKING:
    import polars as pl

FOR: Final = "1"
AGAINST: Final = "0"
UNSAID: Final = "-"
VALUES: Final = {FOR: 1, AGAINST: 0, UNSAID: None}


@dataclass(frozen=True, slots=True)
class Sign:
    """What answers may show.

    Attributes:
        code: Of the sign.
        indicator: Of forced labour, as the ILO calls it.
        reason: What was answered, as a page says it.
        shown_by: Sets of items: where each item of one set speaks against the recruiter, the sign is there.
    """

    code: str
    indicator: Text
    reason: Text
    shown_by: tuple[tuple[str, ...], ...]


SIGNS: Final = (
    Sign("threats", Text("Intimidation, threats, restriction of movement"),
         Text("Somebody threatened you, locked you in or stopped you from leaving."), (("threatened",),)),
    Sign("documents", Text("Retention of identity documents"),
         Text("Somebody else kept your passport."), (("documents_held",),)),
    Sign("wages", Text("Withholding of wages"),
         Text("Your pay did not come in full and on time."), (("paid_on_time",),)),
    Sign("debt", Text("Debt bondage"),
         Text("You borrowed money for the job, and pay was kept back for it."), (("borrowed", "deduction"),)),
    Sign("care", Text("Abusive working and living conditions"),
         Text("You were hurt or ill and got no care."), (("injury_care",),)),
    Sign("deception", Text("Deception"),
         Text("You were given another contract, and the work or the pay was not as promised."),
         (("contract_second", "job_as_promised"), ("contract_second", "pay_as_promised"))),
    Sign("overtime", Text("Excessive overtime"),
         Text("The hours were not as promised, and there was no day of rest."), (("rest_day", "hours_as_promised"),)),
)  # fmt: skip
"""Every sign, the gravest first."""


def item_codes(answers: Mapping[str, object]) -> str:
    """What the answers of one rating say on each item.

    Args:
        answers: Question → answer; other questions are left out of account.

    Returns:
        A sign for each of `items.NAMES`, in their order: `1` for the recruiter, `0` against, `-` no answer.
    """
    return "".join(_code(item, answers.get(item.name)) for item in ITEMS)


def _code(item: Item, answer: object) -> str:
    said = str(answer).strip() if answer is not None else ""
    if said in item.good:
        return FOR
    return AGAINST if said in item.bad else UNSAID


def item_columns(codes: pl.Series) -> pl.DataFrame:
    """The columns of a frame of ratings that codes stand for.

    Args:
        codes: Of `item_codes`, one string a rating.

    Returns:
        An Int8 column for each of `items.NAMES`: 1, 0, or null where there is no answer, or no such sign in the code.
    """
    import polars as pl

    signs = pl.col("codes")
    columns = [
        signs.str.slice(at, 1).replace_strict(VALUES, default=None, return_dtype=pl.Int8).alias(name)
        for at, name in enumerate(NAMES)
    ]
    return pl.DataFrame({"codes": codes.cast(pl.String)}).select(columns)


def signs_of_abuse(answers: Mapping[str, object]) -> tuple[Sign, ...]:
    """The signs of abuse in the answers of one rating, the gravest first.

    More answers against the recruiter never take a sign away.

    Args:
        answers: Question → answer.
    """
    against = {name for name, code in zip(NAMES, item_codes(answers), strict=True) if code == AGAINST}
    return tuple(sign for sign in SIGNS if any(against.issuperset(needed) for needed in sign.shown_by))


def reveals_abuse(answers: Mapping[str, object]) -> bool:
    """Whether safe help is to be offered to who gave these answers; `signs_of_abuse` has the reasons."""
    return bool(signs_of_abuse(answers))
