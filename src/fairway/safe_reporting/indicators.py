"""The eleven indicators of forced labour, each with a question in plain words.

Source: ILO, Indicators of Forced Labour (Special Action Programme to Combat Forced Labour, Geneva, 2012); Forced Labour
Convention, 1930 (No. 29), Article 2(1). The words here are our own. One indicator can be enough, several are usual;
none of them is a finding: a handler weighs them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from fairway.kernel.text import Text

SOURCE: Final = "ILO, Indicators of Forced Labour (Geneva, 2012)"
VERIFIED: Final = False


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator.

    Attributes:
        code: As cases keep it.
        name: Its short name.
        means: What it covers, for a handler.
        question: For a worker; a yes points to it.
    """

    code: str
    name: Text
    means: Text
    question: Text


INDICATORS: Final[tuple[Indicator, ...]] = (
    Indicator(
        "abuse_of_vulnerability",
        Text("Abuse of vulnerability"),
        Text("Somebody uses that she does not know the language or law, has no papers, or depends on the employer."),
        Text("Does somebody use that you are far from home, or depend on them, to make you work?"),
    ),
    Indicator(
        "deception",
        Text("Deception"),
        Text("What was promised about the work, the pay, the place or the papers was not true."),
        Text("Is the work something else than what you were promised?"),
    ),
    Indicator(
        "restriction_of_movement",
        Text("Restriction of movement"),
        Text("She is locked in, watched, or not allowed to leave the workplace or home in her own time."),
        Text("Are you free to leave the house or workplace in your own time?"),
    ),
    Indicator(
        "isolation",
        Text("Isolation"),
        Text("She is kept from contact with others: no telephone, a remote place, nobody may visit."),
        Text("Does somebody keep you from calling or meeting other people?"),
    ),
    Indicator(
        "physical_and_sexual_violence",
        Text("Physical and sexual violence"),
        Text("She or those close to her are hurt, or made to do what was never part of the work."),
        Text("Has somebody hurt you, or touched you when you did not want it?"),
    ),
    Indicator(
        "intimidation_and_threats",
        Text("Intimidation and threats"),
        Text("She is threatened with violence, with the police or immigration, with loss of wages, or is insulted."),
        Text("Has somebody threatened you or your family?"),
    ),
    Indicator(
        "retention_of_identity_documents",
        Text("Keeping of identity documents"),
        Text("Somebody else keeps her documents or valuables, and she cannot have them when she asks."),
        Text("Does somebody else keep your papers, so that you cannot have them when you ask?"),
    ),
    Indicator(
        "withholding_of_wages",
        Text("Withholding of wages"),
        Text("Wages are held back on purpose, so that she cannot leave."),
        Text("Is your pay held back, so that you stay?"),
    ),
    Indicator(
        "debt_bondage",
        Text("Debt bondage"),
        Text("She works off a debt or an advance, often of recruitment; it grows, or nobody says how much is left."),
        Text("Must you work to pay back money, without knowing when it ends?"),
    ),
    Indicator(
        "abusive_working_and_living_conditions",
        Text("Abusive working and living conditions"),
        Text("Conditions that nobody would accept freely: degrading, dangerous, crowded, without food or privacy."),
        Text("Is the place where you work or sleep dangerous, dirty, or without enough food?"),
    ),
    Indicator(
        "excessive_overtime",
        Text("Excessive overtime"),
        Text("Work beyond what law or agreement allow, under threat, or because a wage for life asks for it."),
        Text("Must you work very long hours or without a day off, and cannot say no?"),
    ),
)
BY_CODE: Final[dict[str, Indicator]] = {one.code: one for one in INDICATORS}
