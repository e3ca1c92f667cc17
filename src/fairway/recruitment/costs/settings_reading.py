"""From a YAML file to settings; every mistake is named with its line and column."""

from __future__ import annotations

import re
from dataclasses import fields
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, get_args

from fairway.methods.survey.design import Design
from fairway.methods.survey.quantile_rules import QuantileRule
from fairway.methods.survey.stated import stated_design
from fairway.recruitment.costs.classes import DIMENSIONS
from fairway.recruitment.costs.errors import SettingsFaulty
from fairway.recruitment.costs.frames import BASES, ITEM_NUMBERS, ITEM_TEXTS, NUMBERS, TEXTS
from fairway.recruitment.costs.method import Coverage, Method
from fairway.recruitment.costs.rates import CURRENCY
from fairway.recruitment.costs.settings import Settings, StatedRates
from fairway.recruitment.costs.settings_checking import Checking
from fairway.reference.places import by_code
from fairway.reference.survey_variables import REASONS
from fairway.warehouse.surveys.specification import Protection, StatedSource
from fairway.warehouse.surveys.specification_errors import SpecificationUnreadable
from fairway.warehouse.surveys.specification_reading import RULES
from fairway.warehouse.surveys.specification_text import read_text

NEEDED: Final = (*("title", "source", "country", "role", "reference_month", "design", "rates", "method", "disclosure"),)
KNOWN: Final = (*NEEDED, "by", "columns", "sample")
SOURCE: Final = ("publisher", "survey", "year", "licence", "url", "demonstration")
EVERY: Final = tuple((word,) for word in DIMENSIONS)
COLUMNS: Final = {"workers": ("person", *TEXTS, *NUMBERS), "items": (*ITEM_TEXTS, *ITEM_NUMBERS)}


def example_text() -> str:
    """Settings to begin with, with comments."""
    return files("fairway.recruitment.costs").joinpath("settings_example.yaml").read_text("utf-8")


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
    coverage = _coverage(checking)
    design = _design(checking)
    method = _method(checking)
    rates = _rates(checking, path.resolve().parent)
    by = _by(checking)
    protection = _protection(checking)
    sample = _sample(checking, path.resolve().parent, design)
    columns = _columns(checking, design)
    title = checking.of_kind(("title",), str, "")
    stated = {name: checking.of_kind(("source", name), str, "") for name in source if name != "demonstration"}
    demonstration = checking.of_kind(("source", "demonstration"), bool, False)
    if checking.faults or design is None:
        raise SettingsFaulty(path.name, checking.faults)
    return Settings(
        path.name,
        title,
        StatedSource(**stated),
        demonstration,
        coverage,
        design,
        rates,
        method,
        by,
        protection,
        sample,
        columns,
    )


def _columns(checking: Checking, design: Design | None) -> dict[str, dict[str, str]]:
    # The names of the design are those of the workers' file; a sample may call its columns otherwise.
    tables = {**COLUMNS, "sample": ("person", *(design.columns if design is not None else ()))}
    return {
        name: {
            ours: checking.of_kind(("columns", name, ours), str, "")
            for ours in checking.mapping(("columns", name), known)
        }
        for name, known in tables.items()
        if name in checking.mapping(("columns",), tuple(tables))
    }


def _sample(checking: Checking, beside: Path, design: Design | None) -> Path | None:
    file = checking.of_kind(("sample",), str, "")
    if not file:
        return None
    if not (beside / file).is_file():
        checking.fault(("sample",), f"there is no file {file} beside the settings.")
    if design is not None and not design.stages:
        checking.fault(("sample",), "a sample of units is for a design with stages, and this one has none.")
    return beside / file


def _coverage(checking: Checking) -> Coverage:
    country = checking.chosen(("country",), tuple(by_code()), "")
    role = checking.chosen(("role",), ("origin", "destination"), "origin")
    month = checking.of_kind(("reference_month",), str, "")
    if month and not re.match(r"^\d{4}-(0[1-9]|1[0-2])$", month):
        checking.fault(("reference_month",), f"“{month}” is no month; write it as 2024-05.")
    return Coverage(country, role, month)


def _design(checking: Checking) -> Design | None:
    said = checking.mapping(("design",), tuple(one.name for one in fields(Design)))
    return checking.made(("design",), lambda: stated_design(said)) if said else None


def _method(checking: Checking) -> Method:
    names = tuple(one.name for one in fields(Method))
    said = checking.mapping(("method",), names, ("earnings",))
    plain = Method("net")
    words = {
        "earnings": ("net", "gross"),
        "earnings_recorded": BASES,
        "unknown_month": ("exclude", "first_job_month"),
        "no_items": ("missing", "zero"),
        "unknown_reimbursement": ("exclude", "zero"),
        "without_rate": ("refuse", "exclude"),
        "qrule": get_args(QuantileRule),
    }
    limits = {
        "recent_months": (1, 1200),
        "minimum_stay_months": (0, 1200),
        "reimbursement_tolerance": (0, 1),
        "quantile": (0.01, 0.99),
        "level": (0.5, 0.999),
        "n_min": (1, 100_000),
        "caution_cv": (0, 10),
        "unreliable_cv": (0, 10),
    }
    made: dict[str, Any] = {}
    for name in said:
        way = ("method", name)
        default = getattr(plain, name)
        if name in words:
            made[name] = checking.chosen(way, words[name], default)
        elif name in limits:
            made[name] = checking.between(way, default, *limits[name])
        elif name == "reasons":
            made[name] = _reasons(checking, said[name])
        elif name == "currency":
            made[name] = _currency(checking, way, default)
        else:
            made[name] = checking.of_kind(way, bool, default)
    return Method(**{"earnings": "net", **made})


def _reasons(checking: Checking, said: Any) -> tuple[str, ...]:
    if not isinstance(said, list) or not said:
        checking.fault(("method", "reasons"), f"reasons is a list of {', '.join(REASONS)}.")
        return ("work",)
    return tuple(checking.chosen(("method", "reasons", at), tuple(REASONS), "work") for at in range(len(said)))


def _currency(checking: Checking, way: tuple[str, ...], default: str) -> str:
    found = checking.of_kind(way, str, default)
    if not re.match(CURRENCY, found):
        checking.fault(way, f"“{found}” is no currency; write its code of ISO 4217, such as USD.")
    return found


def _rates(checking: Checking, beside: Path) -> StatedRates:
    checking.mapping(("rates",), ("file", "base", "window_months", "source"), ("file", "base", "source"))
    file = checking.of_kind(("rates", "file"), str, "")
    if file and not (beside / file).is_file():
        checking.fault(("rates", "file"), f"there is no file {file} beside the settings.")
    return StatedRates(
        beside / file,
        _currency(checking, ("rates", "base"), "USD"),
        checking.between(("rates", "window_months"), 0, 0, 120),
        checking.of_kind(("rates", "source"), str, ""),
    )


def _by(checking: Checking) -> tuple[tuple[str, ...], ...]:
    said = checking.written.value.get("by")
    if said is None:
        return EVERY
    if not isinstance(said, list):
        checking.fault(("by",), f"by is a list of {', '.join(DIMENSIONS)}, or of lists of them to be crossed.")
        return EVERY
    found = []
    for at, one in enumerate(said):
        ways = [("by", at, inner) for inner in range(len(one))] if isinstance(one, list) else [("by", at)]
        words = tuple(checking.chosen(way, tuple(DIMENSIONS), "") for way in ways)
        if len(set(words)) < len(words) or words in found:
            checking.fault(("by", at), f"“{', '.join(words)}” is there twice.")
        found.append(words)
    return tuple(found)


def _protection(checking: Checking) -> Protection:
    said = checking.mapping(("disclosure",), ("method", "rules", "reason", "confidential_parameters"), ("method",))
    method = checking.chosen(("disclosure", "method"), ("suppression", "none"), "none")
    reason = checking.of_kind(("disclosure", "reason"), str, "")
    if method == "none" and said and not reason:
        checking.fault(("disclosure",), "without disclosure control a reason is needed: reason: …")
    given = said.get("rules") or []
    if method == "suppression" and not (isinstance(given, list) and given):
        checking.fault(("disclosure",), "suppression needs rules: [{kind: minimum_frequency, n: 5}], for instance.")
        given = []
    rules = []
    for at in range(len(given) if method == "suppression" else 0):
        way = ("disclosure", "rules", at)
        kind = checking.chosen((*way, "kind"), tuple(RULES), "")
        if not kind:
            checking.fault(way, f"a rule needs a kind: {', '.join(RULES)}.")
            continue
        names = tuple(getattr(RULES[kind], "__dataclass_fields__", {}))
        rest = checking.mapping(way, ("kind", *names), ("kind",))
        values = {name: tuple(one) if isinstance(one, list) else one for name, one in rest.items() if name != "kind"}
        rules.append(checking.made(way, lambda kind=kind, values=values: RULES[kind](**values)))  # type: ignore[misc]
    return Protection(
        method,
        tuple(one for one in rules if one is not None),
        reason,
        secretive=checking.of_kind(("disclosure", "confidential_parameters"), bool, False),
    )
