"""Opening a guarantee, and telling the agency to pay in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from fairway.kernel.text import Text
from fairway.recruitment.guarantees.ledger import missing
from fairway.recruitment.guarantees.movements import LARGEST
from fairway_portal.accounts import audit
from fairway_portal.accounts.models import Person
from fairway_portal.actors.models import Agency
from fairway_portal.register.inspections.actions.amending import TOO_LATE, beyond
from fairway_portal.register.inspections.actions.moving import LONGEST_BASIS, LONGEST_WORDS, locked, tell_public
from fairway_portal.register.inspections.actions.refusing import attempted
from fairway_portal.register.inspections.currencies import money_code
from fairway_portal.register.inspections.errors import GuaranteeRefused, SomebodyMoved
from fairway_portal.register.inspections.identifying import refuse_identifying
from fairway_portal.register.inspections.models import Guarantee, ReplenishmentNotice
from fairway_portal.register.licensing.models import Licence

LONGEST_HOLDER: Final = 200
LONGEST_INSTRUMENT: Final = 80
_UNUSABLE: Final = Text("The guarantee cannot be opened like this.")
_THERE: Final = Text("A guarantee with this number is there already: open that one.")


@dataclass(frozen=True, slots=True)
class NewGuarantee:
    """A guarantee as somebody describes it.

    Attributes:
        kind: `escrow`, `bond`, `deposit` or `insurance`.
        holder: Bank, insurer or office that holds it.
        instrument: Number of the account, bond or policy.
        currency: ISO 4217.
        required: What it must hold. Unit: the currency's smallest coin.
        valid_to: Its last day, where it has one.
    """

    kind: str
    holder: str
    instrument: str
    currency: str
    required: int
    valid_to: date | None = None


def open_guarantee(
    *, by: Person, agency: Agency, country: str, new: NewGuarantee, licence: Licence | None = None,
    key: UUID | None = None,
) -> Guarantee:  # fmt: skip
    """Opens a guarantee; it holds nothing until a deposit is recorded.

    Args:
        by: The officer.
        agency: Whose guarantee.
        country: Of the authority that requires it (ISO 3166-1 alpha-3).
        new: What it is.
        licence: For which it is required; None: for any licence of the agency in that country.
        key: Of the form; sent twice, one is opened.

    Raises:
        GuaranteeRefused: Something is missing, the licence is another agency's or country's, or this instrument is
            there already.
        UnknownCode: No such currency.
    """
    with attempted(by=by, what="guarantee", asked="open", subject=f"agency {agency.code}"):
        earlier = Guarantee.objects.filter(key=key).first() if key else None
        if earlier is not None:
            return earlier
        _check(agency, country, new, licence)
        currency = money_code(new.currency)
        made = _made(
            agency=agency, licence=licence, country=country, kind=new.kind, holder=new.holder.strip(),
            instrument=new.instrument.strip(), currency=currency, required=new.required,
            valid_to=new.valid_to, opened=localdate(), key=key,
        )  # fmt: skip
        audit.record(
            by=by, action="guarantee.opened", subject=f"guarantee {made.pk}", agency=agency.code, kind=made.kind,
            required=made.required, currency=made.currency,
        )  # fmt: skip
        tell_public(made)
        return made


def _made(**fields: Any) -> Guarantee:
    """The row; another officer may have opened the same instrument since it was looked for."""
    try:
        with transaction.atomic():
            return Guarantee.objects.create(**fields)
    except IntegrityError as fault:
        raise GuaranteeRefused(_UNUSABLE, advice=_THERE, details={"field": "instrument"}) from fault


def _check(agency: Agency, country: str, new: NewGuarantee, licence: Licence | None) -> None:
    refused = (
        (new.kind not in Guarantee.Kind.values, "kind", Text("Choose a kind of guarantee.")),
        (not new.holder.strip(), "holder", Text("Name the bank, insurer or office that holds it.")),
        (len(new.holder) > LONGEST_HOLDER, "holder", Text("Make the holder’s name shorter.")),
        (not new.instrument.strip(), "instrument", Text("Give the number of the account, bond or policy.")),
        (len(new.instrument) > LONGEST_INSTRUMENT, "instrument", Text("Make the number shorter.")),
        (not 0 < new.required <= LARGEST, "required", Text("Write what it must hold, above zero.")),
        (
            new.valid_to is not None and new.valid_to < localdate(),
            "valid_to",
            Text("Its last day is over: choose a later one."),
        ),
        (beyond(new.valid_to), "valid_to", TOO_LATE),
        (
            licence is not None and (licence.agency_id != agency.pk or licence.country != country),
            "licence",
            Text("Choose a licence of this agency."),
        ),
        (
            Guarantee.objects.filter(country=country, kind=new.kind, instrument=new.instrument.strip()).exists(),
            "instrument",
            _THERE,
        ),
    )
    for wrong, field, advice in refused:
        if wrong:
            raise GuaranteeRefused(_UNUSABLE, advice=advice, details={"field": field})


def give_notice(
    *, by: Person, guarantee: Guarantee, saw: int, due: date, legal_basis: str, words: str = ""
) -> ReplenishmentNotice:
    """Tells the agency to pay in what is missing.

    Args:
        by: The officer.
        guarantee: Which.
        saw: Its version as she saw it.
        due: By when.
        legal_basis: Law and article.
        words: What else she says to the agency.

    Raises:
        SomebodyMoved: Money moved since she looked.
        GuaranteeRefused: Nothing is missing, the day is over, or the legal basis is missing.
        Identifies: Words identify a person.
    """
    with attempted(by=by, what="guarantee", asked="notice", subject=f"guarantee {guarantee.pk}"):
        now = locked(guarantee.pk)
        if now.version != saw:
            raise SomebodyMoved(saw, now.version)
        lacks = missing(now.held, now.required)
        if not lacks:
            raise _cannot("due", Text("It holds what is required: nothing needs to be paid in."))
        if due <= localdate():
            raise _cannot("due", Text("Choose a day after today."))
        if not legal_basis.strip() or len(legal_basis) > LONGEST_BASIS or len(words) > LONGEST_WORDS:
            raise _cannot("legal_basis", Text("Name the law and article, in at most {most} characters.", most=300))
        refuse_identifying(words=words)
        notice = ReplenishmentNotice.objects.create(
            guarantee=now, missing=lacks, due=due, legal_basis=legal_basis, words=words, by=by
        )
        audit.record(
            by=by, action="guarantee.notice", subject=f"guarantee {now.pk}", reason=words, agency=now.agency.code,
            missing=lacks, due=due.isoformat(),
        )  # fmt: skip
        return notice


def _cannot(field: str, advice: Text) -> GuaranteeRefused:
    return GuaranteeRefused(Text("This cannot be recorded."), advice=advice, details={"field": field})
