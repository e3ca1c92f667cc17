"""Many people move the money of a few guarantees at once, in threads; prints what is left of it as JSON.

Run as a program in an environment that names a migrated database: `python concurrent_movements.py THREADS OPERATIONS
SEED`. Every thread proposes and approves draw-downs, pays in, releases and reverses, with what it last saw.
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import django

django.setup()

from django.db import connection  # noqa: E402 -- the models need the settings
from django.utils.timezone import localdate  # noqa: E402

from fairway.kernel.errors import InputError  # noqa: E402
from fairway_portal.register.inspections import actions  # noqa: E402
from fairway_portal.register.inspections.models import Guarantee, GuaranteeEntry  # noqa: E402
from fairway_portal.register.inspections.verification import verified  # noqa: E402
from fairway_portal.register.licensing import actions as licensing  # noqa: E402
from tests.people import member, organisation, person  # noqa: E402
from tests.unit.portal.register.inspections import made  # noqa: E402

from fairway_portal.accounts.models import Role  # noqa: E402  # isort: skip

GUARANTEES = 3


def main(threads: int, operations: int, seed: int) -> dict[str, Any]:
    """Has so many threads do so many operations in all; what became of them and of the ledgers."""
    ministry = organisation("ministry", country="NPL")
    supervisors = [member(Role.SUPERVISOR, of=ministry) for _ in range(threads)]
    officers = [person() for _ in range(threads)]
    several = [made.guarantee(required=50_000, held=60_000) for _ in range(GUARANTEES)]
    together = Barrier(threads)

    def one(number: int) -> Counter[str]:
        draw, became = random.Random(seed * 1000 + number), Counter[str]()
        together.wait()
        try:
            for _ in range(operations // threads):
                which = several[draw.randrange(GUARANTEES)]
                became[_try(draw, which, officers[number], supervisors[number])] += 1
        finally:
            connection.close()
        return became

    with ThreadPoolExecutor(threads) as pool:
        became = sum(pool.map(one, range(threads)), Counter[str]())
    return {
        "vendor": connection.vendor,
        "became": dict(became),
        "faults": [fault.message.plain() for ledger in verified() for fault in ledger.faults],
        "below": GuaranteeEntry.objects.filter(balance__lt=0).count(),
        "entries": GuaranteeEntry.objects.count() - GUARANTEES,
        "held": list(Guarantee.objects.values_list("held", flat=True)),
    }


def _try(draw: random.Random, which: Guarantee, officer: Any, supervisor: Any) -> str:
    """One operation on what the thread sees now: `moved`, or why not."""
    now = Guarantee.objects.get(pk=which.pk)
    given = {"by": officer, "guarantee": now, "saw": now.version, "reason": "A test"}
    money = {"amount": draw.randrange(1, 40_000), "currency": "NPR", "reference": f"R {draw.randrange(9999)}"}
    on = {"on": localdate() - timedelta(days=draw.randrange(9))}
    kind = draw.choice(("draw", "draw", "draw", "deposit", "replenish", "release", "reverse"))
    try:
        if kind == "draw":
            asked = actions.propose_draw_down(**given, **money, legal_basis="Act")
            licensing.decide(by=supervisor, proposal=asked, approve=True, words="Agreed")
        elif kind == "release":
            actions.release(**given, **money, **on, legal_basis="Act")
        elif kind == "reverse":
            number = draw.randrange(1, now.version + 1)
            if GuaranteeEntry.objects.filter(guarantee=now, number=number, amount__gt=0).exists():
                asked = actions.propose_reversal(
                    **given, number=number, reference=money["reference"], legal_basis="Act"
                )
                licensing.decide(by=supervisor, proposal=asked, approve=True, words="Agreed")
            else:
                actions.reverse(**given, number=number)
        else:
            {"deposit": actions.deposit, "replenish": actions.replenish}[kind](**given, **money, **on)
    except InputError as refusal:
        return str(refusal.details.get("reason", refusal.slug))
    return "moved"


if __name__ == "__main__":
    print(json.dumps(main(*(int(one) for one in sys.argv[1:4]))))
