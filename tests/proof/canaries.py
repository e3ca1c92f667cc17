"""Words that stand nowhere else, in every field that is told in confidence: who meets one has met a leak."""

from __future__ import annotations

import base64
from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any, Final
from uuid import UUID, uuid4

from django.db import models

from fairway.safe_reporting.firewall.sensitivity import CONFIDENTIAL
from fairway_portal.site.firewall import declarations

SHORTEST: Final = 12
"""Letters of a canary; a shorter field could hold it by chance."""
CODES: Final = frozenset(
    {"type", "state", "kind", "rule", "purpose", "against", "basis", "channel", "stage", "service"}
)
"""Fields that hold a code of ours, the same in every row."""
_numbers = count(1)


def plant() -> dict[str, str]:
    """Fills every model of casework that is told in confidence; canary → the field in which it stands."""
    found: dict[str, str] = {}
    for config, model in declarations.models():
        if declarations.confidential(config, model):
            if not model._default_manager.exists():
                _made(model)
            for row in model._default_manager.all():
                found |= _marked(config, row)
    return found


def _marked(config: Any, row: models.Model) -> dict[str, str]:
    """The canaries of a row; texts that may be changed become one first."""
    found = {}
    for field in row._meta.local_concrete_fields:
        if declarations.sensitivity_of(config, type(row), field.name) not in CONFIDENTIAL:
            continue
        if _may_be_one(field) and not hasattr(row, "refusal"):
            value = f"canary{next(_numbers):06d}"
            type(row)._default_manager.filter(pk=row.pk).update(**{field.name: value})
        for said in _forms(
            field.value_from_object(row) if not _may_be_one(field) or hasattr(row, "refusal") else value
        ):
            found[said] = f"{type(row).__name__}.{field.name}"
    return found


def _may_be_one(field: Any) -> bool:
    text = isinstance(field, models.CharField | models.TextField) and not field.choices and not field.primary_key
    return text and field.name not in CODES and (field.max_length or SHORTEST) >= SHORTEST


def _forms(value: object) -> tuple[str, ...]:
    """How a value would look in a page, in a file or in a header."""
    if isinstance(value, UUID):
        return str(value), value.hex
    if isinstance(value, bytes | memoryview):
        start = bytes(value)[:24]
        return base64.b64encode(start).decode(), start.hex()
    if isinstance(value, str) and len(value) >= SHORTEST and value not in CODES:
        return (value,)
    if isinstance(value, dict) and "canary" in value:
        return (str(value["canary"]),)
    return ()


def _made(model: type[models.Model]) -> models.Model:
    given = {
        field.name: _value(field)
        for field in model._meta.local_concrete_fields
        if not isinstance(field, models.AutoField)
    }
    return model._default_manager.create(**given)


def _value(field: Any) -> Any:
    n = next(_numbers)
    if field.remote_field:
        return field.related_model._default_manager.first() or _made(field.related_model)
    if field.choices:
        return field.choices[0][0]
    match field:
        case models.UUIDField():
            return uuid4()
        case models.DateField():
            return date(2026, 1, 5)
        case models.BooleanField():
            return False
        case models.DecimalField():
            return Decimal("1")
        case models.JSONField():
            return {"canary": f"canary{n:06d}"}
        case models.BinaryField():
            return f"canary{n:06d} in an envelope".encode()
        case models.IntegerField():
            return n
    return f"canary{n:06d}"[: field.max_length or None]
