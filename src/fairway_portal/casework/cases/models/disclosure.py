"""Something of a case that is passed on, or asked to be: only with her consent, and she sees each one."""

from __future__ import annotations

from django.db import models

from fairway_portal.casework.cases.models.case import Case


class Disclosure(models.Model):
    """One request to her, and what became of it."""

    class Kind(models.TextChoices):
        """What it is for."""

        REFERRAL = "referral"
        """Another office takes the case up."""
        INTERPRETER = "interpreter"
        REPRESENTATION = "representation"
        """A union acts for her under a mandate; the tribunal sees the case number alone."""
        IDENTITY = "identity"
        """Her name to somebody outside casework."""

    class State(models.TextChoices):
        """How far it is."""

        ASKED = "asked"
        CONSENTED = "consented"
        REFUSED = "refused"
        DONE = "done"
        ENDED = "ended"
        """She took her consent back, or it has served."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="disclosures")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    office = models.BigIntegerField(null=True, blank=True)
    """Primary key of `keys.Office` that would receive it; null where it is somebody outside."""
    recipient = models.CharField(max_length=200)
    """Its name, as she reads it."""
    scope = models.JSONField(default=list)
    """Codes of what is passed on: `report`, `files`, `messages`, `notes`, `name`, `contact`."""
    purpose = models.CharField(max_length=40)
    """Code of the reason, as she reads it."""
    asked = models.DateField()
    asked_by = models.BigIntegerField()
    answered = models.DateField(null=True, blank=True)
    done = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.kind
