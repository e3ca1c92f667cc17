"""The generated pages of the documentation: writes them, or fails if one lags behind the code.

python tools/docs.py write    writes every page anew
python tools/docs.py check    exits with 1 and names the pages that differ from what the code says
"""

from __future__ import annotations

import difflib
import os
import sys
from collections.abc import Callable
from pathlib import Path

import docs_api
import docs_cli
import docs_decisions
import docs_errors
import docs_icls
import docs_ilms
import docs_mismatch
import docs_recruitment_costs
import docs_settings
import docs_spec
import docs_survey_modules
import docs_surveys
import docs_tables
import docs_tutorials
import docs_typical_costs

ROOT = Path(__file__).resolve().parent.parent
MARK = "<!-- Written by `make docs` from {source}. Change that, not this page. -->\n\n"

PAGES: dict[str, tuple[str, Callable[[], str]]] = {
    "reference/methodology.md": ("tests/spec", docs_spec.page),
    "reference/survey-methodology.md": ("tests/spec/surveys/estimation", docs_surveys.estimation_page),
    "reference/disclosure-methodology.md": ("tests/spec/surveys/disclosure", docs_surveys.disclosure_page),
    "reference/icls-methodology.md": ("tests/spec/icls", docs_icls.page),
    "reference/survey-modules.md": (
        "fairway.recruitment.modules and fairway.statistics.modules",
        docs_survey_modules.page,
    ),
    "reference/ilms-tables.md": ("fairway.statistics.ilms.series", docs_ilms.page),
    "reference/recruitment-cost-methodology.md": ("tests/spec/recruitment", docs_recruitment_costs.page),
    "reference/typical-cost-methodology.md": ("tests/spec/recruitment", docs_typical_costs.page),
    "reference/mismatch-methodology.md": ("tests/spec/mismatch", docs_mismatch.page),
    "reference/command-line.md": ("fairway.cli", docs_cli.page),
    "reference/settings.md": ("fairway_portal.site.settings_reference", docs_settings.page),
    "reference/tables.md": ("fairway.sources.catalogue", docs_tables.page),
    "reference/api.md": ("fairway_portal.api", docs_api.page),
    "reference/errors.md": ("fairway.kernel.errors", docs_errors.page),
    "tutorial/survey-to-safe-table.md": ("tools/tutorials", docs_tutorials.safe_table_page),
    "tutorial/national-survey.md": ("tools/tutorials", docs_tutorials.national_survey_page),
    "decisions/index.md": ("docs/decisions", docs_decisions.page),
}


def text_of(name: str) -> str:
    """A page as the code says it now."""
    source, page = PAGES[name]
    return MARK.format(source=source) + page().rstrip() + "\n"


def lagging() -> dict[str, str]:
    """Pages that differ from what the code says, each with the first lines of the difference."""
    found = {}
    for name in PAGES:
        path = ROOT / "docs" / name
        written = path.read_text("utf-8") if path.is_file() else ""
        wanted = text_of(name)
        if written != wanted:
            lines = difflib.unified_diff(written.splitlines(), wanted.splitlines(), "docs/" + name, "the code", n=0)
            found[name] = "\n".join(list(lines)[:12])
    return found


def main(arguments: list[str]) -> int:
    """Writes or checks."""
    os.environ.setdefault("COLUMNS", "120")
    if arguments == ["write"]:
        for name in PAGES:
            path = ROOT / "docs" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text_of(name), "utf-8")
        print(f"fairway: {len(PAGES)} pages of documentation written")
        return 0
    if arguments == ["check"]:
        late = lagging()
        for name, difference in late.items():
            print(f"fairway: docs/{name} lags behind the code; run `make docs`.\n{difference}", file=sys.stderr)
        return min(len(late), 1)
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
