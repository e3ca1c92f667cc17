"""The design of a national file on the columns of a standard frame."""

from __future__ import annotations

from dataclasses import replace

from fairway.methods.survey.design import Design, Stage


def standard_design(design: Design) -> tuple[Design, dict[str, str]]:
    """The design with standard column names: `weight`, `stratum`, `psu`, `stratum_2`, `unit_2`, `population` ….

    Returns:
        The design, and old name → new name; a column used twice keeps its first name.
    """
    renamed: dict[str, str] = {}

    def named(old: str | None, new: str) -> str | None:
        return None if old is None else renamed.setdefault(old, new)

    weight = named(design.weight, "weight")
    stages = []
    for at, stage in enumerate(design.stages, start=1):
        after = "" if at == 1 else f"_{at}"
        stratum = named(stage.stratum, f"stratum{after}")
        unit = named(stage.unit, "psu" if at == 1 else f"unit_{at}")
        stages.append(Stage(unit, stratum, named(stage.population, f"population{after}")))
    return replace(design, weight=weight, stages=tuple(stages)), renamed
