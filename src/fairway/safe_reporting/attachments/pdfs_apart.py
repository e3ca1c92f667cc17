"""A PDF is tried in a child of its own first: a few kilobytes can unpack to more than any machine has.

The reader unpacks the tables of a document before anybody can ask how large they are. The child has little memory and
little time; only what it came through is opened here. The document goes to it through a pipe, into memory alone.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from typing import Final

from fairway.safe_reporting.attachments.refusals import AttachmentRefused, damaged

MEMORY: Final = 768 * 1024 * 1024
"""Bytes of addresses: the interpreter has some 250 million of them."""
SECONDS: Final = 10
_REFUSED: Final = 3
_DAMAGED: Final = 4


def tried(content: bytes) -> None:
    """Cleans a document in a child, and forgets the result.

    Args:
        content: A PDF of at most `limits.MOST_BYTES`.

    Raises:
        AttachmentRefused: It is damaged, or takes more memory or time than a document may.
    """
    command = [sys.executable, "-I", "-m", "fairway.safe_reporting.attachments.pdfs_apart"]
    try:
        done = subprocess.run(  # noqa: S603 -- our own module, and nothing of hers in the command
            command, input=content, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=2 * SECONDS,
            check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as fault:
        raise damaged() from fault
    if done.returncode not in (0, _REFUSED):
        raise damaged()


def main() -> int:
    """The child: 0 it was cleaned; 3 it was refused for a reason that whoever asked can find again; else damaged."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    from fairway.safe_reporting.attachments.pdfs import rebuilt

    try:
        rebuilt(sys.stdin.buffer.read())
    except AttachmentRefused as refusal:
        return _DAMAGED if refusal.title == damaged().title else _REFUSED
    return 0


if __name__ == "__main__":
    sys.exit(main())
