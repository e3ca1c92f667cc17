"""What coded agreements cover of the 34 provisions."""

from __future__ import annotations

from fairway.agreements.between import agreements
from fairway.kernel.corridor import Corridor
from fairway.kernel.figure import Figure, Gap
from fairway.warehouse.shelf import Shelf
from tests.spec.worked import Case, Given

TITLE = "Coverage of provisions in agreements"
ORDER = 50
TEXT = """
Bilateral labour agreements were coded by hand on 34 yes/no provisions (Chilton and Woda). A provision of a coded
agreement reads *yes*, *no* or – where the coders left it open – *unknown*; an agreement whose text was not at hand is
listed and not coded. Beside it stands how common the provision is: agreements of the corpus that have it, in per cent
of those coded on it.

A protocol amends another text, so its *no* means that the protocol is silent.
"""

LISTED = Given(
    "agreements",
    ("place", "partner"),
    ("place", "partner", "treaty_id", "year", "coded", "amends"),
    (("NPL", "QAT", "771", 2005, False, False), ("NPL", "QAT", "976", 2008, True, True)),
    filled=(
        ("signed", None),
        ("ratified", None),
        ("copy_available", True),
        ("title", "Agreement"),
        ("replaces", False),
        ("anomaly", None),
    ),
)
CODED = Given(
    "agreement_provisions",
    ("treaty_id",),
    ("treaty_id", "provision", "present"),
    (("976", "intl_instr", False), ("976", "info_exch", True), ("976", "info_dissem", None)),
)
COMMON = Given(
    "provision_frequency",
    ("provision",),
    ("provision", "coded", "present"),
    (("intl_instr", 500, 100), ("info_exch", 400, 300)),
)


def _coverage(shelf: Shelf) -> Figure | Gap | None:
    section = agreements(Corridor("NPL", "QAT"), shelf)
    return section.figure("agreements.coverage") or next(iter(section.gaps), None)


CASES = (
    Case(
        "a protocol of 2008, against the corpus (the first three of 34)",
        (LISTED, CODED, COMMON),
        _coverage,
        ("criterion", "provision", "treaty_976", "corpus_percent"),
        (
            ("1", "Refers to international instruments", "no", 20.0),
            ("2", "The parties exchange information", "yes", 75.0),
            ("3", "The agreement is to be made known", "unknown", None),
        ),
        first=3,
    ),
)
