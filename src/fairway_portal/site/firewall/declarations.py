"""What every installed app declares of its fields, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Final

from django.apps import AppConfig, apps
from django.db.models import BinaryField, Field, Model

from fairway.safe_reporting.firewall.sensitivity import CONFIDENTIAL, Sensitivity

OURS: Final = "fairway_portal."
IN_CONFIDENCE: Final = frozenset({"vault", "cases", "escrow", "counselling"})
"""Parts of casework whose tables hold nothing less than that there is a case."""
NAME_HER: Final = frozenset({"client", "commitment", "lookup", "reporter"})
"""Names under which something leads to her there; whatever is sealed does."""
Declared = Mapping[str, Mapping[Sensitivity, tuple[str, ...]]]


def models() -> Iterator[tuple[AppConfig, type[Model]]]:
    """Every model with a table, those that stand between two others too."""
    for config in apps.get_app_configs():
        for model in config.get_models(include_auto_created=True):
            yield config, model


def fields_of(model: type[Model]) -> tuple[Field[object, object], ...]:
    """The fields that a model itself stores."""
    return (*model._meta.local_concrete_fields, *model._meta.local_many_to_many)


def place_of(config: AppConfig) -> str:
    """The module in which the fields of an app are declared."""
    return f"{config.name}.sensitivity" if config.name.startswith(OURS) else "fairway_portal.site.firewall.foreign"


def key_of(config: AppConfig, model: type[Model]) -> str:
    """What a model is called there."""
    return model.__name__ if config.name.startswith(OURS) else f"{model._meta.app_label}.{model.__name__}"


def declared_by(config: AppConfig) -> Declared:
    """What an app declares; nothing where it declares nothing."""
    try:
        found: Declared = import_module(place_of(config)).FIELDS
    except ModuleNotFoundError as missing:
        if missing.name != place_of(config):
            raise
        return {}
    return found


def sensitivity_of(config: AppConfig, model: type[Model], name: str) -> Sensitivity:
    """What is declared of a field; where nothing is, the most there is in casework, and what staff has elsewhere."""
    said = declared_by(config).get(key_of(config, model), {})
    return max((degree for degree, names in said.items() if name in names), default=_guess(config))


def confidential(config: AppConfig, model: type[Model]) -> bool:
    """Whether a model holds what was told in confidence to casework."""
    return any(sensitivity_of(config, model, field.name) in CONFIDENTIAL for field in fields_of(model))


def undeclared() -> tuple[str, ...]:
    """Fields that are declared not at all, twice, or though they are gone; each with the line that is wanted."""
    return tuple(_missing()) + tuple(_gone())


def _missing() -> Iterator[str]:
    for config, model in models():
        said = declared_by(config).get(key_of(config, model), {})
        for field in fields_of(model):
            times = sum(names.count(field.name) for names in said.values())
            where = f"{place_of(config)}, FIELDS[“{key_of(config, model)}”]"
            if times > 1:
                yield f"{where}: “{field.name}” stands there {times} times; leave it under one sensitivity."
            elif not times:
                yield (
                    f"{where}: add “{field.name}” under the sensitivity that it has, for instance:"
                    f' Sensitivity.{_guess(config).name}: ("{field.name}",),'
                )


def _gone() -> Iterator[str]:
    there = {(place_of(config), key_of(config, model)): model for config, model in models()}
    for place, said in {place_of(config): declared_by(config) for config, _ in models()}.items():
        for key, degrees in said.items():
            model = there.get((place, key))
            known = {field.name for field in fields_of(model)} if model else set()
            for name in (name for names in degrees.values() for name in names if name not in known):
                yield f"{place}, FIELDS[“{key}”]: “{name}” is no field any more; take it out."


def lowered() -> tuple[str, ...]:
    """Fields of casework that are declared less sensitive than what stands in their table: nobody may lower them."""
    return tuple(
        f"{place_of(config)}, FIELDS[“{key_of(config, model)}”]: “{field.name}” is declared {said.name},"
        f" and is {least.name} at least."
        for config, model in models()
        for field in fields_of(model)
        if (least := _least(config, field)) > (said := sensitivity_of(config, model, field.name))
    )


def _least(config: AppConfig, field: Field[object, object]) -> Sensitivity:
    part = config.name.removeprefix(f"{OURS}casework.")
    if part not in IN_CONFIDENCE:
        return Sensitivity.PUBLIC
    names_her = isinstance(field, BinaryField) or field.name in NAME_HER
    return Sensitivity.IDENTITY if names_her else Sensitivity.CASE


def _guess(config: AppConfig) -> Sensitivity:
    """What a field is until somebody says: the careful answer."""
    return Sensitivity.IDENTITY if ".casework." in config.name else Sensitivity.STAFF


def crossings() -> tuple[str, ...]:
    """Relations between the two databases: there must be none, in neither direction."""
    apart = f"{OURS}casework."
    found = []
    for _, model in models():
        for field in fields_of(model):
            other = field.related_model
            if isinstance(other, type) and other.__module__.startswith(apart) != model.__module__.startswith(apart):
                found.append(
                    f"{model.__module__}.{model.__name__}.{field.name} refers to {other.__name__}, in the other"
                    " database; keep its number in a BigIntegerField."
                )
    return tuple(found)
