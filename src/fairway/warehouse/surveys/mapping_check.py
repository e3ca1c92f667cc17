"""Checks a mapping against its JSON Schema, and says each fault in words with its place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from fairway.warehouse.surveys.specification_errors import SpecificationFault, nearest
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
    "minItems": "the list is empty.",
    "minProperties": "nothing is in it.",
    "minLength": "the text is empty.",
    "minimum": "{found} is too small: {limit} or more was expected.",
    "maximum": "{found} is too large: {limit} at most was expected.",
    "exclusiveMinimum": "{found} is too small: more than {limit} was expected.",
}


def schema_text() -> str:
    """The JSON Schema (draft 2020-12) of a mapping."""
    return files("fairway.warehouse.surveys").joinpath("mapping_schema.json").read_text("utf-8")


@cache
def _schema() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(schema_text())
    return loaded


def faults_of(written: Written) -> list[SpecificationFault]:
    """What is not of the format."""
    from jsonschema import Draft202012Validator

    found = Draft202012Validator(_schema()).iter_errors(as_json(written.value))
    return [fault for error in found for fault in _faults(written, error)]


def _faults(written: Written, error: ValidationError) -> Iterator[SpecificationFault]:
    way: Way = tuple(error.absolute_path)
    schema: dict[str, Any] = error.schema if isinstance(error.schema, dict) else {}
    instance = error.instance if isinstance(error.instance, dict) else {}
    known = list(schema.get("properties", ()))
    name = next((str(one) for one in reversed(way) if isinstance(one, str)), "the mapping")
    if error.validator == "additionalProperties":
        for key in instance:
            if key not in known:
                hint = nearest(key, known) or f" Its keys are: {', '.join(known)}."
                yield written.fault((*way, key), f"there is no key “{key}” here.{hint}")
    elif error.validator == "required":
        for key in schema["required"]:
            if key not in instance:
                said = schema["properties"].get(key, {}).get("description", "")
                described = f" ({said.rstrip('.')})" if said else ""
                yield written.fault(way, f"{name} needs the key “{key}”{described}.")
    else:
        yield written.fault(way, f"{name}: {_words(error)}")


def _words(error: ValidationError) -> str:
    limit: Any = error.validator_value
    found = error.instance
    if error.validator == "type":
        wanted = [limit] if isinstance(limit, str) else list(limit)
        there = "nothing" if found is None else f"“{json.dumps(found, ensure_ascii=False)[:40]}”"
        return f"{' or '.join(_KINDS[one] for one in wanted)} was expected, and {there} is there."
    if error.validator == "enum":
        known = [str(one) for one in limit]
        return f"“{found}” is not known here; {' or '.join(known)} was expected.{nearest(str(found), known)}"
    template = _SAID.get(str(error.validator))
    return template.format(limit=limit, found=found) if template else str(error.message)
