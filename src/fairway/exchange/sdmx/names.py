"""Names in the reader's language, and the references by which SDMX names an artefact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from fairway.exchange.sdmx.structure import TIME, VALUE, DataStructure

OWN: Final[Mapping[str, Mapping[str, str]]] = {
    TIME: {"en": "Time period", "fr": "Période", "es": "Período", "ar": "الفترة الزمنية"},
    VALUE: {
        "en": "Observation value",
        "fr": "Valeur d’observation",
        "es": "Valor de la observación",
        "ar": "قيمة المشاهدة",
    },
}
"""The components that every structure has and none declares."""


def best(names: Mapping[str, str], languages: Sequence[str]) -> tuple[str, str]:
    """The language and the name that serve the reader best: as asked for, without the region, in English, any.

    Args:
        names: Language → name.
        languages: In order of preference, as `fr-CH`, `en`.

    Returns:
        Language and name; both empty where there is no name.
    """
    for asked in (*languages, "en"):
        for language in (asked, asked.partition("-")[0]):
            if language in names:
                return language, names[language]
    return next(iter(names.items()), ("", ""))


def name_of(names: Mapping[str, str], languages: Sequence[str]) -> str:
    """The name that serves the reader best."""
    return best(names, languages)[1]


def component_names(structure: DataStructure, id: str) -> Mapping[str, str]:
    """Language → name of a dimension, an attribute, the time period or the value."""
    for one in (*structure.dimensions, *structure.attributes):
        if one.id == id:
            return one.names
    return OWN[id]


def flow_reference(structure: DataStructure) -> str:
    """`FAIRWAY:DF_ILMS(1.0.0)`."""
    return f"{structure.agency}:{structure.id}({structure.version})"


def flow_urn(structure: DataStructure) -> str:
    """The dataflow's urn."""
    return f"urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow={flow_reference(structure)}"


def structure_urn(structure: DataStructure) -> str:
    """The data structure definition's urn."""
    return (
        "urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure="
        f"{structure.agency}:{structure.structure_id}({structure.version})"
    )
