"""Values that stand nowhere else, in every field that is told in confidence: who meets one has met a leak."""

from __future__ import annotations

import base64
from collections import defaultdict
from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any, Final
from uuid import UUID, uuid4

from django.db import models

from fairway.safe_reporting.firewall.sensitivity import CONFIDENTIAL
from fairway_portal.casework.keys.models import HandlerKey, Office
from fairway_portal.site.firewall import declarations
from tests.casework_samples import cases, counselling, escrow, filings, transparency

SHORT: Final = 6
"""Letters of the shortest canary: no letter of it is a digit of a hash, so that chance does not make one."""
LONG: Final = 12
"""Letters of a canary in a row that goes on being worked with."""
CODES: Final = frozenset(
    {"type", "state", "kind", "rule", "purpose", "against", "basis", "channel", "stage", "service", "number"}
)
"""Fields whose code decides what is done with a row, or finds it; a word of ours stands in the rows made here alone."""
NO_CANARY: Final = frozenset({
    "Case.country", "Case.demonstration", "Case.office", "CaseEvent.shown", "Claim.currency", "Held.office",
    "Held.others", "Remedy.currency", "Report.demonstration", "Tagging.office", "Visit.demonstration",
    "Visit.destination", "Visit.office", "Visit.sex", "Visit.struck",
})  # fmt: skip
"""A yes or no, a code of three letters, a number under 32,768, the number of an office, which is public."""
ENVELOPE: Final = "age-encryption.org/v1"
"""What every envelope begins with, whatever is in it."""
_NOBODYS: Final = 2_000_000_000
_numbers = count(1)


def sampled(people: Any) -> None:
    """Makes what addresses of casework name, once: a report cannot be filed inside another transaction."""
    for part in (cases, counselling, escrow, filings, transparency):
        for sample in part.SAMPLES.values():
            sample(people)


def plant() -> dict[str, str]:
    """Fills casework; canary → the fields in which it stands, with commas between them.

    Rows that are there keep what decides about them, and get canaries in their texts; beside them each model gets a row
    with a canary in every field. The keys of handlers get one in who holds them and what she calls them.
    """
    found: dict[str, set[str]] = defaultdict(set)
    confidential = [
        (config, model) for config, model in declarations.models() if declarations.confidential(config, model)
    ]
    for _, model in confidential:
        for row in list(model._default_manager.all()):
            _mark(row)
    made: dict[type[models.Model], models.Model] = {}
    for _, model in confidential:
        _made(model, made)
    for config, model in confidential:
        for row in model._default_manager.all():
            for name, value in _told(config, row):
                for said in _forms(value):
                    found[said].add(name)
    for key in HandlerKey.objects.all():
        key.person, key.label = _number(), _word(LONG)
        key.save()
        found[str(key.person)].add("HandlerKey.person")
        found[key.label].add("HandlerKey.label")
    found[ENVELOPE].add("Sealed.envelope")
    return {said: ", ".join(sorted(names)) for said, names in found.items()}


def confidential_fields() -> set[str]:
    """`Case.number` and the others that are declared CASE or IDENTITY."""
    return {
        f"{model.__name__}.{field.name}"
        for config, model in declarations.models()
        for field in declarations.fields_of(model)
        if declarations.sensitivity_of(config, model, field.name) in CONFIDENTIAL
    }


def _told(config: Any, row: models.Model) -> list[tuple[str, object]]:
    """The names and values of a row's fields that may hold a canary."""
    return [
        (name, field.value_from_object(row))
        for field in row._meta.local_concrete_fields
        if (name := f"{type(row).__name__}.{field.name}") not in NO_CANARY
        and declarations.sensitivity_of(config, type(row), field.name) in CONFIDENTIAL
    ]


def _mark(row: models.Model) -> None:
    """Texts of a row that may be changed become canaries."""
    texts = {
        field.name: _word(LONG)
        for field in row._meta.local_concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not field.choices
        and not field.primary_key
        and field.name not in CODES
        and (field.max_length or LONG) >= LONG
    }
    if texts and not hasattr(row, "refusal"):
        type(row)._default_manager.filter(pk=row.pk).update(**texts)


def _made(model: type[models.Model], made: dict[type[models.Model], models.Model]) -> models.Model:
    """A row with a canary in every field; what it refers to is such a row too."""
    if model not in made:
        fields = model._meta.local_concrete_fields
        itself = [field.name for field in fields if field.related_model is model]
        given = {field.name: _value(field, made) for field in fields if field.name not in itself}
        made[model] = model._default_manager.create(**given)
        if itself:
            again = {field.name: _value(field, made) for field in fields}
            made[model] = model._default_manager.create(**again)
    return made[model]


def _value(field: Any, made: dict[type[models.Model], models.Model]) -> Any:
    if field.remote_field:
        return _referred(field.related_model, made)
    if isinstance(field, models.CharField | models.TextField):
        room = field.max_length or LONG
        return _word(LONG if room >= LONG else SHORT)[:room]
    match field:
        case models.UUIDField():
            return uuid4()
        case models.DateField():
            return date(2700 + next(_numbers) % 6000, 11, 17)
        case models.DecimalField():
            return Decimal(90_000_000_000 + _number())
        case models.JSONField():
            return [_word(LONG)] if field.default is list else {"canary": _word(LONG)}
        case models.BinaryField():
            return f"{_word(LONG)} in an envelope that nobody opens, and that is long enough".encode()
        case models.BooleanField() | models.SmallIntegerField() | models.PositiveSmallIntegerField():
            return 0  # NO_CANARY names them
        case models.IntegerField():
            return _number()
    raise AssertionError(f"no canary for {field!r}")


def _referred(model: type[models.Model], made: dict[type[models.Model], models.Model]) -> models.Model:
    if model is Office:  # of nobody who asks: what these rows hold is no code that a page could read
        return Office.objects.get_or_create(organisation=_NOBODYS, defaults={"open": False, "country": "LBN"})[0]
    return made.get(model) or _made(model, made)


def _word(letters: int) -> str:
    number = next(_numbers)
    return f"canary{number:06d}" if letters == LONG else f"zq{number:04d}"


def _number() -> int:
    """Fits into 32 bits, and is longer than any count of ours."""
    return 2_073_100_000 + next(_numbers)


def _forms(value: object) -> tuple[str, ...]:
    """How a value would look in a page, in a file or in a header; nothing where chance could make it."""
    if isinstance(value, UUID):
        return str(value), value.hex
    if isinstance(value, bytes | memoryview):
        return _of_bytes(bytes(value))
    if isinstance(value, date):
        day = (f"{value:%B} 17, {value.year}", f"17 {value:%B} {value.year}", f"17 {value:%b} {value.year}")
        return (value.isoformat(), *day) if value.year > 2700 else ()
    if isinstance(value, int | Decimal) and value > 2_073_100_000:
        return str(value), f"{value:,}"
    if isinstance(value, list | dict):
        words = value.values() if isinstance(value, dict) else value
        return tuple(form for one in words for form in _forms(one) if "canary" in form)
    if isinstance(value, str) and (value.startswith(("canary", "zq")) or _is_unique(value)):
        return (value,)
    return ()


def _is_unique(value: str) -> bool:
    """A digest, a key; the number of a case."""
    return len(value) > 30 or (value.isdigit() and len(value) >= 10)


def _of_bytes(value: bytes) -> tuple[str, ...]:
    """What stands in the middle, past what every envelope begins with; bytes are compared letter by letter."""
    if len(value) < 60:
        return ()
    return base64.b64encode(value).decode()[40:72], value.hex()[60:100], value[30:54].decode("latin-1")
