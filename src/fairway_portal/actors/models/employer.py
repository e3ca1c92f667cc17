"""An employer, or a company abroad that asks agencies for workers."""

from __future__ import annotations

from django.db import models


class Employer(models.Model):
    """One employer or principal; a private household has no public name."""

    class Kind(models.TextChoices):
        """What it is."""

        EMPLOYER = "employer"
        PRINCIPAL = "principal"
        HOUSEHOLD = "household"

    code = models.CharField(max_length=16, unique=True)
    """Its public name in addresses and files: country, E and number, `QAT-E000012`."""
    name = models.CharField(max_length=250)
    country = models.CharField(max_length=3)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.EMPLOYER)
    registration = models.CharField(max_length=60, blank=True)
    """Its number in the register of companies."""
    city = models.CharField(max_length=120, blank=True)
    sector = models.CharField(max_length=20, blank=True)
    source = models.CharField(max_length=250, blank=True)
    demonstration = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["country", "name"], name="employer_country")]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


class EmployerName(models.Model):
    """One name of an employer, in any script."""

    employer = models.ForeignKey(Employer, models.CASCADE, related_name="names")
    name = models.CharField(max_length=250)
    language = models.CharField(max_length=8, blank=True)
    taken_apart = models.TextField(blank=True)
    """As a search compares it (`names.Name.packed`)."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["employer", "name"], name="employer_name_once")]

    def __str__(self) -> str:
        return self.name


class EmployerKey(models.Model):
    """One key under which an employer is found, as `AgencyKey`."""

    employer = models.ForeignKey(Employer, models.CASCADE, related_name="keys", db_index=False)
    key = models.IntegerField()
    country = models.CharField(max_length=3)
    demonstration = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["employer", "key"], name="employer_key_once")]
        indexes = [models.Index(fields=["key", "country", "demonstration", "employer"], name="employer_key")]

    def __str__(self) -> str:
        return f"{self.key} → {self.employer_id}"
