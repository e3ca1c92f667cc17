"""From a YAML file to settings; every mistake is named with its line and column."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from typing import Final

from fairway.methods.survey.stated import stated_design
from fairway.recruitment.costs.rates import CURRENCY
from fairway.recruitment.costs.settings import StatedRates
from fairway.recruitment.costs.settings_checking import Checking
from fairway.recruitment.typical_costs.errors import SettingsFaulty
from fairway.recruitment.typical_costs.settings import AnswerFile, FrameFile, Input, Settings, SurveyFiles
from fairway.reference.places import by_code
from fairway.warehouse.surveys.specification import StatedSource
from fairway.warehouse.surveys.specification_errors import SpecificationUnreadable
from fairway.warehouse.surveys.specification_text import Way, read_text

NEEDED: Final = ("title", "source", "country")
INPUTS: Final = {"survey": ("settings", "workers", "items"), "monitor": ("answers", "rates"), "frame": ("costs",)}
"""Where the workers may come from → the keys it needs."""
KNOWN: Final = (*NEEDED, "role", "national_currency", *INPUTS)
SOURCE: Final = ("publisher", "survey", "year", "licence", "url", "demonstration")


def example_text() -> str:
    """Settings to begin with, with comments."""
    return files("fairway.recruitment.typical_costs").joinpath("settings_example.yaml").read_text("utf-8")


def read_settings(path: Path) -> Settings:
    """Reads and checks settings.

    Raises:
        SettingsFaulty: Every fault, with its line and column.
    """
    try:
        written = read_text(path)
    except SpecificationUnreadable as fault:
        raise SettingsFaulty(path.name, fault.faults) from fault
    checking = Checking(written)
    checking.mapping((), KNOWN, NEEDED)
    source = checking.mapping(("source",), SOURCE, ("publisher", "survey", "year", "licence"))
    stated = {name: checking.of_kind(("source", name), str, "") for name in source if name != "demonstration"}
    demonstration = checking.of_kind(("source", "demonstration"), bool, False)
    country = checking.chosen(("country",), tuple(by_code()), "")
    role = checking.chosen(("role",), ("origin", "destination"), "origin")
    title = checking.of_kind(("title",), str, "")
    currency = _currency(checking, ("national_currency",), "") or None
    found = _input(checking, path.resolve().parent)
    if checking.faults or found is None:
        raise SettingsFaulty(path.name, checking.faults)
    return Settings(path.name, title, StatedSource(**stated), demonstration, country, role, currency, found)


def _input(checking: Checking, beside: Path) -> Input | None:
    given = [name for name in INPUTS if checking.written.value.get(name) is not None]
    if len(given) != 1:
        said = " and ".join(given) or "none of them"
        checking.fault((), f"one of {', '.join(INPUTS)} says where the workers are; {said} is there.")
        return None
    kind = given[0]
    more = ("design",) if kind == "frame" else ()
    said_keys = checking.mapping((kind,), (*INPUTS[kind], *more), INPUTS[kind])
    if any(said_keys.get(name) is None for name in INPUTS[kind]):
        return None
    if kind == "survey":
        return SurveyFiles(*(_file(checking, ("survey", name), beside) for name in INPUTS["survey"]))
    if kind == "monitor":
        return AnswerFile(_file(checking, ("monitor", "answers"), beside), _rates(checking, beside))
    design = said_keys.get("design")
    stated = checking.made(("frame", "design"), lambda: stated_design(design)) if isinstance(design, dict) else None
    return FrameFile(_file(checking, ("frame", "costs"), beside), stated)


def _file(checking: Checking, way: Way, beside: Path) -> Path:
    name = checking.of_kind(way, str, "")
    if name and not (beside / name).is_file():
        checking.fault(way, f"there is no file {name} beside the settings.")
    return beside / name


def _rates(checking: Checking, beside: Path) -> StatedRates:
    way = ("monitor", "rates")
    checking.mapping(way, ("file", "base", "window_months", "source"), ("file", "base", "source"))
    return StatedRates(
        _file(checking, (*way, "file"), beside),
        _currency(checking, (*way, "base"), "USD"),
        checking.between((*way, "window_months"), 0, 0, 120),
        checking.of_kind((*way, "source"), str, ""),
    )


def _currency(checking: Checking, way: Way, default: str) -> str:
    found = checking.of_kind(way, str, default)
    if found and not re.match(CURRENCY, found):
        checking.fault(way, f"“{found}” is no currency; write its code of ISO 4217, such as NPR.")
    return found
