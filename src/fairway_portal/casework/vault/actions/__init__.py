"""Everything that writes in the vault."""

from fairway_portal.casework.vault.actions.drafts import (
    add_draft_file,
    draft_files,
    draft_of,
    drop_draft_file,
    forget_draft,
    forget_drafts,
    save_draft,
)
from fairway_portal.casework.vault.actions.envelopes import add_envelope
from fairway_portal.casework.vault.actions.erasing import BEFORE_ERASING, erase
from fairway_portal.casework.vault.actions.expiring import erase_expired, sweep
from fairway_portal.casework.vault.actions.filing import Filed, Part, file_report, report_id
from fairway_portal.casework.vault.actions.receipt_salt import receipt_salt
from fairway_portal.casework.vault.actions.terms import extend, withdraw

__all__ = [
    "BEFORE_ERASING",
    "Filed",
    "Part",
    "add_draft_file",
    "add_envelope",
    "draft_files",
    "draft_of",
    "drop_draft_file",
    "erase",
    "erase_expired",
    "extend",
    "file_report",
    "forget_draft",
    "forget_drafts",
    "receipt_salt",
    "report_id",
    "save_draft",
    "sweep",
    "withdraw",
]
