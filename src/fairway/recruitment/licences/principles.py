"""The 13 general principles and 31 operational guidelines for fair recruitment, as a list to inspect against.

Source: ILO, General principles and operational guidelines for fair recruitment, and definition of recruitment fees and
related costs (Geneva, 2019). The titles are ours. Numbers and addressees were not compared with the printed text: every
line says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from fairway.kernel.text import Text

Addressee: TypeAlias = Literal["everybody", "governments", "enterprises_and_services", "recruiters", "employers"]

SOURCE: Final = Text("ILO General principles and operational guidelines for fair recruitment (2019)")


@dataclass(frozen=True, slots=True)
class Requirement:
    """One principle or guideline.

    Attributes:
        code: P1–P13 or G1–G31.
        title: What it asks for, in our words.
        addressed_to: Whom it speaks to.
        at_agency: Whether an inspector can see at an agency if it is met.
        verified: Compared with the printed text.
    """

    code: str
    title: Text
    addressed_to: Addressee
    at_agency: bool
    verified: bool = False


def _principle(number: int, title: Text, *, at_agency: bool = True) -> Requirement:
    return Requirement(f"P{number}", title, "everybody", at_agency)


def _guideline(number: int, title: Text, addressed_to: Addressee) -> Requirement:
    at_agency = addressed_to in ("enterprises_and_services", "recruiters")
    return Requirement(f"G{number}", title, addressed_to, at_agency)


_LISTED: Final = (
    _principle(1, Text("Recruitment respects human rights and the fundamental rights at work")),
    _principle(2, Text("Recruitment answers a real need for workers and displaces or worsens nobody’s work"),
               at_agency=False),
    _principle(3, Text("Laws and policies cover all workers, recruiters and employers"), at_agency=False),
    _principle(4, Text("Recruitment is efficient, open and protective, and recognises skills")),
    _principle(5, Text("Recruitment is regulated clearly, licensed where that is the rule, and inspected"),
               at_agency=False),
    _principle(6, Text("Recruitment across borders respects the laws of origin, transit and destination")),
    _principle(7, Text("No worker or jobseeker pays recruitment fees or related costs")),
    _principle(8, Text("The terms of work are in a clear contract, in a language she understands, before she leaves, "
                       "and nobody puts another in its place")),
    _principle(9, Text("She agrees freely, without deception or force")),
    _principle(10, Text("She gets free, full and correct information about her rights and the conditions")),
    _principle(11, Text("She moves freely, and nobody keeps her papers or her contract")),
    _principle(12, Text("She is free to end the job, to change the employer and to return")),
    _principle(13, Text("She can complain and get a remedy, free or cheaply, wherever she is and whatever her status")),
    _guideline(1, Text("Respect, protect and fulfil human rights and the standards on recruitment"), "governments"),
    _guideline(2, Text("Protect workers against abuse by recruiters, employers and other enterprises"), "governments"),
    _guideline(3, Text("Make laws and policies on recruitment, review them and strengthen them"), "governments"),
    _guideline(4, Text("Let the law cover every step of recruitment and every worker"), "governments"),
    _guideline(5, Text("Enforce the law, and let every recruiter work within it"), "governments"),
    _guideline(6, Text("Do away with fees and related costs for workers and jobseekers"), "governments"),
    _guideline(7, Text("See that contracts are clear and are kept"), "governments"),
    _guideline(8, Text("Let workers complain and get a remedy without fear, whatever their status"), "governments"),
    _guideline(9, Text("Let authorities, employers’ and workers’ organisations work together"), "governments"),
    _guideline(10, Text("Let recruitment meet real needs of the labour market"), "governments"),
    _guideline(11, Text("Make known what fair recruitment is, and guide those who recruit"), "governments"),
    _guideline(12, Text("Respect rights in times of crisis and conflict"), "governments"),
    _guideline(13, Text("Make agreements between countries that rest on standards, publish and oversee them"),
               "governments"),
    _guideline(14, Text("Guard against abuse in the government’s own recruitment and supply chains"), "governments"),
    _guideline(15, Text("Respect human rights when recruiting, and check that partners do"),
               "enterprises_and_services"),
    _guideline(16, Text("Recruit to fill real vacancies, never to displace or weaken workers"),
               "enterprises_and_services"),
    _guideline(17, Text("Take no fee or related cost from those recruited, and say so to all partners"),
               "enterprises_and_services"),
    _guideline(18, Text("Keep no passport, contract or other paper of a worker"), "enterprises_and_services"),
    _guideline(19, Text("Keep workers’ personal information confidential"), "enterprises_and_services"),
    _guideline(20, Text("Build schemes of good practice in the trade, and let them be checked"),
               "enterprises_and_services"),
    _guideline(21, Text("Respect the law and the fundamental rights at work"), "recruiters"),
    _guideline(22, Text("Across borders, keep the laws of origin, transit and destination"), "recruiters"),
    _guideline(23, Text("Across borders, keep to the agreements between the countries"), "recruiters"),
    _guideline(24, Text("See that the conditions at the job are those that were promised"), "recruiters"),
    _guideline(25, Text("When supplying workers, share the duties clearly with the user enterprise"), "recruiters"),
    _guideline(26, Text("Let written contracts be made, open and understood"), "employers"),
    _guideline(27, Text("Let workers complain and settle disputes, and provide a remedy"), "employers"),
    _guideline(28, Text("Give all workers the protection of labour law, however they were recruited"), "employers"),
    _guideline(29, Text("Respect freedom of association and bargaining of those recruited"), "employers"),
    _guideline(30, Text("Do not recruit to replace workers on strike"), "employers"),
    _guideline(31, Text("Respect the freedom of migrant workers to leave, change jobs and return"), "employers"),
)  # fmt: skip

REQUIREMENTS: Final = {one.code: one for one in _LISTED}
"""Code → principle or guideline, in order."""


def at_agency() -> tuple[Requirement, ...]:
    """Those that an inspector can look into at an agency."""
    return tuple(one for one in _LISTED if one.at_agency)
