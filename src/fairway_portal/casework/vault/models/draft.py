"""A report on its way: sealed with a key that only her receipt gives, inside the layer whose key can be destroyed."""

from __future__ import annotations

from django.db import models


class Draft(models.Model):
    """Answers so far."""

    lookup = models.CharField(max_length=64, primary_key=True)
    report = models.UUIDField(unique=True, editable=False)
    """Id that the report will have: whose key the second layer takes."""
    sealed = models.BinaryField()
    touched = models.DateField()

    def __str__(self) -> str:
        return "a draft"


class DraftFile(models.Model):
    """A file of a draft."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="files")
    number = models.PositiveIntegerField()
    sealed = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "number"], name="draft_file_number_once")]

    def __str__(self) -> str:
        return f"file {self.number}"
