"""The folder of results: a release, SDMX, questionnaire, quality report, rejects; all of it or nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import polars as pl

from fairway.exchange.questionnaire_workbook import questionnaire_workbook
from fairway.exchange.sdmx.artefacts import artefacts_of
from fairway.exchange.sdmx.content import Content, DataSet
from fairway.exchange.sdmx.data_csv import CsvOptions, write_csv
from fairway.exchange.sdmx.header import Header
from fairway.exchange.sdmx.structure_json import structure_json
from fairway.statistics.ilms.publishing import release_of
from fairway.statistics.ilms.quality import Chain, sections, written
from fairway.statistics.ilms.structure import LANGUAGES, structure
from fairway.statistics.ilms.workbook import sheets
from fairway.warehouse.releases import write_release
from fairway.warehouse.releases_files import RELEASE
from fairway.warehouse.surveys.running_outputs import whole_folder
from fairway.warehouse.surveys.specification_errors import OutputInTheWay

SDMX_STRUCTURE: Final = "structure-sdmx.json"
OFFICE: Final = "office"
"""The folder of what must not be published."""


def check_output(out: Path, *, replace: bool) -> None:
    """Refuses a folder that may not be written: before anything is computed.

    Raises:
        OutputInTheWay: It is there and not to be replaced, or it is no folder of results.
    """
    if not out.parent.is_dir():
        raise OutputInTheWay(f"There is no folder {out.parent}.", advice="Make it, or choose another with --out.")
    if not out.exists():
        return
    if not out.is_dir() or (any(out.iterdir()) and not (out / RELEASE).is_file()):
        raise OutputInTheWay(
            f"{out} is there and is no folder of results.", advice="Choose another with --out; nothing was changed."
        )
    if any(out.iterdir()) and not replace:
        raise OutputInTheWay(
            f"{out} holds results already.",
            advice="Give --replace to put the new ones in their place, or another --out.",
        )


def write(found: Chain, out: Path) -> str:
    """Writes the folder.

    Args:
        found: What the run found.
        out: The folder, which appears when everything is written.

    Returns:
        The quality report, as Markdown.

    Raises:
        StorageFull: There is no room; nothing was left behind.
    """
    title = found.mapping.title
    parts = sections(found)
    report = written(title, parts, "md")
    with whole_folder(out) as folder:
        write_release(folder, release_of(found), found.observations, report=report)
        _messages(found.observations, folder)
        cover = [
            ("Survey", title),
            ("Source", found.mapping.source.line()),
            ("Country", found.mapping.country),
            ("Reference month", found.mapping.reference_month),
            *([("Demonstration", "The persons are invented: no figure is a fact.")] * found.mapping.demonstration),
        ]
        questionnaire_workbook(sheets(found.observations, found.gaps, cover), folder / "questionnaire.xlsx")
        (folder / "report.html").write_text(written(title, parts, "html"), "utf-8")
        rejects = [found.mapped.rejects.with_columns(pl.lit("persons").alias("file"))]
        if found.absent is not None:
            rejects.append(found.absent.rejects.with_columns(pl.lit("absent").alias("file")))
        # No disclosure control has seen these rows: apart, so that nobody hands them on with the rest.
        (folder / OFFICE).mkdir()
        pl.concat(rejects).write_csv(folder / OFFICE / "rejects.csv")
    return report


def _messages(observations: pl.DataFrame, folder: Path) -> None:
    with (folder / "observations.csv").open("wb") as stream:
        for piece in write_csv(structure(), [DataSet([observations])], Content(), CsvOptions()):
            stream.write(piece)
    artefacts = tuple(artefacts_of([structure()]).values())
    (folder / SDMX_STRUCTURE).write_bytes(structure_json(artefacts, Header(), "2.0.0", LANGUAGES))
