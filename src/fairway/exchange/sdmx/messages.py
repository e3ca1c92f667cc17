"""One door to the writers of data messages: what the media type says, written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from fairway.exchange.sdmx import media
from fairway.exchange.sdmx.content import Content, DataSet
from fairway.exchange.sdmx.data_csv import CsvOptions, write_csv
from fairway.exchange.sdmx.data_json import JsonVersion, write_json
from fairway.exchange.sdmx.data_xml import XmlForm, write_xml
from fairway.exchange.sdmx.header import Header
from fairway.exchange.sdmx.media import Choice
from fairway.exchange.sdmx.structure import DataStructure

_XML: Final[Mapping[str, XmlForm]] = {
    media.ML_3.short: "structure-specific 3.0",
    media.ML_21.short: "structure-specific 2.1",
    media.GENERIC_21.short: "generic 2.1",
}
_JSON: Final[Mapping[str, JsonVersion]] = {
    media.JSON_2.short: "2.0.0",
    media.JSON_1.short: "1.0.0",
    media.JSON_DRAFT.short: "1.0.0-wd",
}


def write_data(
    choice: Choice,
    structure: DataStructure,
    data_sets: Sequence[DataSet],
    content: Content,
    header: Header,
    present: Mapping[str, Sequence[str]] | None = None,
) -> Iterator[bytes]:
    """A data message in the representation chosen, in pieces, at constant memory.

    Args:
        choice: See `media.negotiated` and `media.named`.
        structure: Of the observations.
        data_sets: One, or several with their times of validity.
        content: What of each observation is given, and whether in series.
        header: Of the message; CSV has none.
        present: Component → the values that occur, in order, if they are known; see `data_json.write_json`.

    Yields:
        Bytes in UTF-8.

    Raises:
        UnknownComponent: An attribute or dimension that the structure does not have; with the first piece.
        ObservationsUnwritable: Observations that no message may hold; see `batches`.
    """
    short = choice.media.short
    if choice.media.family == "csv":
        return write_csv(structure, data_sets, content, csv_options(choice))
    if choice.media.family == "json":
        return write_json(structure, data_sets, content, header, _JSON[short], present)
    return write_xml(structure, data_sets, content, header, _XML[short])


def csv_options(choice: Choice) -> CsvOptions:
    """The parameters of a media type of SDMX-CSV."""
    labels, time_format = choice.get("labels"), choice.get("timeFormat")
    keys = choice.get("keys") if "keys" in choice.media.parameters else "none"
    return CsvOptions(
        version="1.0.0" if choice.media is media.CSV_1 else "2.0.0",
        labels="name" if labels == "name" else "both" if labels == "both" else "id",
        time_format="normalized" if time_format == "normalized" else "original",
        keys="obs" if keys == "obs" else "series" if keys == "series" else "both" if keys == "both" else "none",
    )
