"""Designs, measures and conditions as a file states them: mappings become values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from typing import Any, Final

from fairway.methods.survey.contrasts import Difference
from fairway.methods.survey.design import Design, Replication, Stage
from fairway.methods.survey.errors import DesignMisstated, MeasureMisstated
from fairway.methods.survey.gini import Gini
from fairway.methods.survey.measures import Mean, MeanOfRatios, Proportion, Rate, Ratio, Total
from fairway.methods.survey.plan import Between, Condition, Is, Known
from fairway.methods.survey.quantiles import Quantile

MEASURES: Final[Mapping[str, type[Any]]] = {
    "total": Total,
    "mean": Mean,
    "proportion": Proportion,
    "ratio": Ratio,
    "rate": Rate,
    "mean_of_ratios": MeanOfRatios,
    "quantile": Quantile,
    "gini": Gini,
    "difference": Difference,
}


def stated_design(said: Mapping[str, Any]) -> Design:
    """The design of `{weight, stages: [{unit, stratum, population}], singletons, nest, replication}`."""
    known = dict(said)
    known["stages"] = tuple(_made(Stage, stage, DesignMisstated) for stage in known.get("stages") or ())
    replication = known.get("replication")
    known["replication"] = _replication(replication) if replication else None
    design: Design = _made(Design, {"weight": None, **known}, DesignMisstated)
    return design


def stated_measure(said: Mapping[str, Any]) -> Any:
    """The measure of `{kind, of …}`; `kind` is one of `MEASURES`, the other keys are the measure's own."""
    rest = dict(said)
    kind = rest.pop("kind", None)
    if kind not in MEASURES:
        raise MeasureMisstated(f"“{kind}” is no kind of measure.", advice=f"Choose one of {', '.join(MEASURES)}.")
    if kind == "difference":
        rest["measure"] = stated_measure(rest.get("measure") or {})
    if isinstance(rest.get("equals"), list):
        rest["equals"] = tuple(rest["equals"])
    return _made(MEASURES[kind], rest, MeasureMisstated)


def stated_condition(said: Mapping[str, Any]) -> Condition:
    """The condition of `{column, is: [...]}`, `{column, between: [low, high]}` or `{column, known: true}`."""
    column = said.get("column")
    ways = [key for key in ("is", "between", "known") if key in said]
    if not isinstance(column, str) or len(ways) != 1 or len(said) != 2:
        raise MeasureMisstated(
            f"A condition names a column and one test; this one says {dict(said)!r}.",
            advice="Write {column: sex, is: [1, 2]}, {column: age, between: [15, 64]} or {column: age, known: true}.",
        )
    value = said[ways[0]]
    if ways[0] == "is":
        return Is(column, tuple(value) if isinstance(value, list) else (value,))
    if ways[0] == "between":
        if not isinstance(value, list) or len(value) != 2:
            raise MeasureMisstated(f"`between` of {column} needs two ends.", advice="Write [15, 64], or [15, null].")
        return Between(column, *value)
    return Known(column)


def _replication(said: Mapping[str, Any]) -> Replication:
    known = dict(said)
    known["columns"] = tuple(known.get("columns") or ())
    if known.get("rscales") is not None:
        known["rscales"] = tuple(known["rscales"])
    replication: Replication = _made(Replication, known, DesignMisstated)
    return replication


def _made(kind: type[Any], said: Mapping[str, Any], error: Callable[..., Exception]) -> Any:
    names = [one.name for one in fields(kind)]
    unknown = [key for key in said if key not in names]
    needed = [one.name for one in fields(kind) if one.default is MISSING and one.name not in said]
    if unknown or needed:
        wrong = [f"does not know {', '.join(unknown)}"] if unknown else []
        wrong += [f"needs {', '.join(needed)}"] if needed else []
        raise error(f"{kind.__name__} {' and '.join(wrong)}.", advice=f"Its keys are: {', '.join(names)}.")
    return kind(**said)
