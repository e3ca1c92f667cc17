"""Reading surveys and drafts."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.timezone import localdate

from fairway.kernel.errors import NotFound
from fairway.kernel.text import Text
from fairway_portal.surveys import sealing
from fairway_portal.surveys.errors import DraftGone
from fairway_portal.surveys.models import Draft, Survey, Version
from fairway_portal.surveys.running.state import State, decoded


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """A draft as its key opens it; its state is None once it was sent."""

    version: Version
    state: State | None


def public_survey(slug: str) -> Survey:
    """A survey that anybody may see on the pages, open or closed, with its current version.

    An invented one is seen only where the portal demonstrates.

    Raises:
        NotFound: There is none at this address.
    """
    found = (
        Survey.objects.select_related("current")
        .defer("current__questionnaire")
        .filter(slug=slug, public=True, current__isnull=False)
        .exclude(state=Survey.State.DRAFT)
        .first()
    )
    if found is None or (found.demonstration and not settings.DEMONSTRATION):
        raise NotFound(
            Text("There are no questions at this address."),
            advice=Text("Check the address with whoever gave it to you."),
        )
    return found


def open_draft(slug: str, key: str) -> OpenDraft:
    """A draft of a survey.

    Raises:
        DraftGone: It expired, was never there, or the key is not whole.
    """
    found = (
        Draft.objects.select_related("version__survey")
        .defer("version__questionnaire")
        .filter(key_hash=sealing.name_of(key), expires__gte=localdate(), version__survey__slug=slug)
        .first()
    )
    if found is None:
        raise DraftGone
    state = None if found.sent else decoded(sealing.unseal(key, bytes(found.sealed)))
    return OpenDraft(found.version, state)
