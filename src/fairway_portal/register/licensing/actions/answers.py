"""What an agency answers: kept as a file of its own words, beside what it sends to prove them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from fairway.kernel.text import Text
from fairway_portal.accounts.models import Person
from fairway_portal.accounts.permissions import refuse_unless
from fairway_portal.actors.models import Agency
from fairway_portal.register.licensing import evidence as files
from fairway_portal.register.licensing.actions.asking import LONGEST_WORDS
from fairway_portal.register.licensing.errors import UnusableAct
from fairway_portal.register.licensing.evidence import Upload
from fairway_portal.register.licensing.models import Evidence, Licence
from fairway_portal.surveys.writing import writing

ANSWER_NAME: Final = "answer.licensing.txt"
"""Under which the words of an answer are kept: a file of that name which an agency sends is renamed."""


def answer_subject(licence: Licence) -> str:
    """How what an agency answered names the licence."""
    return f"licence {licence.pk} answer"


def answer(
    *, by: Person, agency: Agency, licence: Licence, words: str, evidence: Sequence[Upload] = ()
) -> tuple[Evidence, ...]:
    """Keeps what an agency says to what is done or proposed: the officers of the country read it.

    Args:
        by: Of the agency's people.
        agency: For which she speaks.
        licence: Which it is about.
        words: Plain text, at most 4,000 characters.
        evidence: Files that prove it.

    Raises:
        NotAllowed: The licence is another agency's.
        UnusableAct: The answer is empty or too long.
        EvidenceRefused: A file is not of a kind that is kept; nothing was.
    """
    refuse_unless(agency.pk == (licence.agency.joined_to_id or licence.agency_id))
    said = words.strip()
    if not said or len(said) > LONGEST_WORDS:
        raise UnusableAct(
            Text("The answer is empty or too long."),
            advice=Text("Write at most {n} characters; send more as a file.", n=LONGEST_WORDS),
        )
    spoken = Upload(ANSWER_NAME, "".join(one for one in said if one.isprintable() or one in "\n\t").encode())
    with writing():
        return tuple(
            files.keep(by=by, agency=agency, subject=answer_subject(licence), upload=one)
            for one in (spoken, *(_renamed(one) for one in evidence))
        )


def _renamed(upload: Upload) -> Upload:
    return Upload(f"file {upload.name}", upload.contents) if upload.name == ANSWER_NAME else upload
