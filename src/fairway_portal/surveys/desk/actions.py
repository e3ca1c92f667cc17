"""What a survey's owner changes: the questionnaire in the making, its versions, its preview, those who collect."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from typing import Final

from django.db import transaction

from fairway.exchange.questionnaire_json import as_json
from fairway.kernel.questionnaire import Questionnaire
from fairway_portal.accounts.audit import record
from fairway_portal.accounts.models import Organisation, Person
from fairway_portal.surveys.actions import add_version, make_survey
from fairway_portal.surveys.answers import encoded
from fairway_portal.surveys.desk import identity, working
from fairway_portal.surveys.desk.errors import NecessityMissing, NotFinished, WorkingTooLarge
from fairway_portal.surveys.desk.working import Unfinished
from fairway_portal.surveys.models import Collector, Survey, Version, Working
from fairway_portal.surveys.models.working import PREVIEW
from fairway_portal.surveys.openrosa.admitting import hashed

MOST_WORKING: Final = 2_000_000
SHOWN_NAMES: Final = 8


@transaction.atomic
def begin_survey(
    *, by: Person, owner: Organisation, slug: str, public: bool, form: Questionnaire, reasons: Mapping[str, str]
) -> Survey:
    """A new survey, not yet open, with a questionnaire in the making.

    Args:
        by: Who makes it.
        owner: Whose it is.
        slug: Its address.
        public: Whether anybody may answer on the pages.
        form: What to begin with.
        reasons: Of questions that ask who somebody is: name → why.

    Raises:
        SlugTaken: Another survey has this address.
        WorkingTooLarge: The questionnaire holds too much text.
    """
    survey = make_survey(slug=slug, owner=owner, by=by, public=public)
    Working.objects.create(survey=survey, questionnaire=_kept(form), reasons=dict(reasons))
    return survey


@transaction.atomic
def keep_working(
    *, by: Person, survey: Survey, form: Questionnaire, reasons: Mapping[str, str | None] | None = None
) -> None:
    """Keeps what was changed of the questionnaire in the making.

    Args:
        by: Who changes it.
        survey: Whose.
        form: As it is now.
        reasons: Name of a question → why it has to be asked; None takes a reason away. Others stay.

    Raises:
        WorkingTooLarge: It holds too much text.
    """
    kept_form = _kept(form)
    held, _ = Working.objects.select_for_update().get_or_create(survey=survey, defaults={"questionnaire": kept_form})
    held.questionnaire = kept_form
    changed = {**held.reasons, **(reasons or {})}
    kept = {name: why for name, why in changed.items() if why and form.question(name) is not None}
    for name, why in kept.items():
        if held.reasons.get(name) != why:
            record(by=by, action="survey.reason_given", subject=f"survey {survey.slug}", reason=why, question=name)
    held.reasons = kept
    held.save(update_fields=["questionnaire", "reasons"])


@transaction.atomic
def replace_working(*, by: Person, survey: Survey, form: Questionnaire) -> None:
    """Puts another questionnaire in the place of the one in the making: from an uploaded form, or a version.

    Raises:
        WorkingTooLarge: It holds too much text.
    """
    keep_working(by=by, survey=survey, form=working.unfinished(form))
    record(by=by, action="survey.draft_replaced", subject=f"survey {survey.slug}", form=form.id, version=form.version)


@transaction.atomic
def make_version(*, by: Person, survey: Survey, version: str) -> Version:
    """Makes the questionnaire in the making a version, which is asked from now on.

    Args:
        by: Who makes it.
        survey: Whose.
        version: Its name.

    Raises:
        NotFinished: It contradicts itself.
        NecessityMissing: It asks who somebody is, without a reason.
        VersionTaken: The survey has another questionnaire of this version.
    """
    held = Working.objects.select_for_update().get(survey=survey)
    form = working.read(held.questionnaire)
    _check_asked(form, held.reasons)
    whole = working.finished(form, id=_form_id(survey, form.id), version=version)
    made = add_version(survey=survey, questionnaire=whole, by=by)
    for one in identity.identifying(whole):
        record(
            by=by, action="survey.identity_asked", subject=f"survey {survey.slug}", reason=held.reasons[one.name],
            question=one.name, version=version,
        )  # fmt: skip
    return made


@transaction.atomic
def make_preview(*, by: Person, survey: Survey) -> Survey:
    """The survey on which the questionnaire in the making is walked through; it takes no answers, and is not listed.

    Its address cannot be guessed, and stays the same; drafts of an earlier wording end with it.

    Raises:
        NotFinished: The questionnaire contradicts itself.
    """
    held = Working.objects.select_for_update(of=("self",)).select_related("preview").get(survey=survey)
    form = working.read(held.questionnaire)
    faults = working.faults_of(form)
    if faults:
        raise NotFinished(len(faults))
    preview = held.preview
    if preview is None:
        # Marked as invented, so that every page says that answers are not used.
        preview = make_survey(
            slug=f"preview-{secrets.token_hex(12)}", owner=None, by=by, public=False, purpose=PREVIEW,
            demonstration=True,
        )  # fmt: skip
        held.preview = preview
        held.save(update_fields=["preview"])
    number = hashlib.sha256(encoded(held.questionnaire)).hexdigest()[:32]
    made = add_version(survey=preview, questionnaire=working.finished(form, id=form.id, version=number), by=by)
    preview.versions.exclude(pk=made.pk).delete()
    return preview


@transaction.atomic
def set_public(*, by: Person, survey: Survey, public: bool) -> None:
    """Lets anybody answer on the pages, or collectors only."""
    survey.public = public
    survey.save(update_fields=["public"])
    record(by=by, action="survey.public" if public else "survey.collectors_only", subject=f"survey {survey.slug}")


@transaction.atomic
def add_collector(*, by: Person, organisation: Organisation, survey: Survey, name: str) -> tuple[Collector, str]:
    """A device or person who may hand in answers.

    Args:
        by: Who adds it.
        organisation: Whose it is.
        survey: Which it may see.
        name: As the owner calls it.

    Returns:
        It, and its secret, which is kept nowhere.
    """
    secret = secrets.token_urlsafe(24)
    made = Collector.objects.create(secret_hash=hashed(secret), name=name, organisation=organisation)
    made.surveys.add(survey)
    record(by=by, action="collector.made", subject=f"survey {survey.slug}", collector=made.pk)
    return made, secret


@transaction.atomic
def revoke_collector(*, by: Person, survey: Survey, collector: Collector) -> None:
    """Lets a collector in no more; what it handed in stays."""
    collector.revoked = True
    collector.save(update_fields=["revoked"])
    record(by=by, action="collector.revoked", subject=f"survey {survey.slug}", collector=collector.pk)


def record_download(*, by: Person, survey: Survey, sensitive: bool, reason: str, kind: str) -> None:
    """Writes down who took single answers away, and whether sensitive ones were among them."""
    record(
        by=by, action="survey.answers_taken", subject=f"survey {survey.slug}", reason=reason, sensitive=sensitive,
        kind=kind,
    )  # fmt: skip


def _kept(form: Questionnaire) -> dict[str, object]:
    kept = as_json(form)
    if len(encoded(kept)) > MOST_WORKING:
        raise WorkingTooLarge(MOST_WORKING)
    return kept


def _check_asked(form: Unfinished, reasons: Mapping[str, str]) -> None:
    faults = working.faults_of(form)
    if faults:
        raise NotFinished(len(faults))
    lacking = identity.without_reason(form, reasons)
    if lacking:
        raise NecessityMissing(", ".join(one.name for one in lacking[:SHOWN_NAMES]))


def _form_id(survey: Survey, wanted: str) -> str:
    """The id of the form as devices know it: its own, unless another survey has it already."""
    taken = Version.objects.filter(form_id=wanted).exclude(survey=survey).exclude(survey__purpose=PREVIEW)
    return survey.slug.replace("-", "_") if taken.exists() else wanted
