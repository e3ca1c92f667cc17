"""One edition of a public list."""

from __future__ import annotations

from django.db import models

from fairway_portal.accounts.models import Person


class Vintage(models.Model):
    """One edition of a list that another authority or an association published, with the file as it was."""

    class State(models.TextChoices):
        """How far it is."""

        DRAFT = "draft"
        """The file is here; nobody has said which column holds what."""
        MATCHING = "matching"
        """Its rows are here, and are being compared with the agencies that are known."""
        REVIEW = "review"
        """Somebody decides the uncertain rows."""
        PUBLISHED = "published"
        WITHDRAWN = "withdrawn"

    country = models.CharField(max_length=3)
    """ISO 3166-1 alpha-3 of the agencies and of the officer's ministry."""
    publisher = models.CharField(max_length=200)
    edition = models.CharField(max_length=80)
    """As its publisher calls it: `2023`, `March 2024`."""
    retrieved = models.DateField()
    terms = models.CharField(max_length=200, blank=True)
    """The licence under which it was published, or empty where none is stated."""
    file_name = models.CharField(max_length=160)
    checksum = models.CharField(max_length=64)
    """SHA-256 of the contents."""
    contents = models.BinaryField()
    encoding = models.CharField(max_length=20)
    fields = models.JSONField(default=dict)
    """Field → place of its column, as an officer confirmed."""
    left_out = models.JSONField(default=list)
    """Rows that are not taken: line, template of the reason, its values."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)
    """Counted up by each stage: of two officers the second is told."""
    compared = models.PositiveIntegerField(default=0)
    """Rows compared so far."""
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    received = models.DateTimeField(auto_now_add=True)
    published = models.DateTimeField(null=True)
    previous = models.ForeignKey("self", models.PROTECT, null=True, related_name="next")
    """The edition that was the latest when this one was published."""
    withdrawn_because = models.TextField(blank=True)
    demonstration = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["country", "checksum", "demonstration"],
                condition=~models.Q(state="withdrawn"),
                name="vintage_file_once",
            )
        ]
        indexes = [models.Index(fields=["country", "state", "published"], name="vintage_latest")]

    def __str__(self) -> str:
        return f"{self.publisher}, {self.edition}"
