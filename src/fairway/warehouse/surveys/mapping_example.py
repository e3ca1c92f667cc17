"""A mapping that works, to begin with."""

from __future__ import annotations

from importlib.resources import files


def example_text() -> str:
    """The example, with its comments."""
    return files("fairway.warehouse.surveys").joinpath("mapping_example.yaml").read_text("utf-8")
