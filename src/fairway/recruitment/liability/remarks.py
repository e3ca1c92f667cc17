"""What else to know of a party in a chain: its licence, relations that ended, how certain its place is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from fairway.kernel.text import Text
from fairway.recruitment.liability.parties import Contract, Licensed, Relation
from fairway.recruitment.liability.rules import LiabilityRule
from fairway.recruitment.liability.walking import Member
from fairway.recruitment.licences.states import STATES


def remarks_on(
    member: Member,
    contract: Contract,
    links: Sequence[Relation],
    licences: Mapping[tuple[str, date], Licensed],
    on: date,
    bases: Sequence[LiabilityRule],
) -> tuple[Text, ...]:
    """Remarks on one party, in the order in which a reader needs them; `links` are those in which it recruits."""
    return (
        *_place(member),
        *(_licence(member, contract, licences, on) if member.role in ("agency", "sub_agent") else ()),
        *_ended(links, on),
        *(_survival(member, contract, bases) if contract.replaced else ()),
    )


def _place(member: Member) -> Iterator[Text]:
    if not member.stated and not member.doubtful:
        yield Text("The contract does not name it: it is found by the relations of the day of signing.")
    if member.party.formerly:
        yield Text("It is also recorded as {codes}.", codes=", ".join(member.party.formerly))


def _licence(
    member: Member, contract: Contract, licences: Mapping[tuple[str, date], Licensed], on: date
) -> Iterator[Text]:
    code = member.party.code
    then, now = licences.get((code, contract.signed)), licences.get((code, on))
    if then is None or then.state is None:
        yield Text("No licence is recorded for the day of signing, {day}.", day=contract.signed.isoformat())
        return
    if not then.in_force:
        yield Text(
            "Its licence was not in force on the day of signing, {day}: {state}.",
            day=contract.signed.isoformat(), state=STATES[then.state],
        )  # fmt: skip
    elif now is not None and not now.in_force and now.state is not None and on >= contract.signed:
        yield Text(
            "Its licence is no longer in force ({state}); what it answers for under this contract stays.",
            state=STATES[now.state],
        )  # fmt: skip


def _ended(links: Sequence[Relation], on: date) -> Iterator[Text]:
    for one in links:
        if one.until is not None and one.until < on:
            yield Text(
                "Its relation to {served} ended on {day}, after the contract was signed; that ends no liability.",
                served=one.served, day=one.until.isoformat(),
            )  # fmt: skip


def _survival(member: Member, contract: Contract, bases: Sequence[LiabilityRule]) -> Iterator[Text]:
    if member.role == "employer" and member.party.code != contract.employer:
        yield Text("It took the employer’s place on {day}.", day=member.since.isoformat())
    elif any(rule.survives for rule in bases):
        yield Text("That another employer took over changes nothing: its liability lasts as long as the contract.")
    elif bases and member.role != "employer":
        yield Text("Whether it answers for the new employer too is not known here.")
