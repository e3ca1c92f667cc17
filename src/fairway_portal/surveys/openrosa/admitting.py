"""Which surveys a device may see: those of its collector, or the public ones."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.conf import settings
from django.db.models import F, QuerySet

from fairway.kernel.errors import NotFound
from fairway.kernel.text import Text
from fairway_portal.surveys.models import Collector, Survey, Version


@dataclass(frozen=True, slots=True)
class Admitted:
    """A device at the door.

    Attributes:
        collector: Whose secret its address holds; None at the public door.
        base: The address of the door, `/key/…` or `/openrosa`.
    """

    collector: Collector | None
    base: str

    def surveys(self) -> QuerySet[Survey]:
        """The surveys that it may see; a collector's closed ones too, for what was collected before still arrives."""
        found = Survey.objects.exclude(state=Survey.State.DRAFT).exclude(current=None)
        if not settings.DEMONSTRATION:
            found = found.filter(demonstration=False)
        if self.collector:
            return found.filter(collectors=self.collector)
        return found.filter(public=True, state=Survey.State.OPEN)

    def version(self, form_id: str, version: str = "") -> Version:
        """A form of one of these surveys: of the version that is named, else the present one.

        Raises:
            NotFound: There is none.
        """
        found = Version.objects.filter(survey__in=self.surveys(), form_id=form_id).select_related("survey")
        chosen = found.filter(version=version) if version else found.filter(survey__current=F("pk"))
        one = None if "\0" in form_id else chosen.order_by("-pk").first()  # PostgreSQL compares nothing with it
        if one is None:
            raise NotFound(
                Text("There is no form “{form_id}”, version “{version}”, at this address.",
                     form_id=form_id[:100], version=version[:40]),
                advice=Text("Fetch the list of forms again, and ask the survey's owner. Keep the filled-in form."),
            )  # fmt: skip
        return one


def hashed(secret: str) -> str:
    """What is kept of a collector's secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def admitted(secret: str) -> Admitted:
    """The device with this secret in its address; without one, the public door.

    Raises:
        NotFound: No collector has it, or it was revoked.
    """
    if not secret:
        return Admitted(None, "/openrosa")
    found = Collector.objects.select_related("organisation").filter(secret_hash=hashed(secret), revoked=False).first()
    if found is None:
        raise NotFound(
            Text("This address is not known, or does not count any more."),
            advice=Text("Ask who gave it to you for a new one. Filled-in forms stay on the device."),
        )
    return Admitted(found, f"/key/{secret}")
