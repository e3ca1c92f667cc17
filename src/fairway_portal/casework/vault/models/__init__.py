"""What is kept of a report: envelopes that this machine cannot open."""

from fairway_portal.casework.vault.models.draft import Draft, DraftFile
from fairway_portal.casework.vault.models.report import Report
from fairway_portal.casework.vault.models.sealed import Sealed

__all__ = ["Draft", "DraftFile", "Report", "Sealed"]
