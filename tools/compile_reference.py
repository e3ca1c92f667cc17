"""Compiles the code lists that ship in the package from the publishers' files in `../shared/data`.

    python tools/compile_reference.py ../shared/data [--check]

Only codes, titles and parents are taken, no definitions or prose. The lists that `lists.csv` calls *kept by hand* are
not touched. `--check` writes nothing and fails where a shipped file differs from what would be written.
"""

from __future__ import annotations

import csv
import gzip
import io
import sys
from collections.abc import Iterable
from pathlib import Path

CODES = Path(__file__).resolve().parent.parent / "src" / "fairway" / "reference" / "codes"

FACTS_FROM = "Set FACTS_FROM to the folder of the full tables: make reference FACTS_FROM=../shared/data"

# The publisher's table has no iso2 for TWN, an older UN name of Palestine, and a slip of the pen in Kosovo's name.
CORRECTED = {
    "TWN": {"iso2": "TW", "name": "Taiwan Province of China"},
    "PSE": {"name": "State of Palestine"},
    "XKX": {"name": "Kosovo (SCR 1244)"},
    "XCX": {"m49": "830"},
}
# Abyei, stateless, unknown and Tibet are not places of M49; the Netherlands Antilles are in historic.csv.
LEFT_OUT = {"AB9", "OOO", "OOS", "STL", "TIB", "ANT"}
PLACE_COLUMNS = (
    "iso3",
    "iso2",
    "m49",
    "name",
    "region_code",
    "region",
    "subregion_code",
    "subregion",
    "intermediate_code",
    "intermediate",
    "ldc",
    "lldc",
    "sids",
)
# ILO, ISCO-08 volume I: skill levels of the major groups, and of the sub-major groups that differ within one.
SKILL_LEVELS = {
    "1": "3 4",
    "2": "4",
    "3": "3",
    "4": "2",
    "5": "2",
    "6": "2",
    "7": "2",
    "8": "2",
    "9": "1",
    "0": "1 2 4",
}
SUB_MAJOR_LEVELS = {"11": "4", "12": "4", "13": "4", "14": "3", "01": "4", "02": "2", "03": "1"}


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV, compressed or not."""
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def text(header: Iterable[str], lines: Iterable[Iterable[object]]) -> str:
    """A CSV as it is written to the package."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(lines)
    return stream.getvalue()


def code(number: str) -> str:
    """`004` from a spreadsheet's `4.0`."""
    return number.removesuffix(".0").zfill(3) if number else ""


def places(shared: Path) -> str:
    """Countries and territories: ISO 3166-1, M49 and its areas, and the UN's three development categories."""
    lines = []
    for row in rows(shared / "migration" / "countries_m49_iso_iom_regions.csv"):
        if row["iso3"] in LEFT_OUT:
            continue
        place = {
            "iso3": row["iso3"],
            "iso2": row["iso2"],
            "m49": code(row["m49"]),
            "name": row["name"],
            "region_code": code(row["region_code"]),
            "region": row["region"],
            "subregion_code": code(row["subregion_code"]),
            "subregion": row["subregion"],
            "intermediate_code": code(row["intregion_code"]),
            "intermediate": row["intregion"],
        }
        place |= {flag: "1" if row[flag] == "1.0" else "0" for flag in ("ldc", "lldc", "sids")}
        place |= CORRECTED.get(row["iso3"], {})
        lines.append([place[column] for column in PLACE_COLUMNS])
    return text(PLACE_COLUMNS, sorted(lines))


def isco08(shared: Path) -> str:
    """Occupations on four levels with ILO's skill levels; French and Spanish titles as ESCO publishes them."""
    folder = shared / "classifications"
    other = {(row["code"], row["lang"]): row["title"] for row in rows(folder / "isco08_titles_multilang.csv.gz")}
    lines = []
    for row in rows(folder / "isco08_structure_en.csv.gz"):
        at = row["code"]
        skill = SUB_MAJOR_LEVELS.get(at[:2]) or SKILL_LEVELS[at[0]]
        titles = (row["title_en"].strip(), other.get((at, "fr"), "").strip(), other.get((at, "es"), "").strip())
        lines.append((at, at[:-1], row["level"], *titles, skill))
    return text(("code", "parent", "level", "title_en", "title_fr", "title_es", "skill_levels"), sorted(lines))


def isic4(shared: Path) -> str:
    """Economic activities: sections, divisions, groups, classes."""
    lines = [
        (row["code"], row["parent"], row["level"], row["title_en"].strip(), row["title_ar"].strip())
        for row in rows(shared / "classifications" / "isic_rev4_en_ar.csv")
    ]
    return text(("code", "parent", "level", "title_en", "title_ar"), lines)


def isced_f13(shared: Path) -> str:
    """Fields of education: broad, narrow, detailed."""
    found = rows(shared / "classifications" / "isced_f_2013_en.csv")
    known = {row["code"] for row in found}
    lines = []
    for row in found:
        parent = row["code"][:-1] if row["code"][:-1] in known else ""
        title = row["title_en"].strip()
        lines.append((row["code"], parent, len(row["code"]) - 1, title[:1].upper() + title[1:]))
    return text(("code", "parent", "level", "title_en"), sorted(lines))


LISTS = {"places.csv": places, "isco08.csv": isco08, "isic4.csv": isic4, "isced_f13.csv": isced_f13}


def compiled(shared: Path) -> dict[str, str]:
    """File name → the text it should hold."""
    return {file: make(shared) for file, make in LISTS.items()}


def main(arguments: list[str]) -> int:
    """Writes the files, or with `--check` compares them."""
    options = [argument for argument in arguments if not argument.startswith("--")]
    shared = Path(options[0] if options else "../shared/data")
    try:
        texts = compiled(shared)
    except (FileNotFoundError, NotADirectoryError) as fault:
        said = f"There is no file {fault.filename}." if shared.is_dir() else f"There is no folder {shared}."
        print(said, FACTS_FROM, sep="\n", file=sys.stderr)
        return 2
    differ = 0
    for file, wanted in texts.items():
        path = CODES / file
        same = path.is_file() and path.read_text(encoding="utf-8") == wanted
        if "--check" in arguments:
            differ += not same
            print(f"{file}: {'as compiled' if same else 'DIFFERS'}")
        elif not same:
            path.write_text(wanted, encoding="utf-8")
            print(f"wrote {file} ({wanted.count(chr(10)) - 1} rows)")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
