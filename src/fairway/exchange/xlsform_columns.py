"""The words of XLSForm: headings, types and languages, and what Fairway does with each.

Source: the XLSForm reference (xlsform.org); pyxform's aliases of headings and types.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from fairway.kernel.questionnaire import Answer
from fairway.kernel.questionnaire_faults import LANGUAGE

TYPES: Final[Mapping[str, Answer]] = {
    "text": "text",
    "integer": "integer",
    "decimal": "decimal",
    "date": "date",
    "note": "note",
    "calculate": "calculated",
    "string": "text",
    "int": "integer",
}
WRITTEN: Final[Mapping[Answer, str]] = {
    "text": "text",
    "integer": "integer",
    "decimal": "decimal",
    "date": "date",
    "month": "date",
    "year": "date",
    "note": "note",
    "calculated": "calculate",
    "one_of": "select_one",
    "some_of": "select_multiple",
}
SELECTS: Final[Mapping[str, Answer]] = {
    "select_one": "one_of",
    "select one": "one_of",
    "select one from": "one_of",
    "select1": "one_of",
    "select_multiple": "some_of",
    "select multiple": "some_of",
    "select all that apply": "some_of",
    "select all that apply from": "some_of",
}
APPEARANCES: Final[Mapping[str, Answer]] = {"month-year": "month", "year": "year"}
METADATA: Final = frozenset(
    {
        "start",
        "end",
        "today",
        "deviceid",
        "username",
        "email",
        "phonenumber",
        "simserial",
        "subscriberid",
        "imei",
        "audit",
    }
)
WITHOUT: Final[Mapping[str, str]] = {
    "select_one_from_file": "Put the answers on the choices sheet, and use `select_one LIST`.",
    "select_multiple_from_file": "Put the answers on the choices sheet, and use `select_multiple LIST`.",
    "select_one_external": "Put the answers on the choices sheet, and use `select_one LIST`.",
    "cascading_select": "Ask each level in a question of its own, with a list of its own.",
    "rank": "Ask for the first, the second … each with `select_one`.",
    "range": "Use `integer` or `decimal` with a constraint.",
    "geopoint": "Places on a map are not asked for: ask for the district with `select_one`.",
    "geotrace": "Places on a map are not asked for: ask for the district with `select_one`.",
    "geoshape": "Places on a map are not asked for: ask for the district with `select_one`.",
    "start-geopoint": "Places on a map are not asked for. Remove the row.",
    "background-geopoint": "Places on a map are not asked for. Remove the row.",
    "background-audio": "Nothing is recorded without being asked. Remove the row.",
    "image": "Pictures are not answers here. Remove the row.",
    "photo": "Pictures are not answers here. Remove the row.",
    "audio": "Recordings are not answers here; to read a question aloud, use the column media::audio.",
    "video": "Films are not answers here. Remove the row.",
    "file": "Files are not answers here. Remove the row.",
    "barcode": "Use `text`.",
    "time": "Use `text`, or ask for the hour with `integer`.",
    "datetime": "Use `date`.",
    "acknowledge": "Use `select_one` of a list with one answer.",
    "hidden": "Use `calculate`.",
    "trigger": "Use `select_one` of a list with one answer.",
    "xml-external": "Fairway keeps no file beside the form. Put the codes on the choices sheet.",
    "csv-external": "Fairway keeps no file beside the form. Put the codes on the choices sheet.",
    "begin loop": "Use `begin_repeat`, or write the questions out.",
    "osm": "Places on a map are not asked for. Remove the row.",
}

SURVEY: Final = (
    "type",
    "name",
    "label",
    "hint",
    "required",
    "relevant",
    "constraint",
    "constraint_message",
    "calculation",
    "default",
    "appearance",
    "repeat_count",
    "audio",
    "image",
    "sensitive",
)
CHOICES: Final = ("list_name", "name", "label", "image", "audio")
SETTINGS: Final = ("form_title", "form_id", "version", "default_language")
SPOKEN: Final = frozenset({"label", "hint", "constraint_message", "audio", "image"})
"""What is said in a language each."""

MEDIA: Final = frozenset({"audio", "image"})
EXPRESSIONS: Final = frozenset({"relevant", "constraint", "calculation", "repeat_count"})
ALIASES: Final[Mapping[str, str]] = {
    "relevance": "relevant",
    "constraining_message": "constraint_message",
    "calculate": "calculation",
    "caption": "label",
    "command": "type",
    "tag": "name",
    "value": "name",
    "count": "repeat_count",
    "list name": "list_name",
    "list": "list_name",
    "title": "form_title",
    "set_form_title": "form_title",
    "id_string": "form_id",
    "set_form_id": "form_id",
}
REFUSED: Final[Mapping[str, str]] = {
    "choice_filter": "Use a list for each case, in a question each, with `relevant`.",
    "parameters": "Remove it: no parameter is known. To limit an answer, use `constraint`.",
    "trigger": "Use `calculation` in a row of type calculate.",
    "read_only": "Use a `note`, or a `calculate`.",
    "readonly": "Use a `note`, or a `calculate`.",
    "big-image": "Use media::image.",
    "video": "Films are not shown. Use media::image or media::audio.",
    "intent": "Other programs are not started. Remove it.",
    "save_to": "Entities are not kept. Remove it.",
    "disabled": "Remove the row, or use `relevant`.",
    "bind": "Use the columns relevant, constraint, required and calculation.",
    "body": "Use the column appearance.",
    "control": "Use the column appearance.",
    "instance": "Remove it.",
}
SHEETS_REFUSED: Final[Mapping[str, str]] = {
    "external_choices": "Move its lists to the choices sheet.",
    "entities": "Entities are not kept: remove the sheet.",
    "osm": "Places on a map are not asked for: remove the sheet.",
    "cascades": "Ask each level in a question of its own, with a list of its own: remove the sheet.",
}
TITLE_IN: Final = "form_title in "
_CODED: Final = re.compile(r".*\(([^()]+)\)")


@lru_cache
def language_heading(code: str) -> str:
    """How a language is written in a heading: `French (fr)`."""
    from babel import Locale, UnknownLocaleError

    try:
        name = Locale.parse(code.replace("-", "_")).get_display_name("en")
    except (UnknownLocaleError, ValueError):
        name = None
    return f"{name} ({code})" if name else code


@lru_cache
def language_code(heading: str) -> str | None:
    """The code of a language from a heading: `French (fr)`, `fr` or `French`; None where it says none."""
    coded = _CODED.fullmatch(heading)
    if coded:
        return coded[1].strip() if LANGUAGE.fullmatch(coded[1].strip()) else None
    return _names().get(heading.casefold()) or (heading if LANGUAGE.fullmatch(heading) else None)


@lru_cache
def _names() -> dict[str, str]:
    from babel import Locale

    languages: Mapping[str, str] = Locale("en").languages
    return {name.casefold(): code for code, name in languages.items() if len(code) <= 3}
