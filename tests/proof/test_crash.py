"""kill -9 at many random moments of a child that saves drafts, files reports and erases some: on both databases.

What was acknowledged (the call had returned, and its id was written to a pipe) is there and opens; nothing is half
visible; whatever is sent again gives the same report and the same commitment. kill -9 does not test power loss: the
operating system lives on and writes what it holds; that a disk keeps what `fsync` was promised is not shown here.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.proof.installations import PROVE, found, installation

TRIALS = 500 if PROVE else 12


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgresql", marks=[pytest.mark.postgres, pytest.mark.slow])])
def test_killed_at_any_moment_nothing_acknowledged_is_lost(kind: str, tmp_path: Path) -> None:
    said = installation(kind, tmp_path).child("crash", str(TRIALS))
    found("crash", database=kind, **said)
    assert said["trials"] == TRIALS
    assert said["acknowledged"] > TRIALS / 2, "the kills came before anything was filed"
    assert said["inside"], "no kill came inside a filing"
    assert {name: said[name] for name in ("lost", "half", "changed", "undeleted")} == {
        "lost": 0, "half": 0, "changed": 0, "undeleted": 0,
    }  # fmt: skip
