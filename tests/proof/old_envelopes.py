"""Makes the fixtures of a released form: `python -m tests.proof.old_envelopes FOLDER`, once for each form, then kept.

A form is new when `sealing.envelopes.SCHEMA`, the second layer, the sealing of drafts or the form of backups changes.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

CONTENT = b'{"schema": 1, "concerns": ["wages"], "story": "They owe me three months."}'
ATTACHMENT = b"the bytes of a photograph\0\0"
DRAFT = b'{"concerns": ["wages"]}'


def main(folder: Path) -> None:
    """Writes an envelope with its commitment, a draft, a backup and its keys."""
    import django

    os.environ.update(FAIRWAY_HOME=tempfile.mkdtemp(), FAIRWAY_MODE="development")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fairway_portal.site.settings")
    django.setup()
    from django.core.management import call_command

    from fairway_portal.casework.vault import actions, draft_sealing, queries
    from fairway_portal.casework.vault.backup.making import back_up
    from tests.proof.vault_reports import DAY, HANDLER, YEAR, file, receipt_keys

    call_command("migrate", database="casework", verbosity=0)
    folder.mkdir(parents=True, exist_ok=True)
    actions.receipt_salt()
    sent = file("golden", CONTENT, ATTACHMENT, expires=DAY + 100 * YEAR)
    draft = receipt_keys("golden draft")
    actions.save_draft(draft, DRAFT)
    (folder / "report.age").write_bytes(queries.envelope(queries.envelopes_of(sent.report)[0].id))
    (folder / "draft.sealed").write_bytes(draft_sealing.seal(draft, "draft", DRAFT))
    back_up(folder / "casework", folder / "casework.keys", DAY)
    told = {
        "identity": HANDLER, "report": sent.report.hex, "commitment": sent.commitment, "content": CONTENT.decode(),
        "draft": DRAFT.decode(),
    }  # fmt: skip
    (folder / "told.json").write_text(json.dumps(told, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
