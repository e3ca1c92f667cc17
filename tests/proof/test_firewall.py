"""Every planted leak is caught: six of them always, at once; all with FAIRWAY_PROVE=1, each alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

import fairway_portal
from tests.portal import prepared, with_database
from tests.proof.planted_leaks import IN_CI, LEAKS, Leak

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

PROVE = bool(os.environ.get("FAIRWAY_PROVE"))
TRIED = LEAKS if PROVE else tuple(leak for leak in LEAKS if leak.name in IN_CI)


class Copy:
    """A copy of the code in which leaks are planted, one after the other."""

    def __init__(self, tree: Path) -> None:
        source = Path(fairway_portal.__file__).parents[1]
        subprocess.run(["cp", "-al", source, tree / "src"], check=True)
        home = tree / "home"
        with_database(home)
        own = {"FAIRWAY_HOME": str(home), "FAIRWAY_MODE": "development", "FAIRWAY_STATIC": str(settings.STATIC_ROOT)}
        self.server = subprocess.Popen(
            [sys.executable, str(Path(__file__).parent / "leak_server.py"), str(tree)],
            env={
                **os.environ,
                **own,
                "DATABASE_URL": "",
                "FAIRWAY_CASEWORK_DATABASE_URL": "",
                "PYTHONPATH": "",
            },  # the copy alone
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def found(self, *leaks: Leak) -> list[tuple[str, str]]:
        """What the checks find with these leaks planted."""
        assert self.server.stdin is not None
        assert self.server.stdout is not None
        self.server.stdin.write(json.dumps([asdict(leak) for leak in leaks]) + "\n")
        self.server.stdin.flush()
        return [(check, says) for check, says in json.loads(self.server.stdout.readline())]

    def close(self) -> None:
        """Ends the server."""
        assert self.server.stdin is not None
        self.server.stdin.close()
        self.server.wait(timeout=30)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any) -> Iterator[Copy]:
    with django_db_blocker.unblock():
        prepared()
    made = Copy(tmp_path_factory.mktemp("leaks"))
    yield made
    made.close()


def test_every_planted_leak_is_caught(copy: Copy) -> None:
    clean = copy.found()
    together = None if PROVE else copy.found(*TRIED)
    missed = {}
    for leak in TRIED:
        new = [one for one in (copy.found(leak) if together is None else together) if one not in clean]
        if not any(check == leak.check and leak.says in says for check, says in new):
            missed[leak.name] = new
    _report({"proof": "firewall", "plants": len(TRIED), "caught": len(TRIED) - len(missed)})
    assert missed == {}
    assert clean == [], "the code has findings before anything is planted"


def test_there_are_enough_leaks() -> None:
    assert len(LEAKS) >= 20
    assert len({leak.name for leak in LEAKS}) == len(LEAKS)
    assert {leak.name for leak in LEAKS} >= set(IN_CI)


def _report(result: dict[str, object]) -> None:
    file = os.environ.get("FAIRWAY_PROVE_RESULTS")
    if PROVE and file:
        with Path(file).open("a", encoding="utf-8") as results:
            results.write(json.dumps(result) + "\n")
