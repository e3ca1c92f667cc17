"""The salt: made once, by one of many; never made anew."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from fairway_portal.casework.vault import actions
from fairway_portal.casework.vault.errors import SaltMissing
from tests.proof.vault_reports import file, receipt_keys

pytestmark = pytest.mark.django_db(databases=["default", "casework"])

CHILD = """
import sys, time
from pathlib import Path
from django.conf import settings
settings.configure(CASEWORK_KEYS=sys.argv[1])
from fairway_portal.casework.vault import key_folder
while time.time() < float(sys.argv[2]):
    pass
try:
    key_folder.write_new(key_folder.place() / "salt", sys.argv[3].encode() * 32)
    print("made")
except FileExistsError:
    print("found")
"""


def test_the_salt_stays() -> None:
    salt = actions.receipt_salt()
    assert len(salt) == 32
    assert actions.receipt_salt() == salt


def test_of_two_at_once_one_makes_it(keys: Path) -> None:
    import time

    at = str(time.time() + 0.7)
    children = [
        subprocess.Popen([sys.executable, "-c", CHILD, str(keys), at, letter], stdout=subprocess.PIPE, text=True)
        for letter in "ab"
    ]
    said = [child.communicate(timeout=30)[0].strip() for child in children]
    assert sorted(said) == ["found", "made"]
    assert (keys / "salt").read_bytes() == (b"a" if said[0] == "made" else b"b") * 32
    assert len(list(keys.iterdir())) == 1


@pytest.mark.parametrize("what", ["report", "draft", "damaged"])
def test_it_is_never_made_anew(what: str, keys: Path) -> None:
    actions.receipt_salt()
    if what == "report":
        file("a report")
    elif what == "draft":
        actions.save_draft(receipt_keys("a draft"), b"words")
    (keys / "salt").write_bytes(b"short") if what == "damaged" else (keys / "salt").unlink()
    with pytest.raises(SaltMissing, match="Restore"):
        actions.receipt_salt()
