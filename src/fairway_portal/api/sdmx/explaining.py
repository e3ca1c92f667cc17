"""The page that explains the SDMX service, with examples that work here and now."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from fairway.exchange.sdmx import media
from fairway.exchange.sdmx.media import MediaType
from fairway.exchange.sdmx.names import name_of
from fairway.exchange.sdmx.structure import DataStructure
from fairway.kernel.text import Text
from fairway.warehouse.releases import dataflows
from fairway.warehouse.shelf import Shelf
from fairway_portal.design import speech
from fairway_portal.design.addresses import absolute
from fairway_portal.design.rendering import page, render


@dataclass(frozen=True, slots=True)
class ListedFlow:
    """A dataflow: its reference, its name in the reader's language, the order of its key, when it last changed."""

    reference: str
    name: str
    key: str
    changed: str
    address: str


@dataclass(frozen=True, slots=True)
class Example:
    """What a query gives, and its address in both versions of the API."""

    what: Text
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """The whole page.

    Attributes:
        services: Entry points of version 1 and of version 2.
        examples: None where nothing has been published.
        formats: Of data.
        python, r: Programs that read the first dataflow.
    """

    services: tuple[str, str]
    flows: tuple[ListedFlow, ...]
    examples: tuple[Example, ...]
    formats: tuple[MediaType, ...]
    python: str
    r: str


@page
def explanation(request: HttpRequest) -> HttpResponse:
    """The page at `/api/sdmx`."""
    services = (absolute(request, "/rest/v1"), absolute(request, "/rest/v2"))
    language = speech.current().language
    structures = [(one.structure, one.updated.date().isoformat()) for one in dataflows(Shelf.open()) if one.vintages]
    flows = tuple(_listed(structure, changed, language) for structure, changed in structures)
    first = structures[0][0] if structures else None
    examples = _examples(first) if first else ()
    python, r = _programs(first, services[0]) if first else ("", "")
    return render(request, "api/sdmx.html", Explanation(services, flows, examples, media.DATA_V2, python, r))


def _listed(structure: DataStructure, changed: str, language: str) -> ListedFlow:
    return ListedFlow(
        f"{structure.agency}:{structure.id}({structure.version})",
        name_of(structure.names, (language,)),
        ".".join(one.id for one in structure.dimensions),
        changed,
        f"/rest/v2/structure/dataflow/{structure.agency}/{structure.id}/{structure.version}?references=descendants",
    )


def _examples(structure: DataStructure) -> tuple[Example, ...]:
    one, two = f"{structure.agency},{structure.id}", f"{structure.agency}/{structure.id}"
    return (
        Example(Text("Every dataflow"), "/rest/v1/dataflow", "/rest/v2/structure/dataflow"),
        Example(
            Text("The structure of a dataflow, with its code lists"),
            f"/rest/v1/dataflow/{structure.agency}/{structure.id}/latest?references=all",
            f"/rest/v2/structure/dataflow/{two}/~?references=all",
        ),
        Example(
            Text("Which codes and years have observations"),
            f"/rest/v1/availableconstraint/{one}",
            f"/rest/v2/availability/dataflow/{two}/~/*",
        ),
        Example(
            Text("The newest observation of each series, as CSV"),
            f"/rest/v1/data/{one}?lastNObservations=1&format=csv-1.0",
            f"/rest/v2/data/dataflow/{two}/~/*?lastNObservations=1&format=csv",
        ),
    )


def _programs(structure: DataStructure, service: str) -> tuple[str, str]:
    python = (
        "import sdmx\n"
        "\n"
        f'sdmx.add_source({{"id": "{structure.agency}", "name": "Fairway", "url": "{service}"}})\n'
        f'fairway = sdmx.Client("{structure.agency}")\n'
        f'message = fairway.data("{structure.id}", params={{"lastNObservations": "1"}})\n'
        "print(sdmx.to_pandas(message.data[0]))"
    )
    r = (
        f'address <- "{service}/data/{structure.agency},{structure.id}?lastNObservations=1&format=csv"\n'
        "observations <- read.csv(address)\n"
        "head(observations)"
    )
    return python, r
