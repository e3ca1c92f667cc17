"""The two surveys that are the portal's own: the long and the short rating."""

from __future__ import annotations

from typing import Any, Final

from fairway.recruitment.ratings.modules import QUESTIONNAIRES
from fairway_portal.surveys.actions import keep_own_survey

SLUGS: Final = {
    "recruitment_rating": "recruitment-rating",
    "recruitment_rating_short": "recruitment-rating-short",
}
"""Id of a questionnaire → the address of its survey."""


def keep_surveys(using: str = "default", **said: Any) -> None:
    """Makes them, or gives them the questionnaire of this version; called whenever a database was brought up to date.

    Args:
        using: Which database: casework's has no surveys.
        said: What else Django says of the migration.
    """
    if using != "default":
        return
    for identifier, slug in SLUGS.items():
        keep_own_survey(slug=slug, purpose="rating", questionnaire=QUESTIONNAIRES[identifier]())
