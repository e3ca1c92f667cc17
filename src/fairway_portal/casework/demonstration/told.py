"""What the invented workers say. None of it happened to anybody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from fairway.safe_reporting.report.fields import Answers


@dataclass(frozen=True, slots=True)
class Told:
    """A report, and how far its case is.

    Attributes:
        answers: By codes of `safe_reporting.report`.
        offices: Keys of `offices.OFFICES`.
        until: State in which the first office's case is left.
        days: How long ago it was filed.
        country: Whose law counts, or "".
    """

    answers: Answers
    offices: tuple[str, ...]
    until: str
    days: int
    country: str = "LBN"


def _said(words: str, happened: str, language: str, country: str = "LBN") -> Answers:
    return {
        "happened": (happened,), "words": f"(Invented.) {words}", "country": country, "year": "2026", "safe": "yes",
        "reach": "number", "language": language,
    }  # fmt: skip


REPORTS: Final = (
    Told(_said("ደመወዜን ለሦስት ወር አልተከፈለኝም።", "wages", "am"), ("union",), "received", 1),
    Told(_said("मेरो राहदानी मालिकले राखेको छ।", "documents", "ne"), ("union", "centre"), "assigned", 3),
    Told(_said("صاحب العمل لا يدفع لي أجري.", "wages", "ar"), ("union",), "acknowledged", 6),
    Told(_said("I paid an agent two thousand dollars for this job.", "fees", "en"), ("union",), "in_progress", 20),
    Told(_said("আমাকে ঘর থেকে বের হতে দেয় না।", "forced", "bn"), ("union", "centre"), "in_safety", 12),
    Told(_said("Ils gardent mon passeport depuis un an.", "documents", "fr"), ("union",), "demanded", 30),
    Told(_said("El contrato que firmé no es el que me prometieron.", "contract", "es"), ("union",), "compared", 25),
    Told(_said("They owe me five months of pay.", "wages", "en"), ("union",), "lodged", 60),
    Told(_said("The agent took my savings, and there was no job.", "fees", "en"), ("union",), "referred", 45),
    Told(_said("አሠሪዬ ያልከፈለኝን ደመወዝ እፈልጋለሁ።", "wages", "am"), ("union",), "resolved", 90),
    Told(_said("I was promised another salary.", "contract", "en"), ("union",), "closed_without_remedy", 120),
    Told(_said("I do not want to go on with this.", "other", "en"), ("union",), "withdrawn", 40),
    Told(_said("They did not keep what they agreed to.", "wages", "en"), ("union",), "reopened", 150),
    Told(_said("मलाई सल्लाह चाहियो।", "other", "ne", "NPL"), ("centre",), "advised", 15, "NPL"),
)
"""One in every state."""
MESSAGES: Final = {
    "am": "(Invented.) መልእክትዎን አንብበናል።",
    "ar": "(مُختلَق) قرأنا رسالتك ونعمل عليها.",
    "ne": "(Invented.) हामीले तपाईंको कुरा पढ्यौं।",
}
ANSWER: Final = "(Invented.) We have read what you wrote, and begin to work on it. Is it safe to write to you here?"
