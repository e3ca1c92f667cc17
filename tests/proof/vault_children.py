"""Programs that proofs start in an installation of their own: `python -m tests.proof.vault_children crash 500`.

The last line that each prints is JSON: what it found.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import django

if __name__ == "__main__":
    django.setup()

from django.db import connections

from tests.proof.vault_reports import DAY, HANDLER, YEAR, Sent, file, message, opened, receipt_keys

SEED = 20261122
MOST_SAID = 8
"""Lines that a child says before it is killed: one for each draft, each report, each that it erased."""
ERASED_EACH = 3


def crash(trials: str) -> dict[str, int]:
    """Has a child file and erase until it is killed, again and again; looks what is left each time."""
    dice = random.Random(SEED)
    said: Counter[str] = Counter(trials=int(trials), lost=0, half=0, changed=0, undeleted=0)
    file("warm", also=_promised)  # everything is imported before the first fork
    began = time.perf_counter()
    for at in range(5):
        file(f"measured {at}", also=_promised)
    longest = (time.perf_counter() - began) / 5 * 1.5
    for trial in range(int(trials)):
        connections.close_all()
        said.update(_look(trial, _killed(trial, dice.randint(0, MOST_SAID), dice.uniform(0, longest))))
    said["half"] += _half_in_the_end()
    return dict(said)


def _promised(report: Any, commitment: str) -> None:
    """A promise of filing, in the same transaction: neither is there without the other."""
    from fairway_portal.casework.filings.models import Filing

    Filing.objects.create(commitment=commitment, week=report.filed)


def _killed(trial: int, after: int, seconds: float) -> list[list[str]]:
    """What a child had acknowledged when it was killed: some seconds after so many lines."""
    reading, writing = os.pipe()
    pid = os.fork()
    if not pid:
        try:
            _work(trial, lambda *words: os.write(writing, (" ".join(words) + "\n").encode()))
        finally:
            os._exit(1)
    os.close(writing)
    with open(reading, encoding="ascii") as lines:
        assert lines.readline() == "ready\n"
        rest = [lines.readline() for _ in range(after)]
        time.sleep(seconds)
        os.kill(pid, signal.SIGKILL)
        rest += lines.readlines()
    _, status = os.waitpid(pid, 0)
    assert os.WIFSIGNALED(status), "the child ended by itself"
    return [line.split() for line in rest]


def _work(trial: int, say: Callable[..., object]) -> None:
    """Saves a draft, files it, erases some: says so after each call has returned."""
    from fairway_portal.casework.vault import actions

    connections["casework"].ensure_connection()
    say("ready")
    for at in count():
        name = f"{trial}-{at}"
        actions.save_draft(receipt_keys(name), name.encode())
        say("draft", name)
        sent = file(name, name.encode(), also=_promised)
        say("filed", name, sent.commitment)
        if at % ERASED_EACH == ERASED_EACH - 1:
            actions.erase(sent.report, DAY)
            say("erased", name)


def _look(trial: int, said: list[list[str]]) -> Counter[str]:
    """Compares what is there with what was acknowledged, and sends everything again."""
    drafts = {words[1] for words in said if words[0] == "draft"}
    filed = {words[1]: words[2] for words in said if words[0] == "filed"}
    erased = {words[1] for words in said if words[0] == "erased"}
    seen: Counter[str] = Counter(acknowledged=len(filed), inside=bool(said) and said[-1][0] == "draft")
    for name in drafts | {f"{trial}-{len(drafts)}"}:
        seen.update(_look_at(name, name in drafts, filed.get(name), name in erased))
    return seen


def _look_at(name: str, draft: bool, commitment: str | None, erased: bool) -> Counter[str]:
    from fairway_portal.casework.vault import actions, queries

    keys = receipt_keys(name)
    row = queries.report_by(keys.lookup)
    if erased:
        return Counter(undeleted=row is not None)
    may_be_erased = commitment is not None and int(name.split("-")[1]) % ERASED_EACH == ERASED_EACH - 1
    if may_be_erased and (row is None or _condemned(row.id)):
        return Counter(erasing=1)
    seen: Counter[str] = Counter()
    if row is None:
        seen["lost"] += commitment is not None or (draft and actions.draft_of(keys) != name.encode())
    else:
        seen["half"] += not _whole(row.id, name)
    again, once_more = (file(name, name.encode(), also=_promised) for _ in range(2))
    seen["changed"] += again.new == (row is not None) or once_more.new
    seen["changed"] += len({commitment or again.commitment, again.commitment, once_more.commitment}) > 1
    seen["retried"] += 1
    return seen


def _whole(report: UUID, name: str) -> bool:
    from fairway_portal.casework.filings.models import Filing

    try:
        inside = opened(report)
    except Exception:
        return False
    promised = Filing.objects.filter(commitment=inside.commitment).exists()
    return bool(inside.content == name.encode() and promised)


def _condemned(report: UUID) -> bool:
    from fairway_portal.casework.vault import key_folder_sweep

    return report in set(key_folder_sweep.condemned())


def _half_in_the_end() -> int:
    """Sweeps as every day; what is then not whole, over all reports."""
    from fairway_portal.casework.filings.models import Filing
    from fairway_portal.casework.vault import actions, key_folder, key_folder_sweep
    from fairway_portal.casework.vault.models import Report, Sealed

    actions.sweep(DAY)
    half = sum(1 for _ in key_folder_sweep.condemned())
    for report, erased in Report.objects.values_list("pk", "erased"):
        envelopes, key = Sealed.objects.filter(report=report).count(), key_folder.key_of(report)
        half += (envelopes, key) != (0, None) if erased else (envelopes != 1 or key is None)
    half += Filing.objects.count() != Report.objects.count()
    if connections["casework"].vendor == "sqlite":
        with connections["casework"].cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            half += cursor.fetchall() != [("ok",)]
    return half


def canaries(words: str) -> dict[str, Any]:
    """Does everything with marked words, also what fails; then waits until its input is closed.

    Args:
        words: JSON in a file: what to write, by its use.
    """
    import logging

    from fairway_portal.casework.vault import actions
    from fairway_portal.casework.vault.backup.making import back_up

    given = json.loads(Path(words).read_text("utf-8"))
    Path(words).unlink()
    text = {use: said.encode() for use, said in given.items()}
    keys = receipt_keys("canary")
    actions.save_draft(keys, text["draft"])
    actions.add_draft_file(keys, text["draft file"])
    for attempt in (_failing, _not_sealed, _unwritable):
        try:
            attempt(text["report"])
        except Exception:
            logging.getLogger("fairway_portal").exception("a proof: this must fail, and tell nothing")
    sent = file("canary", text["report"], text["attachment"], expires=date(2999, 1, 1))
    message(sent, text["message"], key=uuid4())
    message(sent, text["answer"], key=uuid4(), kind="answer")
    unsent = receipt_keys("unsent")
    actions.save_draft(unsent, text["unsent draft"])
    actions.add_draft_file(unsent, text["unsent file"])
    home = Path(os.environ["FAIRWAY_HOME"])
    back_up(home / "casework.backup", home / "casework.backup.keys", DAY)
    secrets = [one for held in (keys, unsent) for one in (held.identity, held.draft.hex())]
    print(json.dumps({"secrets": secrets}), flush=True)
    sys.stdin.read()
    return {"opened": opened(sent.report).content == text["report"]}


def _failing(content: bytes) -> None:
    def broken(report: Any, commitment: str) -> None:
        report.filed = "no day"
        report.save()

    file("failing", content, also=broken)


def _not_sealed(content: bytes) -> None:
    from fairway_portal.casework.vault.actions import Part, file_report

    part = Part("report", content, "0" * 64, ())
    file_report(keys=receipt_keys("plain"), parts=[part], on=DAY, expires=DAY, also=lambda report, said: None)


def _unwritable(content: bytes) -> None:
    from django.conf import settings

    right, settings.CASEWORK_KEYS = settings.CASEWORK_KEYS, Path("/proc/no such folder")
    try:
        file("unwritable", content)
    finally:
        settings.CASEWORK_KEYS = right


def fill(reports: str, large: str) -> dict[str, Any]:
    """Files many reports, some with a file of a mebibyte; tells what a few of them hold."""
    from fairway_portal.casework.vault import actions

    actions.receipt_salt()
    dice = random.Random(SEED)
    made = []
    for at in range(int(reports)):
        files = [dice.randbytes(1 << 20)] if at < int(large) else []
        sent = file(f"filled {at}", f"report {at}".encode(), *files, expires=DAY + YEAR * 50, also=_promised)
        made.append(sent.report.hex)
    return {"reports": len(made), "first": made[0], "last": made[-1]}


def all_open() -> dict[str, int]:
    """How many reports there are, and how many of them open with the handler's key and are what was sent."""
    from fairway_portal.casework.vault.models import Report

    there = list(Report.objects.filter(erased=None).values_list("pk", flat=True))
    told = {receipt: at for at in range(len(there)) for receipt in [_report(f"filled {at}")]}
    well = 0
    for report in there:
        try:
            well += opened(report).content == f"report {told[report]}".encode()
        except Exception:
            continue
    return {"reports": len(there), "opened": well}


def _report(seed: str) -> UUID:
    from fairway_portal.casework.vault.actions import report_id

    return report_id(receipt_keys(seed))


def expire(folder: str) -> dict[str, Any]:
    """Files reports and drafts, copies the database, lets all of them expire; tells what must not be found after."""
    from fairway_portal.casework.vault import actions, key_folder, queries
    from fairway_portal.casework.vault.backup.making import back_up
    from fairway_portal.casework.vault.daily import do_all

    actions.receipt_salt()
    sent: list[Sent] = [file(f"expires {at}", f"words {at}".encode(), also=_promised) for at in range(5)]
    actions.save_draft(receipt_keys("begun"), b"words of a draft")
    keys = [key_folder.key_of(one.report) for one in sent]
    keys.append(key_folder.key_of(_report("begun")))
    inner = [queries.envelope(queries.envelopes_of(one.report)[0].id) for one in sent]
    before = _wrapped()
    back_up(Path(folder) / "old backup", Path(folder) / "old backup.keys", DAY)
    told = {"keys": [key.hex() for key in keys if key], "envelopes": [one[-200:].hex() for one in inner]}
    print(json.dumps({**told, "rows": before}), flush=True)
    sys.stdin.readline()
    done = do_all(DAY + YEAR + timedelta(days=400), after_a_pause=True)
    return {"reports": done.reports, "drafts": done.drafts, "receipts": [one.report.hex for one in sent]}


def _wrapped() -> list[str]:
    from fairway_portal.casework.vault.models import Sealed

    return [bytes(one)[-200:].hex() for one in Sealed.objects.values_list("envelope", flat=True)]


def try_to_open(reports: str) -> dict[str, int]:
    """With the handler's key at hand: how many of the reports open, how many have rows."""
    from fairway_portal.casework.vault.models import Sealed

    well, rows = 0, 0
    for report in json.loads(reports):
        rows += Sealed.objects.filter(report=UUID(hex=report)).count()
        try:
            opened(UUID(hex=report), HANDLER)
        except Exception:
            continue
        well += 1
    return {"rows": rows, "opened": well}


def main() -> None:
    """Runs the command that was asked for."""
    command = {
        "crash": crash, "canaries": canaries, "fill": fill, "all_open": all_open, "expire": expire,
        "try_to_open": try_to_open,
    }[sys.argv[1]]  # fmt: skip
    print(json.dumps(command(*sys.argv[2:])), flush=True)


if __name__ == "__main__":
    main()
