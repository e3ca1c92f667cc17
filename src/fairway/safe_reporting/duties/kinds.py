"""The kinds of office that a worker may go to, and what each can do for her, in plain words.

Source: ILO Conventions No. 81 (Articles 3, 13, 17) for inspectors and No. 87 (Articles 2, 10) for unions; the ILO's
manual of operation of migrant resource centres for the centres.
"""

from __future__ import annotations

from typing import Final

from fairway.kernel.text import Text

KINDS: Final[dict[str, Text]] = {
    "union": Text("Trade union"),
    "legal_aid": Text("Legal aid organisation"),
    "resource_centre": Text("Migrant resource centre"),
    "inspectorate": Text("Labour inspectorate"),
    "police": Text("Police"),
    "court": Text("Court or tribunal"),
    "hospital": Text("Hospital or doctor"),
    "school": Text("School"),
    "immigration": Text("Immigration authority"),
    "ministry": Text("Ministry or labour office"),
}

_CAN: Final[dict[str, Text]] = {
    "union": Text("A union can give you advice, talk to your employer, and speak for you before a court."),
    "legal_aid": Text("A legal aid office can tell you your rights, write your claim, and go to court with you."),
    "resource_centre": Text("A resource centre can listen, explain, help you fill in forms, and find who can act."),
    "inspectorate": Text("A labour inspector can visit the workplace, and order the employer to pay what is due."),
    "police": Text("The police can protect you from violence, and look into crimes such as forced labour."),
    "court": Text("A court can decide who is right, and order the employer or the agency to pay."),
    "hospital": Text("A hospital can treat you, and write down how you were hurt."),
    "school": Text("A school can take your child."),
    "immigration": Text("An immigration office decides who may enter and stay; it does not get your wages back."),
    "ministry": Text("A labour office can take your complaint, and call your employer or agency to a meeting."),
}
_UNKNOWN: Final = Text("We do not know what this office can do. Ask it first.")


def can_do(kind: str) -> Text:
    """What an office of a kind can do for her, in one plain sentence.

    Args:
        kind: A key of `KINDS`; of any other nothing is known, and that is said.
    """
    return _CAN.get(kind, _UNKNOWN)
