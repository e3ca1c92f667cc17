"""A rating arrives: from the answers of a submission to a row that counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.timezone import localdate

from fairway.kernel.text import Text
from fairway.recruitment.ratings.answering import item_codes
from fairway.recruitment.ratings.items import SECTORS, Tier
from fairway.reference.places import by_code
from fairway_portal.actors.checking import UNSEEN
from fairway_portal.actors.matching import agency_meant
from fairway_portal.actors.models import Agency
from fairway_portal.monitor import vouchers
from fairway_portal.monitor.models import Comment, Rating, VoucherBatch
from fairway_portal.monitor.worker.thanking import thanks
from fairway_portal.surveys.models import Submission
from fairway_portal.surveys.receiving import Ending

FIRST_YEAR: Final = 1960
CARD_REMARKS: Final[dict[vouchers.State, Text]] = {
    "mistyped": Text("The number of a card was mistyped. The form counts as entered by you."),
    "unknown": Text("A card is not known here. The form counts as entered by you."),
    "used": Text("A card had been used before. The form counts as entered by you."),
    "expired": Text("A card was too old. The form counts as entered by you."),
    "revoked": Text("A card does not count any more. The form counts as entered by you."),
}


@dataclass(frozen=True, slots=True)
class Carried:
    """What is not stored with the answers: the card's number nowhere, her own words apart, where they stay hidden."""

    voucher: str
    comment: str


class Ratings:
    """The receiver of surveys whose purpose is `rating`."""

    def before(self, answers: Mapping[str, Any]) -> tuple[dict[str, Any], Carried]:
        """The answers without the number of the voucher and without free text."""
        kept = dict(answers)
        return kept, Carried(str(kept.pop("voucher", "") or ""), str(kept.pop("comment", "") or ""))

    def after(self, submission: Submission, carried: object) -> None:
        """Keeps what counts of it; nothing counts of somebody who did not agree to take part."""
        if not isinstance(carried, Carried):
            raise TypeError(carried)
        answers = submission.answers
        if answers.get("consent") != "yes":
            return
        batch = vouchers.redeem(carried.voucher) if carried.voucher else None
        said = " ".join(UNSEEN.sub(" ", str(answers.get("agency", ""))).split())[:250]
        agency = agency_meant(said) if said else None
        _mark_invented(submission, batch, agency)
        rating = Rating.objects.create(
            submission=submission,
            agency=agency,
            agency_said=said,
            tier=_tier(submission, batch),
            batch=batch,
            items=item_codes(answers),
            origin=_known(answers.get("origin"), by_code()),
            destination=_known(answers.get("destination"), by_code()),
            sector=_known(answers.get("sector"), SECTORS),
            departure_year=_year(answers.get("departure_year")),
            received=submission.received,
            demonstration=submission.demonstration,
        )
        if carried.comment.strip():
            Comment.objects.create(rating=rating, text=carried.comment.strip(), language=submission.language)

    def remark(self, answers: Mapping[str, Any]) -> Text | None:
        """What whoever enters a paper form is told of the card on it, which is none the worse for the rating."""
        return CARD_REMARKS.get(vouchers.state(str(answers.get("voucher") or "")))

    def ending(self, answers: Mapping[str, Any], language: str) -> Ending:
        """Thanks, and the way to help: the same address for everybody, with nothing that ties it to this rating."""
        return Ending("monitor/worker/thanks.html", thanks(answers))


def _mark_invented(submission: Submission, batch: VoucherBatch | None, agency: Agency | None) -> None:
    """Who tries the demonstration with an invented agency or card adds to the demonstration, never to the facts."""
    invented = bool((batch and batch.demonstration) or (agency and agency.demonstration))
    if invented and not submission.demonstration:
        submission.demonstration = True
        submission.save(update_fields=["demonstration"])


def _tier(submission: Submission, batch: VoucherBatch | None) -> Tier:
    """A voucher, or the hand of somebody whose organisation may give one, makes a rating count in full."""
    if batch is not None:
        return "voucher"
    by = submission.collector.organisation if submission.collector else None
    by = submission.session.organisation if submission.session else by
    return "outreach" if by is not None and by.kind in vouchers.ISSUERS else "open"


def _known(answer: object, codes: Mapping[str, object]) -> str:
    return str(answer) if answer in codes else ""


def _year(answer: object) -> int | None:
    """The year of a day, month or year as surveys keep them."""
    digits = str(answer or "")[:4]
    year = int(digits) if digits.isdecimal() else 0
    return year if FIRST_YEAR <= year <= localdate().year else None


RECEIVER = Ratings()
