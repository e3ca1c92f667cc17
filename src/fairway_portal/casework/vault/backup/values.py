"""Values of a row as JSON has them, the same for both databases."""

from __future__ import annotations

import base64
from datetime import date, datetime
from typing import Any

from django.db.models import BinaryField, Field, JSONField


def encoded(field: Field[Any, Any], value: Any) -> Any:
    """A value as it stands in a backup.

    Args:
        field: Of the model.
        value: As the model has it.
    """
    if value is None or isinstance(field, JSONField):
        return value
    if isinstance(field, BinaryField):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value if isinstance(value, bool | int | float | str) else str(value)


def decoded(field: Field[Any, Any], said: Any) -> Any:
    """The value again.

    Args:
        field: Of the model as it was when the backup was made.
        said: As it stands in the backup.
    """
    if said is None or isinstance(field, JSONField):
        return said
    if isinstance(field, BinaryField):
        return base64.b64decode(said)
    return field.to_python(said)
