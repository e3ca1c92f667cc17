"""Checks a specification against its JSON Schema, and says each fault in words with its place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from fairway.warehouse.surveys.specification_errors import SpecificationFault, SpecificationFaulty, nearest
from fairway.warehouse.surveys.specification_text import Way, Written, as_json

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

_KINDS: Final = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a mapping (key: value)",
    "null": "nothing",
}
_SAID: Final = {
    "minItems": "the list is too short: {limit} or more were expected.",
    "maxItems": "the list is too long: {limit} at most were expected.",
    "minProperties": "nothing is in it; {limit} or more were expected.",
    "maxProperties": "there are several keys; {limit} was expected.",
    "minLength": "the text is empty.",
    "minimum": "{found} is too small: {limit} or more was expected.",
    "maximum": "{found} is too large: {limit} at most was expected.",
    "exclusiveMinimum": "{found} is too small: more than {limit} was expected.",
    "exclusiveMaximum": "{found} is too large: less than {limit} was expected.",
    "uniqueItems": "an entry is there twice.",
    "pattern": "“{found}” is no name for a folder: small letters, digits, - and _ were expected.",
}


def schema_text() -> str:
    """The JSON Schema (draft 2020-12) of a specification."""
    return files("fairway.warehouse.surveys").joinpath("specification_schema.json").read_text("utf-8")


@cache
def _schema() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(schema_text())
    return loaded


def check(written: Written) -> None:
    """Refuses a specification that is not of the format.

    Raises:
        SpecificationFaulty: With every fault.
    """
    from jsonschema import Draft202012Validator

    found = Draft202012Validator(_schema()).iter_errors(as_json(written.value))
    faults = [fault for error in found for fault in _faults(written, error)]
    if faults:
        raise SpecificationFaulty(written.file, faults)


def _faults(written: Written, error: ValidationError) -> Iterator[SpecificationFault]:
    way: Way = tuple(error.absolute_path)
    if error.validator == "additionalProperties" and isinstance(error.instance, dict):
        known = list(_of(error).get("properties", ()))
        for key in error.instance:
            if key not in known:
                hint = nearest(key, known) or f" Its keys are: {', '.join(known)}."
                yield written.fault((*way, key), f"there is no key “{key}” here.{hint}")
        return
    if error.validator == "required":
        for key in _of(error)["required"]:
            if isinstance(error.instance, dict) and key not in error.instance:
                yield written.fault(way, f"{_name(way)} needs the key “{key}”{_described(_of(error), key)}.")
        return
    yield written.fault(way, f"{_name(way)}: {_words(error)}")


def _name(way: Way) -> str:
    keys = [one for one in way if isinstance(one, str)]
    return keys[-1] if keys else "the specification"


def _of(error: ValidationError) -> dict[str, Any]:
    """The part of the schema that an error is about."""
    return error.schema if isinstance(error.schema, dict) else {}


def _described(schema: dict[str, Any], key: str) -> str:
    said = schema.get("properties", {}).get(key, {}).get("description")
    return f" ({said.rstrip('.')})" if said else ""


def _words(error: ValidationError) -> str:
    limit: Any = error.validator_value
    if error.validator == "type":
        wanted = [limit] if isinstance(limit, str) else list(limit)
        return f"{' or '.join(_KINDS[one] for one in wanted)} was expected, and {_kind(error.instance)} is there."
    if error.validator in ("enum", "const"):
        known = [str(one) for one in (limit if error.validator == "enum" else [limit])]
        hint = nearest(str(error.instance), known)
        return f"“{error.instance}” is not known here; {' or '.join(known)} was expected.{hint}"
    template = _SAID.get(str(error.validator))
    return template.format(limit=limit, found=error.instance) if template else str(error.message)


def _kind(found: Any) -> str:
    if found is None:
        return "nothing"
    if isinstance(found, bool):
        return f"“{str(found).lower()}”"
    if isinstance(found, dict):
        return "a mapping"
    return "a list" if isinstance(found, list) else f"“{str(found)[:40]}”"
