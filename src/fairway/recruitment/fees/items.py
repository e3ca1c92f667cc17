"""What a worker may be asked to pay for: the cost items of the 2019 definition, their parts, and one sum for all.

Source: ILO, Definition of recruitment fees and related costs (2019); the codes are those of
`fairway codes costs`, the parts are Fairway's own, because laws often treat a visa and a passport unlike.
"""

from __future__ import annotations

from typing import Final

from fairway.kernel.text import Text

BUNDLE: Final = "bundle"
FEES: Final = ("F1", "F2", "F3", "F4")
COSTS: Final = ("RC1", "RC2", "RC3", "RC4", "RC5", "RC6", "RC7")
ILLEGITIMATE: Final = "X"
CODES: Final = (*FEES, *COSTS, ILLEGITIMATE)
"""The items that a rule may name."""

ITEMS: Final[dict[str, Text]] = {
    "F1": Text("Fee for finding the job"),
    "F2": Text("Fee to a firm that lends out workers"),
    "F3": Text("Fee to the employer for the job"),
    "F4": Text("Money taken from your pay for the recruitment"),
    "RC1": Text("Medical tests and vaccinations"),
    "RC2": Text("Insurance and welfare fund"),
    "RC3": Text("Tests of skills and language"),
    "RC4": Text("Training and orientation"),
    "RC5": Text("Tools, uniform, safety gear"),
    "RC6": Text("Travel and lodging"),
    "RC7": Text("Papers, visa, permits"),
    "X": Text("Bribe, bond or hidden cost"),
    BUNDLE: Text("One sum for everything"),
}
"""Item → what a worker calls it, in the order in which a page asks."""

PARTS: Final[dict[str, dict[str, Text]]] = {
    "RC2": {"insurance": Text("Insurance"), "fund": Text("Welfare fund")},
    "RC3": {"certificate": Text("Certificate of skills"), "test": Text("Test that the employer asks for")},
    "RC6": {"ticket": Text("Plane or bus ticket"), "lodging": Text("Lodging and food on the way")},
    "RC7": {
        "passport": Text("Passport and papers from home"),
        "visa": Text("Visa"),
        "permit": Text("Work and residence permit"),
        "government": Text("Government fee for the job abroad"),
    },
}
"""Item → its parts, where a rule may speak of one part alone."""

PAYEES: Final[dict[str, Text]] = {
    "agency": Text("An agency at home"),
    "abroad": Text("A recruiter in the country of work"),
    "employer": Text("The employer"),
    "public": Text("A public employment service"),
    "other": Text("Somebody else"),
}
"""Who asks for the money."""

WORKERS: Final[dict[str, Text]] = {
    "domestic": Text("Domestic workers"),
    "seafarers": Text("Seafarers"),
}
"""Categories of workers that rules name."""

CERTAIN: Final = {"domestic": "domestic"}
POSSIBLE: Final = {"transport": "seafarers"}
"""Sector → the category of workers that somebody in it is, or may be."""


def name_of(item: str, part: str = "") -> Text:
    """What a worker calls the item, or its part."""
    return PARTS[item][part] if part else ITEMS[item]
