"""Tutorials in cells: a Python script with text between, run and printed as a page, so that no output is ever old.

A source is a plain script that any editor with `# %%` cells can run:

    # %% [markdown]        a text, in triple quotes
    # %%                   Python; what it prints stands below it
    # %% [shell]           commands, in triple quotes; what they print stands below them
    # %% [file: path]      the file of the repository, shown
    # %% [server]          a command that serves the portal, in triple quotes: it runs until the page is done
    # %% [r]               R, in triple quotes: shown here, run by a slow test
    # %% [apart]           what follows is shell and text that needs nothing from above

The page is made in an empty folder that has what the commands need: `.venv`, and the files that are shown.

python tools/docs_tutorials.py tools/tutorials/NAME.py    runs all of it in the repository, and prints the page
"""

from __future__ import annotations

import ast
import io
import os
import signal
import socket
import subprocess
import sys
import tempfile
import textwrap
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, chdir, contextmanager, redirect_stdout, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import polars as pl

ROOT: Final = Path(__file__).resolve().parent.parent
SAFE_TABLE: Final = ROOT / "tools" / "tutorials" / "survey_to_safe_table.py"
NATIONAL_SURVEY: Final = ROOT / "tools" / "tutorials" / "national_survey.py"
SHOWN_ADDRESS: Final = "127.0.0.1:8000"
"""Where a reader's own portal is; the page's own has another port, so that nothing is in the way of either."""
PATIENCE = 60.0
"""Seconds in which a server must answer."""
MARK: Final = "# %%"
MOST_LINES: Final = 24
WIDEST: Final = 110


class TutorialBroken(Exception):
    """A cell that fails, or prints more than a reader reads."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a tutorial.

    Attributes:
        kind: `python`, `markdown`, `shell`, `server`, `r`, `file` or `apart`.
        text: The code, the text, the commands, or the name of the file.
        line: Where it begins in its source.
    """

    kind: str
    text: str
    line: int


def safe_table_page() -> str:
    """The tutorial on survey estimation and safe tables."""
    return page(SAFE_TABLE)


def national_survey_page() -> str:
    """The tutorial from a questionnaire to published figures."""
    return page(NATIONAL_SURVEY)


def page(source: Path) -> str:
    """Runs a tutorial in an empty folder and prints it.

    Args:
        source: The script.

    Raises:
        TutorialBroken: A cell fails or prints too much.
    """
    with tempfile.TemporaryDirectory(prefix="fairway-tutorial-") as name:
        folder = Path(name)
        (folder / ".venv").symlink_to(sys.prefix, target_is_directory=True)
        for shown in (cell.text for cell in cells_of(source.read_text("utf-8")) if cell.kind == "file"):
            (folder / shown).parent.mkdir(parents=True, exist_ok=True)
            (folder / shown).write_bytes((ROOT / shown).read_bytes())
        # A tutorial may say how its tables are printed; whoever runs it keeps his own way.
        with chdir(folder), pl.Config():
            return "\n\n".join(printed(source)) + "\n"


def printed(source: Path) -> Iterator[str]:
    """Each cell as it is printed, with what it prints, run in the current folder when its turn comes.

    Raises:
        TutorialBroken: A cell fails or prints too much.
    """
    cells = list(cells_of(source.read_text("utf-8")))
    apart = next((at for at, cell in enumerate(cells) if cell.kind == "apart"), len(cells))
    known: dict[str, Any] = {"__name__": source.stem}
    with ThreadPoolExecutor(1) as beside:
        later = beside.submit(lambda: [shown(cell, {}, source) for cell in cells[apart + 1 :]])
        yield from _one_by_one(cells[:apart], known, source)
        yield from later.result()


def _one_by_one(cells: list[Cell], known: dict[str, Any], source: Path) -> Iterator[str]:
    with ExitStack() as running:
        address = SHOWN_ADDRESS
        for cell in cells:
            if cell.kind == "server":
                address = running.enter_context(served(cell, f"{source.name}, line {cell.line}"))
            yield shown(cell, known, source, address)


@contextmanager
def served(cell: Cell, at: str) -> Iterator[str]:
    """Runs the command of a server, on a free port of this machine, and stops it in the end.

    Args:
        cell: Whose last line is the command.
        at: What it is called in messages.

    Yields:
        Its address, `127.0.0.1:41231`.

    Raises:
        TutorialBroken: It stops, or does not answer in a minute.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    port = address.partition(":")[2]
    with tempfile.TemporaryFile() as said:
        command = ["sh", "-e", "-c", f"{cell.text} --port {port} --workers 1"]
        # A session of its own, so that its workers end with it.
        server = subprocess.Popen(command, stdout=said, stderr=said, env=_plain(), start_new_session=True)
        try:
            end = time.monotonic() + PATIENCE
            while time.monotonic() < end and server.poll() is None and not _answers(address):
                time.sleep(0.1)
            if server.poll() is not None or not _answers(address):
                said.seek(0)
                raise TutorialBroken(f"{at}: {said.read().decode(errors='replace').strip()}")
            yield address
        finally:
            with suppress(ProcessLookupError):
                os.killpg(server.pid, signal.SIGTERM)
            server.wait(20)


def _answers(address: str) -> bool:
    try:
        urllib.request.urlopen(f"http://{address}/health", timeout=5).close()
    except OSError:
        return False
    return True


def _plain() -> dict[str, str]:
    """The environment of a reader: whoever makes the page has settings; its reader has none yet."""
    return {key: value for key, value in os.environ.items() if not key.startswith("FAIRWAY_")} | {"COLUMNS": "110"}


def cells_of(script: str) -> Iterator[Cell]:
    """The cells of a script; what stands before the first is no cell."""
    lines = script.splitlines()
    starts = [number for number, line in enumerate(lines) if line.startswith(MARK)]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        told = lines[start].removeprefix(MARK).strip().strip("[]")
        body = "\n".join(lines[start + 1 : end]).strip("\n")
        kind, _, rest = told.partition(":")
        if kind == "file":
            yield Cell(kind, rest.strip(), start + 1)
        elif kind == "apart":
            yield Cell(kind, "", start + 1)
        elif kind in ("markdown", "shell", "server", "r"):
            yield Cell(kind, str(ast.literal_eval(body)).strip("\n"), start + 1)
        else:
            yield Cell("python", body, start + 1)


def shown(cell: Cell, known: dict[str, Any], source: Path, address: str = SHOWN_ADDRESS) -> str:
    """A cell as the page has it, with what it prints now, run in the current folder.

    Args:
        cell: Of which kind soever; a server is not run.
        known: What the cells of Python before it left behind; this one adds to it.
        source: Where it stands.
        address: Where the server is that the text calls `SHOWN_ADDRESS`.

    Raises:
        TutorialBroken: It fails or prints too much.
    """
    if cell.kind == "markdown":
        return cell.text
    if cell.kind in ("server", "r"):
        return _fenced(cell.text, "bash" if cell.kind == "server" else "r")
    if cell.kind == "file":
        language = {".yaml": "yaml", ".py": "python"}.get(Path(cell.text).suffix, "text")
        return _fenced((ROOT / cell.text).read_text("utf-8"), language)
    at = f"{source.name}, line {cell.line}"
    there = replace(cell, text=cell.text.replace(SHOWN_ADDRESS, address))
    output = _run(there, at) if cell.kind == "shell" else _executed(there, known, source, at)
    output = output.replace(address, SHOWN_ADDRESS)
    # A long line goes on below, as in a terminal.
    printed = output.strip("\n").splitlines()
    lines = [part for line in printed for part in textwrap.wrap(line, WIDEST, subsequent_indent="    ") or [""]]
    if len(lines) > MOST_LINES:
        raise TutorialBroken(f"{at}: prints {len(lines)} lines. Print less.")
    given = _fenced(cell.text, "bash" if cell.kind == "shell" else "python")
    return given + "\n\n" + _fenced("\n".join(lines), "text") if lines else given


def _executed(cell: Cell, known: dict[str, Any], source: Path, at: str) -> str:
    # Blank lines before it, so that an error names the line of the source.
    code = compile("\n" * cell.line + cell.text, str(source), "exec", dont_inherit=True)
    said = io.StringIO()
    try:
        with redirect_stdout(said):
            exec(code, known)  # noqa: S102 - the repository's own script
    except Exception as fault:
        raise TutorialBroken(f"{at}: {type(fault).__name__}: {fault}") from fault
    return said.getvalue()


def _run(cell: Cell, at: str) -> str:
    done = subprocess.run(["sh", "-e", "-c", cell.text], capture_output=True, text=True, check=False, env=_plain())
    if done.returncode:
        raise TutorialBroken(f"{at}: {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout


def _fenced(text: str, language: str) -> str:
    return f"```{language}\n{text.rstrip()}\n```"


def main(sources: list[str]) -> int:
    """Prints pages cell by cell, and leaves their files in the repository's `var`."""
    paths = [Path(source).resolve() for source in sources]
    try:
        with chdir(ROOT):
            for text in (text for path in paths for text in printed(path)):
                print(text, flush=True, end="\n\n")
    except TutorialBroken as fault:
        print(fault, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
