"""What was sealed under every released form still opens: by this version, by `age`, and after keys were changed."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from fairway.safe_reporting.sealing.envelopes import NotForThisKey, open_sealed, seal
from fairway.safe_reporting.sealing.identities import fingerprint, new_identity, recipient_of
from fairway_portal.casework.vault import actions, draft_sealing, queries
from fairway_portal.casework.vault.backup import restoring
from tests.proof.installations import found
from tests.proof.vault_reports import DAY, opened, receipt_keys

GOLDEN = Path(__file__).parent.parent / "golden" / "casework"
FORMS = sorted(path.name for path in GOLDEN.glob("form-*"))


@pytest.fixture(params=FORMS)
def form(request: pytest.FixtureRequest) -> tuple[Path, dict[str, str]]:
    """The fixtures of a released form, and what is in them."""
    folder = GOLDEN / request.param
    return folder, json.loads((folder / "told.json").read_text("utf-8"))


def test_there_is_a_form() -> None:
    assert FORMS[0] == "form-1"


def test_an_old_envelope_opens_with_its_key_among_newer_ones(form: tuple[Path, dict[str, str]]) -> None:
    folder, told = form
    envelope, newer = (folder / "report.age").read_bytes(), new_identity()
    inside = open_sealed(envelope, [newer, told["identity"]], report=told["report"], kind="report")
    assert inside.content == told["content"].encode()
    assert inside.commitment == told["commitment"]
    with pytest.raises(NotForThisKey):
        open_sealed(envelope, [newer])
    found("old envelopes", form=folder.name, opened=1)


@pytest.mark.skipif(shutil.which("age") is None, reason="the age tool is not installed here")
def test_the_age_tool_opens_an_old_envelope(form: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    folder, told = form
    (tmp_path / "key").write_text(told["identity"] + "\n")
    done = subprocess.run(
        ["age", "--decrypt", "-i", str(tmp_path / "key"), str(folder / "report.age")], capture_output=True, check=True
    )
    assert told["content"].encode() in done.stdout


def test_an_old_draft_opens(form: tuple[Path, dict[str, str]]) -> None:
    folder, told = form
    sealed = (folder / "draft.sealed").read_bytes()
    assert draft_sealing.unseal(receipt_keys("golden draft"), "draft", sealed) == told["draft"].encode()


@pytest.mark.django_db(databases=["default", "casework"], transaction=True)
def test_an_old_backup_comes_back_and_its_reports_are_sealed_anew(
    form: tuple[Path, dict[str, str]], settings: Any, tmp_path: Path
) -> None:
    folder, told = form
    settings.CASEWORK_KEYS = tmp_path / "keys"
    done = restoring.restore(folder / "casework", folder / "casework.keys", DAY, replace=True)
    assert (done.keys, done.missing, done.erased) == (2, 0, 0)
    report = UUID(hex=told["report"])
    assert opened(report, told["identity"]).commitment == told["commitment"]
    assert actions.draft_of(receipt_keys("golden draft")) == told["draft"].encode()
    first, newer = queries.envelopes_of(report)[0], new_identity()
    copy = seal(told["content"].encode(), report=told["report"], kind="report", recipients=[recipient_of(newer)])
    actions.add_envelope(
        report=report, kind="report", envelope=copy.content, recipients=[fingerprint(recipient_of(newer))],
        author="person:1", on=date(2027, 1, 4), key=uuid4(), copy_of=first.id,
    )  # fmt: skip
    assert opened(report, newer, number=3).content == opened(report, told["identity"]).content
    assert queries.envelopes_of(report)[2].copy_of == first.id
