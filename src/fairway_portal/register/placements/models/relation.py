"""Who acts for whom in recruitment, from a day to a day."""

from __future__ import annotations

from django.db import models

from fairway_portal.actors.models import Agency, Employer


class Relation(models.Model):
    """An agency represents a principal or employer abroad, or a sub-agent works for an agency."""

    class Kind(models.TextChoices):
        """Which."""

        REPRESENTS = "represents"
        SUB_AGENT = "sub_agent"
        ACTS_FOR = "acts_for"

    kind = models.CharField(max_length=12, choices=Kind.choices)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="relations")
    """The agency that represents, or for which the sub-agent works; of `acts_for` the one through which it is known."""
    sub_agent = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="works_for")
    principal = models.ForeignKey(Employer, models.PROTECT, null=True, related_name="represented")
    employer = models.ForeignKey(Employer, models.PROTECT, null=True, related_name="served_by")
    """Of `acts_for`: the employer for whom the principal acts."""
    accreditation = models.CharField(max_length=60, blank=True)
    """Number of the accreditation or registration of the relation with the authority."""
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=250)

    class Meta:
        indexes = [models.Index(fields=["agency", "kind"], name="relation_agency")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
