"""The page of the verification standard: counts by chapter and each requirement, from its table.

    python tools/verification_standard.py write    writes docs/reference/verification-standard.md anew
    python tools/verification_standard.py check    exits with 1 where the page lags behind the table

The text of the standard (OWASP ASVS 5.0.0, CC BY-SA 4.0) is not in this repository: ids, levels, and our own words.
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
TABLE: Final = ROOT / "docs" / "reference" / "verification-standard.toml"
PAGE: Final = ROOT / "docs" / "reference" / "verification-standard.md"
STATES: Final = ("tested", "designed", "not_applicable", "open")
CHAPTERS: Final = {
    1: "Encoding and injection", 2: "Validation and sequence", 3: "Browsers", 4: "Interfaces", 5: "Files",
    6: "Signing in", 7: "Sessions", 8: "Permissions", 9: "Tokens", 10: "OAuth", 11: "Cryptography", 12: "Connections",
    13: "Configuration", 14: "Data", 15: "Code and components", 16: "Logs and faults", 17: "WebRTC",
}  # fmt: skip
"""Our names of the chapters."""
INTRODUCTION: Final = """# Verification standard

[OWASP ASVS 5.0.0](https://github.com/OWASP/ASVS), levels 1 and 2: for each requirement, in our own words, what shows
that it is met. Read the requirement itself in the standard, by its number.

- **tested**: the tests that are named fail where it is not met;
- **designed**: a decision that the named file holds, and no test can show;
- **not applicable**: Fairway has nothing of the kind;
- **open**: we fall short, or leave it to the operator; what is missing is said.
"""


@dataclass(frozen=True, slots=True)
class Requirement:
    """One line of the table."""

    id: str
    level: int
    state: str
    says: str
    shown_by: tuple[str, ...] = ()

    @property
    def chapter(self) -> int:
        """Number of its chapter."""
        return int(self.id[1:].split(".")[0])


def requirements() -> tuple[Requirement, ...]:
    """The table."""
    rows = tomllib.loads(TABLE.read_text("utf-8"))["requirement"]
    return tuple(Requirement(**{**one, "shown_by": tuple(one.get("shown_by", ()))}) for one in rows)


def counts() -> Counter[str]:
    """How many are in each state."""
    return Counter(one.state for one in requirements())


def page() -> str:
    """The page."""
    found = requirements()
    lines = [INTRODUCTION, "| Chapter | " + " | ".join(_plain(one) for one in STATES) + " |", "| --- |" + " ---: |" * 4]
    for number, name in CHAPTERS.items():
        lines.append(_counted(f"{number} {name}", [one for one in found if one.chapter == number]))
    lines += [_counted("all", list(found)), "", "## Open", ""]
    lines += [f"- **{one.id}** (level {one.level}): {one.says}" for one in found if one.state == "open"]
    for number, name in CHAPTERS.items():
        lines += ["", f"## {number} {name}", "", "| Requirement | Level | State | What is so | Shown by |"]
        lines.append("| --- | ---: | --- | --- | --- |")
        lines += [_row(one) for one in found if one.chapter == number]
    return "\n".join(lines) + "\n"


def _counted(name: str, found: list[Requirement]) -> str:
    by_state = Counter(one.state for one in found)
    return f"| {name} | " + " | ".join(str(by_state[state]) for state in STATES) + " |"


def _row(one: Requirement) -> str:
    shown = ", ".join(f"`{where}`" for where in one.shown_by)
    return f"| {one.id} | {one.level} | {_plain(one.state)} | {one.says} | {shown or '–'} |"


def _plain(state: str) -> str:
    return state.replace("_", " ")


def main(arguments: list[str]) -> int:
    """Writes or checks."""
    if arguments == ["write"]:
        PAGE.write_text(page(), "utf-8")
        return 0
    if arguments == ["check"]:
        if PAGE.is_file() and PAGE.read_text("utf-8") == page():
            return 0
        print("fairway: docs/reference/verification-standard.md lags behind its table; write it anew.", file=sys.stderr)
        return 1
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
