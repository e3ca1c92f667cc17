"""The SDMX service on a real server, asked by the clients that statisticians use: sdmx1, pysdmx, and plain CSV."""

from __future__ import annotations

import csv
import http.client
import io
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from fairway.warehouse.releases import publish
from tests.observations import STRUCTURE, observations, release

KEY = {"SEX": "SEX_F", "INDICATOR": "MST_TEMP_SEX_RT"}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a portal over two releases, which makes its database when it starts."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FAIRWAY_HOME", str(home))
        publish(release(), observations())
        publish(release("PHL_LFS_2024"), observations("PHL", years=range(1024, 2025)))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [str(Path(sys.executable).parent / "fairway"), "serve", "--port", str(port), "--workers", "1"]
    server = subprocess.Popen(command, env={**os.environ, "FAIRWAY_HOME": str(home)})
    try:
        for _ in range(300):
            with suppress(OSError):
                urllib.request.urlopen(f"http://127.0.0.1:{port}/health")
                break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)


@pytest.fixture(scope="module")
def sdmx1(address: str) -> Any:
    """sdmx1's client, with the service as a source of its own."""
    import sdmx
    from sdmx.source import add_source

    stated = {
        "id": "FAIRWAY",
        "name": "Fairway",
        "url": f"{address}/rest/v1",
        "supports": {"availableconstraint": True, "contentconstraint": True, "agencyscheme": True},
    }
    add_source(stated, override=True)
    return sdmx.Client("FAIRWAY")


def test_sdmx1_finds_the_dataflows_and_their_structure(sdmx1: Any) -> None:
    flows = sdmx1.dataflow().dataflow
    assert list(flows) == ["DF_ILMS", "DF_MST_TEMP_SEX_AGE_NB", "DF_MST_TEMP_SEX_RT"]
    assert flows["DF_ILMS"].name["fr"] == "Migration de main-d’œuvre"
    message = sdmx1.dataflow("DF_ILMS", params={"references": "all"})
    structure = message.structure["DSD_ILMS"]
    assert [one.id for one in structure.dimensions] == [*(one.id for one in STRUCTURE.dimensions), "TIME_PERIOD"]
    assert [one.id for one in structure.attributes] == [one.id for one in STRUCTURE.attributes]
    for id, expected in STRUCTURE.code_lists.items():
        found = message.codelist[id].items
        assert {code.id: code.names for code in expected.codes} == {
            id: dict(one.name.localizations) for id, one in found.items()
        }


def test_sdmx1_reads_data_by_a_key_of_names(sdmx1: Any) -> None:
    import sdmx

    message = sdmx1.data("DF_ILMS", key={**KEY, "REF_AREA": "NPL"})
    series = sdmx.to_pandas(message.data[0])
    assert dict(zip(series.index.get_level_values("TIME_PERIOD"), series, strict=True)) == {
        "2023": 2023.0,
        "2024": 2024,
    }
    both = sdmx1.data("DF_ILMS", key={"SEX": "SEX_F+SEX_M", "REF_AREA": "NPL"}, params={"startPeriod": "2024"})
    assert len(sdmx.to_pandas(both.data[0])) == 42


def test_sdmx1_reads_what_is_available(sdmx1: Any) -> None:
    message = sdmx1.get("availableconstraint", resource_id="DF_ILMS")
    [region] = message.constraint["CR_DF_ILMS"].data_content_region
    members = {dimension.id: {value.value for value in chosen.values} for dimension, chosen in region.member.items()
               if dimension.id in ("REF_AREA", "SEX")}  # fmt: skip
    assert members == {"REF_AREA": {"NPL", "PHL"}, "SEX": {"SEX_F", "SEX_M", "SEX_T"}}


def test_sdmx1_is_told_what_is_wrong(sdmx1: Any) -> None:
    import requests

    with pytest.raises(requests.HTTPError, match="422"):
        sdmx1.data("DF_ILMS", key="A.NPL")
    with pytest.raises(requests.HTTPError, match="404"):
        sdmx1.dataflow("DF_NOTHING")


@pytest.fixture(scope="module")
def pysdmx(address: str) -> Any:
    """The service as pysdmx asks it for SDMX 3.0."""
    from pysdmx.api.qb import ApiVersion, RestService
    from pysdmx.io.format import DataFormat, StructureFormat

    return RestService(
        f"{address}/rest/v2",
        ApiVersion.V2_0_0,
        data_format=DataFormat.SDMX_CSV_2_0_0,
        structure_format=StructureFormat.SDMX_JSON_2_0_0,
    )


def test_pysdmx_reads_data_and_structures(pysdmx: Any) -> None:
    from pysdmx.api.qb import DataContext, DataQuery, StructureQuery, StructureReference, StructureType
    from pysdmx.io import read_sdmx

    query = DataQuery(DataContext.DATAFLOW, "FAIRWAY", "DF_ILMS", "1.0.0", "A.NPL.*.SEX_F")
    [found] = read_sdmx(pysdmx.data(query).decode()).get_datasets()
    assert len(found.data) == 42
    assert set(found.data["OBS_VALUE"].astype(float)) >= {2023.0, 2024.0}
    asked = StructureQuery(StructureType.DATAFLOW, "FAIRWAY", "DF_ILMS", references=StructureReference.DESCENDANTS)
    message = read_sdmx(pysdmx.structure(asked).decode(), validate=False)
    [structure] = message.get_data_structure_definitions()
    assert [one.id for one in structure.components.dimensions] == [
        *(one.id for one in STRUCTURE.dimensions), "TIME_PERIOD",
    ]  # fmt: skip
    assert {one.id: len(one.items) for one in message.get_codelists()} == {
        id: len(one.codes) for id, one in STRUCTURE.code_lists.items()
    }


def test_pysdmx_as_a_client_of_a_registry(address: str) -> None:
    from pysdmx.api.fmr import RegistryClient

    registry = RegistryClient(f"{address}/rest/v2")
    assert [one.id for one in registry.get_codes("FAIRWAY", "CL_SEX")] == ["SEX_T", "SEX_M", "SEX_F"]
    schema = registry.get_schema("dataflow", "FAIRWAY", "DF_ILMS", "1.0.0")
    assert [one.id for one in schema.components.dimensions][:2] == ["FREQ", "REF_AREA"]
    areas = schema.components["REF_AREA"].enumeration
    assert areas is not None
    assert {one.id for one in areas} == {"NPL", "PHL"}, "codes that never occur are left out by the constraint"


def test_pysdmx_reads_version_1(address: str) -> None:
    from pysdmx.api.qb import ApiVersion, DataContext, DataQuery, RestService
    from pysdmx.io import read_sdmx
    from pysdmx.io.format import DataFormat

    service = RestService(f"{address}/rest/v1", ApiVersion.V1_5_0, data_format=DataFormat.SDMX_ML_2_1_STR)
    query = DataQuery(DataContext.DATAFLOW, "FAIRWAY", "DF_ILMS", "1.0.0", "A.NPL..SEX_F..")
    [found] = read_sdmx(service.data(query).decode()).get_datasets()
    assert len(found.data) == 42


def test_csv_by_an_address_alone_as_base_r_reads_it(address: str) -> None:
    said = urllib.request.urlopen(f"{address}/rest/v1/data/DF_ILMS/A.NPL....?format=csv").read().decode()
    found = list(csv.DictReader(io.StringIO(said)))
    assert len(found) == 126
    assert {row["SOURCE"] for row in found} == {"LFS, “wave” 1"}


def test_the_answer_comes_while_it_is_made(address: str) -> None:
    """The first rows are here before the last are written, compressed or not; HEAD sends no body at all."""
    host = address.removeprefix("http://")
    for headers in ({}, {"Accept-Encoding": "gzip"}):
        link = http.client.HTTPConnection(host, timeout=60)
        link.request("GET", "/rest/v2/data/dataflow/FAIRWAY/DF_ILMS?format=csv", headers=headers)
        answer = link.getresponse()
        assert answer.headers["Transfer-Encoding"] == "chunked"
        assert answer.headers["Content-Length"] is None
        first = answer.read1(1 << 16)
        assert first
        rest = answer.read()
        assert len(rest) > 10 * len(first[:1000])
        link.close()
    link = http.client.HTTPConnection(host, timeout=60)
    link.request("HEAD", "/rest/v2/data/dataflow/FAIRWAY/DF_ILMS?format=csv")
    assert link.getresponse().read() == b""
    # The same connection still understands the server: nothing of a body was left on it.
    link.request("GET", "/rest/v1/agencyscheme")
    assert link.getresponse().status == 200


def test_a_reader_who_leaves_early_harms_nobody(address: str) -> None:
    host = address.removeprefix("http://")
    for _ in range(6):
        link = http.client.HTTPConnection(host, timeout=60)
        link.request("GET", "/rest/v2/data/dataflow/FAIRWAY/DF_ILMS")
        link.getresponse().read(100)
        link.close()
    assert urllib.request.urlopen(f"{address}/health").status == 200
