"""Sending, and the page that thanks: her number again, the proof of filing, what happens next."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate
from markupsafe import Markup

from fairway.kernel.text import Text
from fairway.safe_reporting.receipts import shown as in_groups
from fairway.safe_reporting.report.concerns import COMPLAINT
from fairway.safe_reporting.time_limits import limits_of
from fairway_portal.casework.escrow.errors import NobodyHolds, NotHeldBack
from fairway_portal.casework.intake.actions import KEPT, Sent, keep, send
from fairway_portal.casework.intake.drafts import Draft
from fairway_portal.casework.intake.errors import HeldTooLarge, IntakeClosed, OfficesGone
from fairway_portal.casework.intake.forms import Fault
from fairway_portal.casework.intake.showing import step_page
from fairway_portal.casework.notes import passes
from fairway_portal.casework.notes.codes import square_code
from fairway_portal.design.addresses import url
from fairway_portal.design.rendering import render


@dataclass(frozen=True, slots=True)
class SentPage:
    """It was sent. `code` is the proof as squares; `answer_days` until a first answer, `days` for how long it is
    kept.
    """

    number: str
    token: str
    code: Markup
    answer_days: int
    days: int
    address: str
    carried: str


def send_page(request: HttpRequest, held: passes.Pass, draft: Draft) -> HttpResponse:
    """Sends, or leads back to what has to be put right."""
    try:
        return sent_page(request, held)
    except (OfficesGone, NobodyHolds, NotHeldBack) as gone:
        back, field = "offices", "office"
        said = Text("{what} {advice}", what=gone.title_text, advice=gone.advice_text or "")
    except HeldTooLarge as large:
        back, field = "files", "file"
        said = Text("{what} {advice}", what=large.title_text, advice=large.advice_text or "")
    except IntakeClosed as closed:
        said = Text("{what} {advice}", what=closed.title_text, advice=closed.advice_text or "")
        return step_page(request, held, draft, notice=said)
    again = replace(draft, at=back)
    keep(keys=held.keys, draft=again)
    return step_page(request, held, again, (Fault(field, said),))


def sent_page(request: HttpRequest, held: passes.Pass) -> HttpResponse:
    """Sends what is under her number; where that was done before, the same page again."""
    return thanks(request, held, send(keys=held.keys, on=localdate()))


def thanks(request: HttpRequest, held: passes.Pass, sent: Sent) -> HttpResponse:
    """The page that thanks."""
    page = SentPage(
        number=in_groups(held.number),
        token=sent.token,
        code=square_code(sent.token),
        answer_days=_answer_days(),
        days=KEPT.days,
        address=url("notes-back"),
        carried=passes.issue(held.number, held.keys),
    )
    return render(request, "casework/worker/sent.html", page)


def _answer_days() -> int:
    """Within how many days an office promises a first answer."""
    limits = limits_of("", COMPLAINT, localdate())
    return next((one.days for one in limits if one.ours and one.step == "first_answer"), 7)
