"""Reads the files of a run: workers, payments, rates; columns get our names."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

import polars as pl

from fairway.exchange.microdata import read_microdata
from fairway.recruitment.costs.errors import CostsMisshapen, SimulationUndeclared
from fairway.recruitment.costs.rates import Rates
from fairway.recruitment.costs.settings import Settings
from fairway.warehouse.surveys.specification_errors import nearest

SIMULATED = "simulated"


def read_table(path: Path, names: Mapping[str, str]) -> pl.DataFrame:
    """A file of microdata with our column names.

    Args:
        path: In any format that is read.
        names: Our column → that of the file.

    Raises:
        CostsMisshapen: A column that the settings name is not there, or has our name already for something else.
    """
    frame = read_microdata(path).frame.lazy().collect()
    for ours, theirs in names.items():
        if theirs not in frame.columns:
            raise CostsMisshapen(
                f"{path.name} has no column “{theirs}”, which the settings name for {ours}."
                f"{nearest(theirs, frame.columns)}",
                advice=f"Its columns are: {', '.join(frame.columns[:30])}.",
            )
        if ours in frame.columns and ours not in names.values():
            raise CostsMisshapen(
                f"{path.name} has a column “{ours}” besides “{theirs}”, which the settings name for it.",
                advice="Rename one of them in the file, or leave it out of the settings.",
            )
    return frame.rename({theirs: ours for ours, theirs in names.items()})


def read_rates(settings: Settings) -> Rates:
    """The exchange rates that the settings name.

    Raises:
        RatesUnusable: They contradict themselves or cannot be read.
    """
    said = settings.rates
    frame = read_microdata(said.file).frame.lazy().collect()
    return Rates.of(frame, base=said.base, window_months=said.window_months, source=said.source)


def read_sample(settings: Settings) -> pl.DataFrame | None:
    """The file of sampled units that the settings name; None where they name none."""
    return None if settings.sample is None else read_table(settings.sample, settings.columns.get("sample", {}))


def check_demonstration(frames: Mapping[str, pl.DataFrame], settings: Settings) -> None:
    """Refuses simulated rows where the settings do not say that they are.

    Raises:
        SimulationUndeclared: So it is.
    """
    for name, frame in frames.items():
        if SIMULATED in frame.columns and not settings.demonstration:
            invented = frame.filter(pl.col(SIMULATED).cast(pl.String).is_in(["1", "1.0", "true"])).height
            if invented:
                raise SimulationUndeclared(
                    f"{name} holds {invented:,} simulated rows, and {settings.file} does not say that it is a "
                    "demonstration.",
                    advice="Write `demonstration: true` under `source`: invented workers never stand among real ones.",
                )


def file_line(path: Path, rows: int) -> str:
    """The file as the report names it, with its checksum."""
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return f"{path.name}: {rows:,} rows, {path.stat().st_size:,} bytes, SHA-256 {digest}."
