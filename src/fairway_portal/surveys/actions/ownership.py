"""Surveys and their versions: made, changed, opened and closed by those who own them; each is recorded."""

from __future__ import annotations

import hashlib

from django.db import transaction

from fairway.exchange.questionnaire_json import as_json
from fairway.kernel.questionnaire import Questionnaire
from fairway_portal.accounts import audit
from fairway_portal.accounts.models import Organisation, Person
from fairway_portal.surveys.answers import encoded
from fairway_portal.surveys.errors import NoQuestionnaire, SlugTaken, VersionTaken
from fairway_portal.surveys.models import Survey, Version


def make_survey(
    *,
    slug: str,
    owner: Organisation | None,
    by: Person | None,
    public: bool = True,
    purpose: str = "",
    demonstration: bool = False,
) -> Survey:
    """A survey without a questionnaire, not yet open.

    Args:
        slug: Its address: small letters, digits and hyphens, at most 60.
        owner: Whose it is; None for the portal's own.
        by: Who makes it; None for a command.
        public: Whether anybody may answer on the pages; if not, only collectors.
        purpose: Who receives its submissions besides: a key of SURVEY_RECEIVERS, or "".
        demonstration: Whether it is invented.

    Raises:
        SlugTaken: Another survey has this address.
    """
    with transaction.atomic():
        survey, is_new = Survey.objects.get_or_create(
            slug=slug,
            defaults={"owner": owner, "public": public, "purpose": purpose, "demonstration": demonstration},
        )
        if not is_new:
            raise SlugTaken(slug)
        audit.record(by=by, action="survey.made", subject=f"survey {slug}")
    return survey


def add_version(*, survey: Survey, questionnaire: Questionnaire, by: Person | None) -> Version:
    """Gives a survey a questionnaire, which is asked from now on; the same one again is not added twice.

    Args:
        survey: Whose.
        questionnaire: What is asked. Its version tells it from those that were asked before.
        by: Who adds it; None for a command.

    Raises:
        VersionTaken: The survey has another questionnaire of this version.
    """
    kept = as_json(questionnaire)
    fingerprint = hashlib.sha256(encoded(kept)).hexdigest()
    with transaction.atomic():
        version, is_new = Version.objects.get_or_create(
            survey=survey,
            version=questionnaire.version,
            defaults={"form_id": questionnaire.id, "questionnaire": kept, "fingerprint": fingerprint},
        )
        if version.fingerprint != fingerprint:
            raise VersionTaken(survey.slug, questionnaire.version)
        if is_new or survey.current_id != version.pk:
            survey.current = version
            survey.save(update_fields=["current"])
            audit.record(by=by, action="survey.version_added", subject=f"survey {survey.slug}", version=version.version)
    return version


def open_survey(*, survey: Survey, by: Person | None) -> Survey:
    """Lets a survey take answers.

    Raises:
        NoQuestionnaire: It has none yet.
    """
    if survey.current_id is None:
        raise NoQuestionnaire(survey.slug)
    return _put(survey, Survey.State.OPEN, by, "survey.opened")


def close_survey(*, survey: Survey, by: Person | None, reason: str = "") -> Survey:
    """Lets nobody begin to answer a survey; what was begun before still comes in."""
    return _put(survey, Survey.State.CLOSED, by, "survey.closed", reason)


def keep_own_survey(*, slug: str, purpose: str, questionnaire: Questionnaire) -> Survey:
    """A survey of the portal's own, open and with this questionnaire: made, or brought up to it.

    Raises:
        VersionTaken: The questionnaire was changed without a new version.
        SlugTaken: Somebody else's survey has this address.
    """
    with transaction.atomic():
        survey = Survey.objects.filter(slug=slug).first()
        if survey is None:
            survey = make_survey(slug=slug, owner=None, purpose=purpose, by=None)
        elif survey.owner_id is not None:
            raise SlugTaken(slug)
        add_version(survey=survey, questionnaire=questionnaire, by=None)
        return survey if survey.state == Survey.State.OPEN else open_survey(survey=survey, by=None)


def _put(survey: Survey, state: Survey.State, by: Person | None, action: str, reason: str = "") -> Survey:
    with transaction.atomic():
        survey.state = state
        survey.save(update_fields=["state"])
        audit.record(by=by, action=action, subject=f"survey {survey.slug}", reason=reason)
    return survey
