"""What a person has looked at, and let through, with the reason. A line here is a decision, and is reviewed as one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fairway.safe_reporting.firewall import Purpose

CASEWORK: Final = "fairway_portal.casework."

ROOMS: Final[Mapping[str, Purpose]] = {
    "accounts": Purpose.OPERATION,
    "actors": Purpose.LICENSING,
    "api": Purpose.PUBLIC,
    "design": Purpose.PUBLIC,
    "monitor": Purpose.STATISTICS,
    "observatory": Purpose.PUBLIC,
    "register": Purpose.LICENSING,
    "site": Purpose.OPERATION,
    "surveys": Purpose.STATISTICS,
}
"""Each room beside casework, and what it is for: none of its code may reach a case, whoever calls it."""

RELEASING: Final = "fairway.safe_reporting.releasing"
GATES: Final[Mapping[str, str]] = {
    "fairway_portal.casework.transparency.actions._published": (
        "Counts leave through `safe_reporting.releasing` alone: at least ten in a cell, no dominance, rounded."
    ),
    "fairway_portal.casework.filings.weeks.weeks": (
        "How many filings in each week that is over, of all offices together, with no total: at least ten, rounded. A"
        " filing names no office, so nothing can be said of dominance."
    ),
}
"""Definitions that may turn cases into counts; each must itself call the library's reviewed function."""

RECEIPT_TYPES: Final = (
    "fairway.safe_reporting.receipts.ReceiptKeys",
    "fairway.safe_reporting.receipts.derived.ReceiptKeys",
    "fairway_portal.casework.notes.passes.Pass",
)
"""What only her number, or the pass made from it, gives: code that asks for one is closed to everybody else."""
RECEIPT_OPENERS: Final = (
    "fairway_portal.casework.notes.passes.opened",
    "fairway_portal.casework.notes.queries.keys_of",
)
"""What makes one of them, of what she typed. A page of hers that calls it is opened by it."""
KEYS_OF_HERS: Final = "fairway.safe_reporting.receipts.ReceiptKeys"
RECEIPT_MAKERS: Final = ("fairway_portal.casework.notes.passes",)
"""Modules that may put keys of hers together; everywhere else they are derived from her number."""
HER_PARTS: Final = ("intake", "thread", "notes")
"""The parts of casework whose pages are the worker's own."""
RECEIPTS: Final[Mapping[str, str]] = {
    "fairway_portal.casework.vault.queries.report_by": (
        "Asks for the look-up, 64 digits derived from her number; nobody can list look-ups."
    ),
}

UPKEEP: Final[Mapping[str, str]] = {
    "fairway_portal.casework.vault.daily.do_all": "Erases what has expired; gives three counts.",
    "fairway_portal.casework.counselling.actions.forget_notes": "Erases notes that have served; gives their number.",
    "fairway_portal.casework.demonstration.making.demonstrate": "Makes up reports and works on those; reads no other.",
    "fairway_portal.casework.transparency.queries.first_work": "Gives one day: from which quarter on counts are due.",
    "fairway_portal.casework.vault.backup.making.back_up": "Copies sealed rows into one sealed file; opens none.",
    "fairway_portal.casework.vault.backup.restoring.restore": "Puts sealed rows back; erases again what was erased.",
}
"""What operators run, or have run: it deletes, copies or counts, and hands nothing on."""

RECORDED: Final[Mapping[str, str]] = {
    "fairway_portal.casework.escrow.actions.take_tags": "The number of the office and how many tags; of no report.",
    "fairway_portal.casework.escrow.actions.release": "The number of the office and how many cases; of no report.",
}
"""Definitions of casework that write into the record of actions, which administrators read."""

NAMES_ONLY: Final[Mapping[str, str]] = {
    "fairway_portal.site.two_databases": "Says which database a model is in; reads none.",
    "fairway_portal.site.database": "Reads the setting.",
    "fairway_portal.site.settings.base": "Names the database, the folder of templates, the apps.",
    "fairway_portal.site.settings.production": "Compares two settings.",
    "fairway_portal.site.management.commands.migrate": "Makes tables.",
    "fairway_portal.site.health": "Asks whether the database answers; reads no row.",
    "fairway_portal.site.firewall": "This computation.",
    "fairway_portal.accounts.append_only": "Guards the tables of final records against changes; reads none.",
    "fairway_portal.accounts.passwords.OWN_WORDS": "Words that no password may consist of; one of them is “casework”.",
    "fairway_portal.surveys.receiving": "The path comes from SURVEY_RECEIVERS, which is read where it is set.",
}
"""Modules, or definitions, that name the database of casework, or look models up, without reading a row."""
