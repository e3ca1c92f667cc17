"""Makes the environment that `make` works in, and finds what the tests need; standard library only.

    python tools/bootstrap.py base         .venv with Fairway and what it needs to run
    python tools/bootstrap.py dev          the same, with the tools that tests, checks and docs need
    python tools/bootstrap.py both         base, then dev; without dev it warns and goes on
    python tools/bootstrap.py test-tools   a browser, Pango and PostgreSQL for the tests, or the reason why not

Every step is a no-op when it is up to date, so a machine that was set up once needs no network afterwards.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = Path(os.environ.get("FAIRWAY_VENV", ROOT / ".venv"))
PYTHON = VENV / "bin" / "python"
REQUIREMENTS = ROOT / "requirements"
INSTALL_SECONDS = 900


class StepFailed(Exception):
    """A step did not succeed; its text is for the person at the terminal."""


def say(line: str) -> None:
    """One line of progress."""
    print(f"fairway: {line}", flush=True)


def run(*command: str | Path, seconds: int = INSTALL_SECONDS) -> subprocess.CompletedProcess[str]:
    """Runs a command quietly, without input and not for ever.

    Raises:
        StepFailed: It could not start, failed or took too long; with the last lines it wrote.
    """
    environment = {**os.environ, "PIP_NO_INPUT": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    environment.setdefault("UV_SYSTEM_CERTS", "1")
    environment.setdefault("UV_PYTHON_DOWNLOADS", "never")
    try:
        done = subprocess.run(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=seconds,
            cwd=ROOT,
            env=environment,
            check=False,
        )
    except OSError as fault:
        raise StepFailed(f"{command[0]} could not be started: {fault}") from fault
    except subprocess.TimeoutExpired as fault:
        raise StepFailed(f"{command[0]} was stopped after {seconds} seconds.") from fault
    if done.returncode:
        tail = "\n".join((done.stdout + done.stderr).strip().splitlines()[-12:])
        raise StepFailed(f"{' '.join(map(str, command[:4]))} … failed:\n{tail}")
    return done


def fingerprint(*files: Path) -> str:
    """Changes whenever a file, the Python or the place of the environment does."""
    digest = hashlib.sha256(f"{sys.version_info[:2]} {VENV}".encode())
    for file in files:
        digest.update(file.read_bytes())
    digest.update(repr(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]).encode())
    return digest.hexdigest()


def install(requirements: Path) -> None:
    """Installs hashed requirements, with uv where it is at hand and pip otherwise."""
    uv = shutil.which("uv")
    if uv:
        try:
            run(uv, "pip", "install", "--quiet", "--require-hashes", "--python", PYTHON, "-r", requirements)
            return
        except StepFailed as fault:
            say(f"uv did not manage ({str(fault).splitlines()[-1]}); trying pip.")
    run(PYTHON, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", requirements)


def base() -> None:
    """The environment that `fairway` runs in.

    Raises:
        StepFailed: It could not be made.
    """
    stamp = VENV / ".fairway-base"
    wanted = fingerprint(REQUIREMENTS / "build.txt", REQUIREMENTS / "base.txt")
    current = stamp.read_text("utf-8") if stamp.is_file() and (VENV / "bin" / "fairway").exists() else ""
    if current != wanted:
        version = ".".join(map(str, sys.version_info[:3]))
        if not works():
            say(f"making {VENV.name} with Python {version} …")
            run(sys.executable, "-m", "venv", "--clear", VENV)
        say("installing what Fairway needs to run (hashed requirements, a minute or two) …")
        install(REQUIREMENTS / "build.txt")
        install(REQUIREMENTS / "base.txt")
        run(PYTHON, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--no-index", "-e", ROOT)
        stamp.write_text(wanted, "utf-8")
    catalogues()


def works() -> bool:
    """Whether the environment exists, runs, and is of this Python."""
    if not PYTHON.exists():
        return False
    try:
        version = run(PYTHON, "-c", "import sys; print(sys.version_info[:2])", seconds=60).stdout.strip()
    except StepFailed:
        return False
    return version == str(sys.version_info[:2])


def catalogues() -> None:
    """Compiles the message catalogues whose translation is newer than its compiled form."""
    script = ROOT / "tools" / "messages.py"
    sources = sorted((ROOT / "src").glob("*/locale/*/LC_MESSAGES/*.po"))
    stale = [po for po in sources if not po.with_suffix(".mo").exists() or _older(po.with_suffix(".mo"), po)]
    if stale and script.is_file():
        run(PYTHON, script, "compile", seconds=120)


def _older(one: Path, other: Path) -> bool:
    return one.stat().st_mtime < other.stat().st_mtime


def dev() -> None:
    """The same, with what tests, checks and documentation need.

    Raises:
        StepFailed: It could not be installed.
    """
    base()
    stamp = VENV / ".fairway-dev"
    wanted = fingerprint(REQUIREMENTS / "base.txt", REQUIREMENTS / "dev.txt")
    if stamp.is_file() and stamp.read_text("utf-8") == wanted and (VENV / "bin" / "pytest").exists():
        return
    say("installing the tools for tests, checks and documentation …")
    install(REQUIREMENTS / "dev.txt")
    stamp.write_text(wanted, "utf-8")


def both() -> None:
    """Base and dev; a machine that cannot get the dev tools can still run Fairway."""
    base()
    try:
        dev()
    except StepFailed as fault:
        say(f"the tools for tests could not be installed; `make run` works, `make test` will try again. {fault}")
    say(f"ready: {VENV.name}/bin/fairway")


def main(arguments: list[str]) -> int:
    """Runs one step by name."""
    from bootstrap_tests import test_tools

    steps = {"base": base, "dev": dev, "both": both, "test-tools": test_tools}
    if len(arguments) != 1 or arguments[0] not in steps:
        print(__doc__)
        return 2
    try:
        steps[arguments[0]]()
    except StepFailed as fault:
        say(str(fault))
        say("if this machine has no network, run `make setup` once where it has one, then this works without.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
