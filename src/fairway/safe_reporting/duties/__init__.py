"""What authorities and organisations must tell the immigration authority, by country: dated, cited, never guessed."""

from fairway.safe_reporting.duties.answering import Duty, duty_of, plain
from fairway.safe_reporting.duties.kinds import KINDS, can_do

__all__ = ["KINDS", "Duty", "can_do", "duty_of", "plain"]
