"""A release as files: `structure.json` and `release.json` beside `observations.parquet`."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from fairway.exchange.sdmx.structure import Code, CodeList, Component, DataStructure
from fairway.kernel.errors import UnreadableFile
from fairway.kernel.provenance import Flag
from fairway.kernel.text import Text
from fairway.warehouse import home as places

if TYPE_CHECKING:
    import polars as pl

T = TypeVar("T")
STRUCTURE: Final = "structure.json"
RELEASE: Final = "release.json"
OBSERVATIONS: Final = "observations.parquet"
REPORT: Final = "report.md"


@dataclass(frozen=True, slots=True)
class Release:
    """One survey's observations in one dataflow, for instance the ILMS tables of Nepal's labour force survey of 2024.

    Attributes:
        structure: Of the observations.
        edition: Country, survey, year (`NPL_LFS_2024`); a newer vintage of the same edition takes its place.
        publisher, title, licence, url: As its readers shall see them.
        method: How the figures came to be.
        demonstration: Made from invented persons; such a release is kept apart from facts.
    """

    structure: DataStructure
    edition: str
    publisher: str
    title: str
    licence: str
    method: Text
    url: str = ""
    demonstration: bool = False
    flag: Flag = Flag.ESTIMATED


def write_release(folder: Path, release: Release, observations: pl.DataFrame, *, report: str = "") -> None:
    """Writes a release as `fairway releases publish` reads it, into a folder that exists.

    Args:
        folder: Where the files go.
        release: What it is.
        observations: Columns as the structure says.
        report: The method report, Markdown.
    """
    about = {
        "edition": release.edition,
        "publisher": release.publisher,
        "title": release.title,
        "licence": release.licence,
        "method": release.method.plain(),
        "url": release.url,
        "demonstration": release.demonstration,
        "flag": release.flag.value,
    }
    with places.disk_errors(folder / OBSERVATIONS):
        observations.write_parquet(folder / OBSERVATIONS, compression="zstd")
        (folder / STRUCTURE).write_text(structure_text(release.structure), encoding="utf-8")
        (folder / RELEASE).write_text(json.dumps(about, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        if report:
            (folder / REPORT).write_text(report, encoding="utf-8")


def read_release(folder: Path) -> tuple[Release, Path, str]:
    """The release in a folder, the file of its observations, and its report (or "").

    Raises:
        UnreadableFile: A file is missing or damaged.
    """
    observations = folder / OBSERVATIONS
    if not observations.is_file():
        raise UnreadableFile(
            f"{folder} holds no release: there is no {OBSERVATIONS} in it.",
            advice=f"A release is a folder with {OBSERVATIONS}, {STRUCTURE} and {RELEASE}: `fairway ilms` makes one.",
        )
    structure = read_structure(folder / STRUCTURE)

    def made(values: dict[str, Any]) -> Release:
        stated = {**values, "method": Text(escaped(str(values["method"]))), "flag": Flag(values["flag"])}
        return Release(structure, **stated)

    report = folder / REPORT
    return _read(folder / RELEASE, made), observations, report.read_text("utf-8") if report.is_file() else ""


def structure_text(structure: DataStructure) -> str:
    """A structure as JSON: the attributes of `DataStructure` by name."""
    return json.dumps(_plain(structure), indent=1, ensure_ascii=False) + "\n"


def _plain(value: Any) -> Any:
    """Frozen values as dictionaries and lists; any kind of mapping will do, which `asdict` does not say."""
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {str(name): _plain(one) for name, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, tuple | list) else value


def read_structure(path: Path) -> DataStructure:
    """The structure in a file that `structure_text` wrote.

    Raises:
        UnreadableFile: It is missing or damaged.
    """
    return _read(path, _structure)


@lru_cache(maxsize=512)
def structure_of(folder: Path) -> DataStructure:
    """The structure of the vintage in a folder, which never changes.

    Raises:
        UnreadableFile: It is missing or damaged.
    """
    return read_structure(folder / STRUCTURE)


def escaped(sentence: str) -> str:
    """A sentence as a template that says just this."""
    return sentence.replace("{", "{{").replace("}", "}}")


def _structure(values: dict[str, Any]) -> DataStructure:
    return DataStructure(
        **{
            **values,
            "dimensions": tuple(Component(**one) for one in values["dimensions"]),
            "attributes": tuple(Component(**one) for one in values["attributes"]),
            "code_lists": {
                id: CodeList(**{**one, "codes": tuple(Code(**code) for code in one["codes"])})
                for id, one in values["code_lists"].items()
            },
        }
    )


def _read(path: Path, make: Callable[[dict[str, Any]], T]) -> T:
    try:
        return make(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as fault:
        raise UnreadableFile(
            f"{path} cannot be read: {fault}",
            advice="Make the release again, for instance with `fairway ilms`.",
        ) from fault
