"""`make prove`: runs every proof of casework in full, and writes the dated report that the documentation shows.

    python tools/prove.py                 everything; an hour or so on two cores
    python tools/prove.py --only crash    one proof, and no report

Each proof is a test of `tests/proof` that runs in full when FAIRWAY_PROVE=1, and writes what it found as a line of JSON
into the file that FAIRWAY_PROVE_RESULTS names. A proof that fails stands in the report as failed.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
REPORT: Final = ROOT / "docs" / "reference" / "proof-of-casework.md"
PYTEST: Final = (sys.executable, "-m", "pytest", "-q", "-n0", "-p", "no:cacheprovider", "--timeout=0")


@dataclass(frozen=True, slots=True)
class Proof:
    """One claim of the issue, and the command that tries it."""

    name: str
    claim: str
    command: tuple[str, ...]


def _tests(*paths: str) -> tuple[str, ...]:
    return (*PYTEST, *paths)


PROOFS: Final = (
    Proof(
        "crash",
        "Killed (kill -9) at 500 random moments on each database: no acknowledged report is lost, none is half "
        "visible, and sending again changes nothing. This does not test a power cut: a disk may lose what it says it "
        "has written.",
        _tests("tests/proof/test_crash.py"),
    ),
    Proof(
        "canaries",
        "Marked words of reports are found nowhere in the clear: databases, write-ahead logs, backups, logs, temporary "
        "files, sessions, mail, the list of processes.",
        _tests("tests/proof/test_canaries.py"),
    ),
    Proof(
        "permissions",
        "Every address by every method by every role does what a written table says.",
        _tests("tests/integration/test_permission_matrix.py"),
    ),
    Proof(
        "firewall",
        "No path of the code leads from immigration to a case or an identity, and every planted leak is caught.",
        _tests("tests/proof/test_firewall.py", "tests/proof/test_no_status.py", "tests/architecture/test_firewall.py"),
    ),
    Proof(
        "parsers",
        "Arbitrary input never causes a fault of the server.",
        _tests("tests/proof/test_parsers.py", "tests/proof/test_interface.py"),
    ),
    Proof("headers", "Every page carries the headers that its kind must carry.", _tests("tests/proof/test_headers.py")),
    Proof(
        "receipts",
        "A number that is right in form and belongs to nobody is answered in the same size and the same time.",
        _tests("tests/proof/test_receipt_answers.py"),
    ),
    Proof(
        "old envelopes",
        "What was sealed under every released form still opens, after upgrades and after keys were changed.",
        _tests("tests/proof/test_old_envelopes.py"),
    ),
    Proof(
        "restore",
        "A backup is restored by one command within ten minutes, and its reports open.",
        _tests("tests/proof/test_restore.py"),
    ),
    Proof(
        "retention", "When a report expires, no key to it can be recovered.", _tests("tests/proof/test_retention.py")
    ),
    Proof("age", "The ordinary age tool opens what was sealed here.", _tests("tests/proof/test_age_tool.py")),
    Proof(
        "verification standard",
        "Each requirement of OWASP ASVS 5.0, level 2, names the tests that show it, or says why it does not apply.",
        _tests("tests/proof/test_verification_standard.py"),
    ),
    Proof(
        "speed",
        "Reports are taken at 100 a second and more, with five keys, on the disk.",
        (sys.executable, "-m", "benchmarks.reports"),
    ),
    Proof(
        "mutants",
        "Of small mistakes put into the modules of receipts, sealing, proofs, firewall and releasing, the tests notice "
        "at least 85 in 100.",
        (sys.executable, "tools/mutants.py"),
    ),
)


@dataclass(frozen=True, slots=True)
class Found:
    """What became of a proof."""

    proof: Proof
    held: bool
    seconds: float
    figures: list[dict[str, Any]]
    said: str


def tried(proof: Proof) -> Found:
    """Runs one proof in full."""
    with tempfile.TemporaryDirectory(prefix="fairway-prove-") as folder:
        results = Path(folder) / "results.jsonl"
        environment = {**os.environ, "FAIRWAY_PROVE": "1", "FAIRWAY_PROVE_RESULTS": str(results)}
        began = datetime.now(UTC)
        done = subprocess.run(
            proof.command, cwd=ROOT, env=environment, capture_output=True, text=True, errors="replace", check=False
        )
        lines = results.read_text("utf-8").splitlines() if results.exists() else []
        seconds = (datetime.now(UTC) - began).total_seconds()
        figures = [json.loads(line) for line in lines if line.strip()]
        said = "\n".join(done.stdout.strip().splitlines()[-12:])
        return Found(proof, done.returncode == 0, seconds, figures, said)


def report(found: list[Found]) -> str:
    """The page of the documentation."""
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    held = sum(one.held for one in found)
    lines = [
        "# Proof of casework",
        "",
        "Written by `make prove`; a slice of every proof runs in the ordinary tests. "
        f"{datetime.now(UTC):%-d %B %Y}, revision {commit.stdout.strip()}, Python {platform.python_version()}, "
        f"{os.cpu_count()} cores. **{held} of {len(found)} held.**",
        "",
    ]
    for one in found:
        state = "held" if one.held else "**did not hold**"
        lines += [f"## {one.proof.name.capitalize()}: {state}", "", one.proof.claim, ""]
        lines += [f"- {_figures(row)}" for row in one.figures]
        if not one.figures:
            lines += ["```", one.said, "```"]
        lines += ["", f"Took {one.seconds:,.0f} seconds.", ""]
    return "\n".join(lines).rstrip() + "\n"


def _figures(row: dict[str, Any]) -> str:
    return ", ".join(f"{name.replace('_', ' ')}: {_number(value)}" for name, value in row.items() if name != "proof")


def _number(value: object) -> str:
    return f"{value:,.4g}" if isinstance(value, float) else f"{value:,}" if isinstance(value, int) else str(value)


def main() -> int:
    """Runs the proofs; 1 where one did not hold."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--only", choices=[proof.name for proof in PROOFS], help="one proof, without the report")
    only = asked.parse_args().only
    found = []
    for proof in PROOFS:
        if only in (None, proof.name):
            one = tried(proof)
            found.append(one)
            print(f"{proof.name}: {'held' if one.held else 'DID NOT HOLD'} ({one.seconds:,.0f} s)", flush=True)
            for row in one.figures:
                print(f"  {_figures(row)}", flush=True)
            if not one.held:
                print(one.said, flush=True)
    if only is None:
        REPORT.write_text(report(found), "utf-8")
    return 0 if all(one.held for one in found) else 1


if __name__ == "__main__":
    sys.exit(main())
