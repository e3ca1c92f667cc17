"""Message catalogues: extract the messages, update every language, compile, and check that nothing is missing.

French, Spanish and Arabic say everything; Nepali and Bengali say what workers read (`READ_BY_WORKERS`), Amharic what
she reads who reports or comes back (`READ_BY_REPORTERS`).

    python tools/messages.py extract     # src → src/fairway/locale/fairway.pot
    python tools/messages.py update      # …and merge it into every language's fairway.po
    python tools/messages.py compile     # fairway.po → fairway.mo
    python tools/messages.py check       # fails if a message of the code is missing or untranslated in a language

Every translated message carries `# machine` or `# reviewed` as a translator's comment; the pages say how many of a
language's messages a person has reviewed.
"""

from __future__ import annotations

import re
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "src"
LOCALE = SOURCES / "fairway" / "locale"
TEMPLATE = LOCALE / "fairway.pot"
LANGUAGES = ("fr", "es", "ar", "ne", "bn", "am")
READ_BY_WORKERS = re.compile(
    r"fairway/recruitment/fees/|fairway/recruitment/ratings/(answering|clusters_reasons|evidence|items|scoring_explained)|fairway_portal/surveys/running/"
    r"|fairway_portal/monitor/(worker/|public/(saying|agency_views)|actions/entries)|/templates/[a-z]+/worker/|design/templates/design/worker"
    r"|fairway/recruitment/contracts/(alike|comparing|fields|legality|reading|rule|saying)|fairway/recruitment/licences/(proof|states)"
    r"|fairway/recruitment/lottery/|fairway_portal/register/(public/|worker/|orders/(worker/|said|actions/applications))|/templates/register/(public/|orders/worker)"
)
READ_BY_REPORTERS = re.compile(
    r"fairway/safe_reporting/(attachments|duties|receipts|report|sealing/(envelopes|nested))"
    r"|fairway_portal/casework/(notes|intake|thread)/|fairway_portal/casework/(vault|escrow)/errors"
    r"|fairway_portal/casework/cases/(words|states|case_types|errors)|fairway_portal/casework/keys/queries"
    r"|/templates/casework/(worker/|keys/sayings)|design/templates/design/worker"
)
READ_BY_EITHER = re.compile(f"{READ_BY_WORKERS.pattern}|{READ_BY_REPORTERS.pattern}")
READ_IN = {"ne": READ_BY_EITHER, "bn": READ_BY_EITHER, "am": READ_BY_REPORTERS}
"""Language → the files whose messages it says; the others say those of every file."""
FIRST = datetime(2026, 11, 21, tzinfo=UTC)
METHODS = [("**/templates/**.jinja", "jinja2"), ("**/templates/**.html", "jinja2"), ("**.py", "python")]
KEYWORDS = {"Text": None, "_": None, "gettext": None}


def extract(language: str = "") -> Catalog:
    """Every message of the library and the portal, without places and dates that would change on every run.

    Args:
        language: Only those that this language says; every one where it is empty.
    """
    catalogue = Catalog(project="Fairway", version="", copyright_holder="The Fairway founders", charset="utf-8")
    found = extract_from_dir(
        str(SOURCES),
        method_map=METHODS,
        options_map={"**": {"extensions": "jinja2.ext.i18n", "silent": "false"}},
        keywords=KEYWORDS,
    )
    for name, _, message, _, _ in sorted(found, key=lambda one: (one[0], one[1])):
        wanted = language not in READ_IN or READ_IN[language].search(name)
        if wanted and isinstance(message, str) and message.strip():
            catalogue.add(message, locations=[(name, 0)])
    return catalogue


def save(catalogue: Catalog, path: Path) -> None:
    """Writes a catalogue in a form that reads well in a diff: no clock, no line numbers."""
    catalogue.creation_date = catalogue.revision_date = FIRST
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        write_po(
            stream, catalogue, omit_header=False, sort_output=True, no_location=True, width=100, include_previous=False
        )


def load(language: str) -> Catalog:
    """A language's catalogue; an empty one for a new language."""
    path = po(language)
    if not path.is_file():
        return Catalog(locale=language, project="Fairway", version="")
    with path.open("rb") as stream:
        return read_po(stream, locale=language)


def po(language: str) -> Path:
    """Where a language's catalogue lies."""
    return LOCALE / language / "LC_MESSAGES" / "fairway.po"


def update() -> None:
    """Merges new messages into every language; messages that are gone are dropped."""
    save(extract(), TEMPLATE)
    for language in LANGUAGES:
        catalogue = load(language)
        catalogue.update(extract(language), no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        save(catalogue, po(language))
        print(f"{language}: {len(catalogue)} messages, {len(untranslated(catalogue))} to translate")


def compile_all() -> None:
    """Compiles every language."""
    for language in LANGUAGES:
        with po(language).with_suffix(".mo").open("wb") as stream:
            write_mo(stream, load(language))


def untranslated(catalogue: Catalog) -> list[str]:
    """Messages without a translation."""
    return [str(message.id) for message in catalogue if message.id and not message.string]


def check() -> list[str]:
    """What is missing, by language."""
    faults = []
    for language in LANGUAGES:
        wanted = {str(message.id) for message in extract(language) if message.id}
        catalogue = load(language)
        done = {str(message.id) for message in catalogue if message.id and message.string}
        faults += [f"{language}: not translated: {one}" for one in sorted(wanted - done)]
        for message in catalogue:
            if message.id and message.string:
                faults += [f"{language}: {fault}" for fault in placeholders(str(message.id), str(message.string))]
                if not {"machine", "reviewed"} & set(message.user_comments):
                    faults.append(f"{language}: neither machine nor reviewed: {message.id}")
    return faults


def placeholders(source: str, translation: str) -> list[str]:
    """Faults of a translation's placeholders: every `{name}` of the source, as often as the language needs it."""
    pattern = r"\{[a-z_0-9]*\}"
    wanted, found = set(re.findall(pattern, source)), set(re.findall(pattern, translation))
    return [] if wanted == found else [f"placeholders differ: {source!r} → {translation!r}"]


def main(command: str) -> int:
    """Runs one command; returns the exit code."""
    if command == "extract":
        save(extract(), TEMPLATE)
    elif command == "update":
        update()
    elif command == "compile":
        compile_all()
    elif command == "check":
        faults = check()
        print("\n".join(faults) or "Every message is translated in every language.")
        return 1 if faults else 0
    else:
        print(__doc__)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
