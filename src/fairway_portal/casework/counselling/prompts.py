"""What to ask, by topic and stage: the page beside a counsellor while she listens; nothing of the answers is kept.

No question is about permission to stay: whoever needs help gets it, and what was not asked cannot be told on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from fairway.kernel.text import Text
from fairway.safe_reporting.indicators import INDICATORS

ANY: Final = frozenset({"thinking", "recruited", "abroad", "returned", "family"})
BEFORE: Final = frozenset({"thinking", "recruited"})
SINCE: Final = frozenset({"abroad", "returned", "family"})
THERE: Final = frozenset({"abroad", "family"})


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question, at which stages it is asked (codes of `choices.STAGES`)."""

    stages: frozenset[str]
    says: Text


@dataclass(frozen=True, slots=True)
class Template:
    """What to ask about a topic, and what often helps.

    Attributes:
        prompts: In the order in which they are asked.
        service: What is most often done; a code of `choices.SERVICES`.
        referrals: Who can take it further; codes of `choices.REFERRALS`.
        step: What to do next, in a sentence.
        case_type: Of the time limits that count; one of `time_limits.CASE_TYPES`.
    """

    prompts: tuple[Prompt, ...]
    service: str
    referrals: tuple[str, ...]
    step: Text
    case_type: str = "complaint"

    def asked(self, stage: str) -> tuple[Text, ...]:
        """The questions for a stage."""
        return tuple(one.says for one in self.prompts if stage in one.stages)


SAFE: Final[tuple[Text, ...]] = (
    Text("Can you talk now? Is somebody listening?"),
    Text("Are you in danger today? Do you need a doctor?"),
    Text("How may we reach you without harm, and when?"),
)
"""Asked first, whatever the topic."""

TEMPLATES: Final[dict[str, Template]] = {
    "wages": Template(
        (
            Prompt(BEFORE, Text("What pay was promised, in which currency, and on which day of the month?")),
            Prompt(SINCE, Text("What pay was promised, and what was paid, month by month?")),
            Prompt(SINCE, Text("Was something taken off the pay? What for?")),
            Prompt(SINCE, Text("What shows it: pay slips, messages, a bank book, notes of hours?")),
            Prompt(frozenset({"returned"}), Text("Who still owes you, and since when? When did you come home?")),
        ),
        "complaint", ("union", "legal_aid", "inspectorate", "court"),
        Text("Add up what is owed, copy the proof, and look up the time limits before they run out."),
        "wage_claim",
    ),
    "fees": Template(
        (
            Prompt(ANY, Text("Who asked for money, for what, how much, and when?")),
            Prompt(ANY, Text("Is there a receipt, a message or a witness?")),
            Prompt(ANY, Text("Was money borrowed? From whom, at what interest, and what was given as security?")),
            Prompt(BEFORE, Text("Does the agency have a licence? Check it in the register together.")),
        ),
        "advice", ("union", "legal_aid", "ministry"),
        Text("Check each payment against the rules on fees, and ask for it back in writing."),
    ),
    "contract": Template(
        (
            Prompt(BEFORE, Text("Have you a copy, in a language that you read, and time to read it?")),
            Prompt(BEFORE, Text("Does it say the job, the place, the pay, the hours, and how it ends?")),
            Prompt(SINCE, Text("Did you sign another contract after you arrived? What had changed?")),
            Prompt(SINCE, Text("Which promise was not kept?")),
        ),
        "advice", ("union", "legal_aid", "ministry"),
        Text("Compare both contracts line by line, and note each change for the worse."),
        "contract_substitution",
    ),
    "documents": Template(
        (
            Prompt(ANY, Text("Which papers does somebody else keep, who, and since when?")),
            Prompt(ANY, Text("Did you ask for them? What was the answer?")),
            Prompt(ANY, Text("Do you have a copy or a photograph?")),
        ),
        "mediation", ("consulate", "union", "legal_aid", "police"),
        Text("Ask for them in writing with a day; if they are kept, it can be a sign of forced labour."),
        "document_confiscation",
    ),
    "hours": Template(
        (
            Prompt(BEFORE, Text("Which hours and which day of rest were promised?")),
            Prompt(SINCE, Text("When does the day begin and end? Which breaks, which day of rest?")),
            Prompt(SINCE, Text("Is overtime paid, and can you refuse it?")),
        ),
        "advice", ("union", "inspectorate"),
        Text("Help to keep a diary of hours: day, begin, end."),
    ),
    "violence": Template(
        (
            Prompt(ANY, Text("What happened, when and where? Only as much as you want to say.")),
            Prompt(ANY, Text("Are you safe tonight? Who can be with you?")),
            Prompt(SINCE, Text("Did a doctor see it? Is there a photograph or a message?")),
        ),
        "emergency", ("shelter", "hospital", "police", "legal_aid"),
        Text("Safety first: a shelter and a doctor. The police only when she wants it."),
    ),
    "forced_labour": Template(
        tuple(Prompt(THERE | {"returned"}, one.question) for one in INDICATORS),
        "complaint", ("legal_aid", "union", "inspectorate", "shelter"),
        Text("Note which signs are there. Plan with her how to leave safely before anybody is told."),
        "forced_labour",
    ),
    "health": Template(
        (
            Prompt(BEFORE, Text("Which medical test was asked for, and who pays for it?")),
            Prompt(SINCE, Text("What happened at work, and who saw it? Was it reported?")),
            Prompt(SINCE, Text("Who pays the doctor and the days without work?")),
        ),
        "advice", ("hospital", "legal_aid", "consulate"),
        Text("Keep the doctor’s papers; an accident at work has time limits of its own."),
    ),
    "social_security": Template(
        (
            Prompt(SINCE, Text("Were contributions taken off the pay? Is there a number or a card?")),
            Prompt(frozenset({"returned"}), Text("In which countries did you work, from when to when?")),
        ),
        "information", ("ministry", "consulate"),
        Text("Look up whether the two countries have an agreement, and what can be taken home."),
    ),
    "going": Template(
        (
            Prompt(BEFORE, Text("What do you know of the job, the employer, and the agency?")),
            Prompt(BEFORE, Text("Who at home knows where you will be, and how to reach you?")),
            Prompt(BEFORE, Text("Do you know what to do if something goes wrong there?")),
        ),
        "information", ("ministry", "employment_service", "union"),
        Text("Check licence, contract and costs together, and give her the numbers to call."),
    ),
    "return": Template(
        (
            Prompt(frozenset({"returned"}), Text("Is something still owed to you there?")),
            Prompt(frozenset({"returned"}), Text("Which skills did you gain, and what would you like to do?")),
            Prompt(THERE, Text("When does the contract end, and who pays the way home?")),
        ),
        "information", ("employment_service", "ministry"),
        Text("Claims first, while proof is fresh; then work and skills."),
    ),
    "other": Template(
        (Prompt(ANY, Text("What would help most now?")),),
        "information", (),
        Text("Note the topic that comes nearest; tell your centre when one is missing."),
    ),
}  # fmt: skip
