"""Files that a worker adds: what they show stays, what they tell about her is taken out."""

from fairway.safe_reporting.attachments.cleaning import Cleaned, clean
from fairway.safe_reporting.attachments.limits import MOST_BYTES, MOST_FILES
from fairway.safe_reporting.attachments.refusals import AttachmentRefused

__all__ = ["MOST_BYTES", "MOST_FILES", "AttachmentRefused", "Cleaned", "clean"]
