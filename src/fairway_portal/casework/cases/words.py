"""What is said of a case: its events, requests to the worker, deadlines; by codes alone, for handlers and for her."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fairway.kernel.text import Text
from fairway.recruitment.liability.claims import ROLES
from fairway_portal.casework.cases.models import CaseEvent, Disclosure
from fairway_portal.casework.cases.states import REASONS, STATES

Kind, State = Disclosure.Kind, Disclosure.State

SCOPES: Final = {
    "report": Text("your report"),
    "files": Text("your files"),
    "messages": Text("the messages between you"),
    "name": Text("your name"),
    "contact": Text("how to reach you"),
}
"""What can be passed on, as she reads it."""
SCOPES_OF: Final = {
    Kind.REFERRAL: ("report", "files", "messages"),
    Kind.INTERPRETER: ("messages", "report"),
    Kind.REPRESENTATION: ("report", "files"),
    Kind.IDENTITY: ("name", "contact"),
}
PURPOSES: Final = {
    "legal_help": Text("so that a lawyer helps you"),
    "other_country": Text("so that somebody in another country helps you"),
    "shelter": Text("so that you get a safe place"),
    "health": Text("so that you get medical help"),
    "language": Text("so that you understand each other"),
    "tribunal": Text("so that they speak for you before a court or an office; your name is not given"),
    "claim": Text("so that what you are owed is paid to you"),
    "inspection": Text("so that the workplace is inspected"),
}
PURPOSES_OF: Final = {
    Kind.REFERRAL: ("legal_help", "other_country", "shelter", "health", "inspection"),
    Kind.INTERPRETER: ("language",),
    Kind.REPRESENTATION: ("tribunal",),
    Kind.IDENTITY: ("claim", "legal_help", "health"),
}
KINDS: Final = {
    Kind.REFERRAL: Text("Referral to another office"),
    Kind.INTERPRETER: Text("Interpreter"),
    Kind.REPRESENTATION: Text("Representation under a mandate"),
    Kind.IDENTITY: Text("Her name to somebody outside"),
}
ASKED_STATES: Final = {
    State.ASKED: Text("She has been asked"),
    State.CONSENTED: Text("She has consented"),
    State.REFUSED: Text("She has refused"),
    State.DONE: Text("Done, with her consent"),
    State.ENDED: Text("Ended"),
}
_QUESTIONS: Final = {
    Kind.REFERRAL: Text("{office} asks: may {recipient} see {scope}, {purpose}?"),
    Kind.INTERPRETER: Text("{office} asks: may {recipient} interpret, and see {scope}, {purpose}?"),
    Kind.REPRESENTATION: Text("{office} asks: may {recipient} act for you, with {scope}, {purpose}?"),
    Kind.IDENTITY: Text("{office} asks: may it tell {recipient} {scope}, {purpose}?"),
}
_CONSENT: Final = {
    "consent_asked": Text("Asked you about: {about} ({recipient})."),
    "consented": Text("You agreed: {about} ({recipient})."),
    "refused": Text("You did not agree: {about} ({recipient})."),
    "consent_ended": Text("You took your agreement back: {about} ({recipient})."),
    "handed_over": Text("Handed over, as you agreed: {about} ({recipient})."),
    "disclosed": Text("Done, as you agreed: {about} ({recipient})."),
}
_ABOUT: Final = {
    Kind.REFERRAL: Text("another office sees your report"),
    Kind.INTERPRETER: Text("an interpreter"),
    Kind.REPRESENTATION: Text("somebody acts for you"),
    Kind.IDENTITY: Text("your name is given to somebody"),
}
PLAIN: Final = {
    "opened": Text("Your report arrived."),
    "assigned": Text("Somebody works on it."),
    "withdrawn": Text("You took your report back."),
    "message_written": Text("Wrote to you."),
    "note_written": Text("A note was written."),
    "sealed_anew": Text("Something was sealed to other keys."),
    "country_set": Text("The country was set whose law counts."),
    "deadline_met": Text("Did in time what the law asks."),
    "deadline_missed": Text("Did late what the law asks."),
    "deadline_moved": Text("Moved a day by which something must be done: {reason}."),
    "indicators_assessed": Text("The indicators of forced labour were gone through."),
    "remedy_recorded": Text("Noted what you got back."),
    "claim_recorded": Text("Made a claim for you."),
    "claim_changed": Text("A claim for you was changed: {state}."),
}
"""Kind of an event → what both sides read of it."""
EVENTS: Final = frozenset({*PLAIN, *_CONSENT, "moved", "step_noted"})
STEPS_NOTED: Final = {
    "filed": Text("The complaint was filed with the authority"),
    "referred": Text("It was referred to the tribunal"),
    "decided": Text("It was decided"),
}
"""What a handler notes with its day, because the law counts days from it."""
DELAYS: Final = {
    "she_asked": Text("She asked for time"),
    "waiting": Text("An answer from others is missing"),
    "authority": Text("The authority gave more time"),
    "law": Text("The law counts the days otherwise"),
}
"""Why a deadline may be moved."""
AGAINST: Final[Mapping[str, Text]] = {
    **{str(code): name for code, name in ROLES.items()},
    "guarantor": Text("Guarantor"),
}
"""Whom a claim is against."""
INDICATOR_RESULTS: Final = {
    "some": Text("At least one indicator is there"),
    "none": Text("None is there"),
    "unclear": Text("It cannot be said yet"),
}
CLAIM_STATES: Final = {
    "claimed": Text("Claimed"),
    "agreed": Text("Agreed"),
    "paid": Text("Paid"),
    "refused": Text("Refused"),
    "withdrawn": Text("Taken back"),
}


def listed(codes: tuple[str, ...] | list[str], words: Mapping[str, Text]) -> Text:
    """Several things in one sentence; codes that are not known any more are left out."""
    found = [words[code] for code in codes if code in words]
    if not found:
        return Text("nothing")
    said = found[0]
    for one in found[1:]:
        said = Text("{first} and {second}", first=said, second=one)
    return said


def asked_said(one: Disclosure, office: str) -> Text:
    """The whole question that a request puts to her.

    Args:
        one: The request.
        office: Name of the office that asks.
    """
    return Text(
        _QUESTIONS[Kind(one.kind)].template,
        office=office,
        recipient=one.recipient,
        scope=listed(one.scope, SCOPES),
        purpose=PURPOSES.get(one.purpose, Text("to help you")),
    )


def event_said(event: CaseEvent, recipients: Mapping[int, str]) -> Text:
    """An event in words.

    Args:
        event: The event.
        recipients: Primary key of a request → whom it names.
    """
    details = event.details
    if event.kind in _CONSENT:
        return Text(
            _CONSENT[event.kind].template,
            about=_ABOUT[Kind(details["for"])],
            recipient=recipients.get(details["disclosure"], "–"),
        )
    if event.kind == "moved":
        reason = REASONS.get(details["move"], {}).get(details.get("reason", ""))
        if reason is not None:
            return Text("Now: {state}. {reason}.", state=STATES[details["state"]].name, reason=reason)
        return Text("Now: {state}.", state=STATES[details["state"]].name)
    if event.kind == "step_noted":
        return Text("{step} ({day}).", step=STEPS_NOTED[details["step"]], day=details["day"])
    if event.kind == "deadline_moved":
        return Text(PLAIN[event.kind].template, reason=DELAYS.get(details.get("reason", ""), Text("other")))
    if event.kind == "claim_changed":
        return Text(PLAIN[event.kind].template, state=CLAIM_STATES[details["state"]])
    return PLAIN[event.kind]
