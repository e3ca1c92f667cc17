"""Making the demonstration: offices and keys first, then reports, only where there are none."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.utils.timezone import localdate

from fairway.safe_reporting.receipts import shown
from fairway.safe_reporting.sealing.private_files import write_new
from fairway_portal.casework.demonstration import offices, told
from fairway_portal.casework.demonstration.actions import file_told
from fairway_portal.casework.demonstration.queries import made_already

NUMBERS = "numbers.txt"


@dataclass(frozen=True, slots=True)
class Demonstrated:
    """What was made, or was there.

    Attributes:
        offices: How many.
        reports: How many were filed now; 0 where they were there.
        accounts: E-mail address → password, shown once.
        folder: Where the demonstration keys and the workers' numbers lie.
    """

    offices: int
    reports: int
    accounts: dict[str, str]
    folder: Path


def demonstrate(folder: Path, *, new_passwords: bool = False) -> Demonstrated:
    """Makes the demonstration, or what is missing of it.

    Args:
        folder: For secret keys and numbers that everybody may know.
        new_passwords: Whether accounts that are there get others.
    """
    today = localdate()
    folder.mkdir(parents=True, exist_ok=True)
    staffed, accounts = offices.make(folder, today, new_passwords=new_passwords)
    if made_already():
        return Demonstrated(len(staffed), 0, accounts, folder)
    lines = []
    for one in told.REPORTS:
        number, _ = file_told(one, staffed, today)
        lines.append(f"{shown(number)}  {one.answers['language']}  {one.until}\n")
    write_new(folder / NUMBERS, "".join(lines).encode())
    return Demonstrated(len(staffed), len(lines), accounts, folder)
