"""The substitution check: comparisons a second, and how it does on the labelled contracts of tests/spec.

Run with `python -m benchmarks.contract_check`. The labelled set was used for tuning: it shows what is known to work and
not how well the check does on contracts that it has not seen.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parent.parent))

SECONDS: Final = 3.0
GOAL: Final = 10_000
SERIOUS: Final = ("substantive", "total")
GRADES: Final = ("none", "improved", "minor", "substantive", "total")


def main() -> None:
    """Prints speed and accuracy; a missed goal is printed and fails nothing."""
    from fairway.recruitment.contracts.comparing import compare
    from tests.spec.recruitment.contracts.pairs import PAIRS

    pairs = [case.stages()[:2] for case in PAIRS]
    for pair in pairs:
        compare(*pair)
    done, began = 0, time.process_time()
    while (spent := time.process_time() - began) < SECONDS:
        for pair in pairs:
            compare(*pair)
        done += len(pairs)
    print(f"comparisons of two stages: {done / spent:,.0f} a second of processor time (goal {GOAL:,})")

    found = Counter((case.grade, case.answer().grade) for case in PAIRS)
    print(f"\n{'label':<12}" + "".join(f"{grade:>13}" for grade in GRADES))
    for label in GRADES:
        print(f"{label:<12}" + "".join(f"{found[label, grade]:>13}" for grade in GRADES))
    serious = sum(count for (label, _), count in found.items() if label in SERIOUS)
    caught = sum(count for (label, grade), count in found.items() if label in SERIOUS and grade in SERIOUS)
    layouts = [case for case in PAIRS if case.layout]
    wrong = sum(case.answer().grade in SERIOUS for case in layouts)
    print(f"\nsubstantive or worse: {caught} of {serious} found, recall {caught / serious:.3f} (goal 0.98)")
    print(f"one contract in another layout: {wrong} of {len(layouts)} called substantive (goal 0)")


if __name__ == "__main__":
    main()
