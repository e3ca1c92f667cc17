"""The invented agencies and ratings of the demonstration, from the library's simulator, with an attack among them."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final
from uuid import NAMESPACE_URL, uuid5

from fairway.recruitment.ratings.answering import FOR, UNSAID, item_codes
from fairway.recruitment.ratings.items import ITEMS, NAMES
from fairway_portal.accounts.models import Organisation
from fairway_portal.actors.actions import import_agencies
from fairway_portal.actors.lists import Listed
from fairway_portal.actors.models import Agency
from fairway_portal.monitor.models import Comment, Rating, Voucher, VoucherBatch
from fairway_portal.monitor.own_surveys import SLUGS
from fairway_portal.surveys.answers import content_hash
from fairway_portal.surveys.models import Session, Submission, Survey
from fairway_portal.surveys.writing import writing

if TYPE_CHECKING:
    import polars as pl

    from fairway.recruitment.ratings.simulation import World

SOURCE: Final = "Invented for the demonstration"
ATTACKS: Final = {"one_day_burst": ("simulated-000007", 1000), "templates": ("simulated-000004", 850)}
"""Shape of an attack → the agency, by its number in the simulation, and the day on which it begins."""
FAKES: Final = (60, 60)
ATTACKED: Final = "ATTACKED-"
"""How the licence numbers of these agencies begin, so that whoever tries the demonstration finds them."""
AT_ONCE: Final = 1000
CHECKED: Final = 60
"""Comments that a moderator is said to have checked; the others wait."""
UNKNOWN: Final = ("Rhubarb Teapott Oversees", "the office beside the tea shop", "रंगीन छाता", "?")
"""What four workers wrote of agencies that nobody finds."""


def there() -> bool:
    """Whether the ratings are made."""
    return Rating.objects.filter(demonstration=True, submission__channel=Submission.Channel.IMPORT).exists()


def count() -> int:
    """How many invented ratings there are."""
    return Rating.objects.filter(demonstration=True).count()


def make(*, seed: int, agencies: int, until: date, issuers: Sequence[Organisation]) -> None:
    """Makes agencies and ratings, all or none.

    Args:
        seed: The same seed and day give the same.
        agencies: How many.
        until: The day of the latest rating.
        issuers: Who gave vouchers and collected paper forms.
    """
    from fairway.recruitment.ratings.simulation import simulated_ratings

    world = simulated_ratings(seed, agencies=agencies, until=until)
    ratings = _with_attacks(world, seed)
    with writing():
        _ratings(ratings.sort("received", "rating"), world, _agencies(world), issuers, until)


def _with_attacks(world: World, seed: int) -> pl.DataFrame:
    import polars as pl

    from fairway.recruitment.ratings.simulation_attacks import attacked

    known = set(world.agencies["agency"])
    parts = [world.ratings]
    for shape, (target, start) in ATTACKS.items():
        if target in known:
            found = attacked(world, shape, seed=seed, targets=[target], fakes=FAKES, starts=(start, start))
            forged = found.ratings.tail(len(found.fakes))
            parts.append(forged.with_columns(pl.format("{}-{}", pl.lit(shape), "rating").alias("rating")))
    return pl.concat(parts)


def _agencies(world: World) -> dict[str, Agency]:
    """Number in the simulation → agency."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in world.agencies.iter_rows(named=True):
        rows.setdefault(row["country"], []).append(row)
    known: dict[str, Agency] = {}
    for country, some in rows.items():
        licences = {row["agency"]: _licence(row) for row in some}
        listed = [Listed(line, row["name"], licences[row["agency"]]) for line, row in enumerate(some, 2)]
        import_agencies(listed, country=country, source=SOURCE, by=None, demonstration=True)
        made = Agency.objects.filter(demonstration=True, country=country, licence_number__in=licences.values())
        by_licence = {agency.licence_number: agency for agency in made}
        known |= {number: by_licence[licence] for number, licence in licences.items()}
    return known


def _licence(row: Mapping[str, Any]) -> str:
    number = row["agency"][-6:]
    if any(row["agency"] == target for target, _ in ATTACKS.values()):
        return ATTACKED + str(number)
    return str(row["licence"] or f"NONE-{number}")


def _ratings(
    ratings: pl.DataFrame, world: World, known: Mapping[str, Agency], issuers: Sequence[Organisation], until: date
) -> None:
    import polars as pl

    paid = world.amounts.rename({"monthly_pay": "pay"})
    rows = ratings.join(paid, on="rating", how="left", maintain_order="left")
    together = rows.drop_nulls("batch").group_by("batch", "tier", maintain_order=True).agg(
        pl.len(), pl.col("received").min().alias("first")
    )  # fmt: skip
    batches, sessions = _occasions(together, issuers, until)
    survey = Survey.objects.select_related("current").get(slug=SLUGS["recruitment_rating"])
    made = [_made(row, survey, known, batches, sessions) for row in rows.iter_rows(named=True)]
    made += [_unknown(survey, said, until) for said in UNKNOWN]
    Submission.objects.bulk_create([one.submission for one, _ in made], batch_size=AT_ONCE)
    Rating.objects.bulk_create([one for one, _ in made], batch_size=AT_ONCE)
    Comment.objects.bulk_create(_comments(made), batch_size=AT_ONCE)


def _comments(made: Sequence[tuple[Rating, str]]) -> Iterator[Comment]:
    written = [(rating, text) for rating, text in made if text]
    for at, (rating, text) in enumerate(written):
        checked = at < CHECKED
        state = Comment.State.SHOWN if checked else Comment.State.HIDDEN
        yield Comment(
            rating=rating, text=text, checked=text if checked else "", language=rating.submission.language, state=state
        )


def _occasions(
    together: pl.DataFrame, issuers: Sequence[Organisation], until: date
) -> tuple[dict[str, VoucherBatch], dict[str, Session]]:
    """Batches of vouchers, of which those of the ratings are used up, and outreach sessions."""
    batches, sessions = dict[str, VoucherBatch](), dict[str, Session]()
    for at, (name, tier, size, first) in enumerate(together.iter_rows()):
        issuer = issuers[at % len(issuers)]
        label = f"{name} (demonstration)"
        if tier == "voucher":
            expires = max(first, until) + timedelta(days=180)
            batches[name] = VoucherBatch.objects.create(
                issuer=issuer, label=label, made=first, expires=expires, demonstration=True
            )
            # Nobody has these cards: what stands for each is the hash of nothing that can be typed.
            Voucher.objects.bulk_create(
                Voucher(batch=batches[name], code_hash=secrets.token_hex(32), used=number < size)
                for number in range(2 * size)
            )
        else:
            key = uuid5(NAMESPACE_URL, f"demonstration {name}")
            sessions[name], _ = Session.objects.get_or_create(
                key=key, defaults={"organisation": issuer, "label": label, "day": first}
            )
    return batches, sessions


def _made(
    row: Mapping[str, Any], survey: Survey, known: Mapping[str, Agency], batches: Mapping[str, VoucherBatch],
    sessions: Mapping[str, Session],
) -> tuple[Rating, str]:  # fmt: skip
    agency = known[row["agency"]]
    answers = _answers(row, agency.code)
    session = sessions.get(row["batch"] or "")
    submission = _submission(survey, row["rating"], answers, row["language"], row["received"], session)
    rating = Rating(
        submission=submission,
        agency=agency,
        agency_said=agency.code,
        tier=row["tier"],
        batch=batches.get(row["batch"] or ""),
        items=item_codes(answers),
        origin=row["origin"],
        destination=row["destination"],
        sector=row["sector"] or "",
        departure_year=row["departure_year"],
        received=row["received"],
        demonstration=True,
    )
    return rating, row["comment"] or ""


def _unknown(survey: Survey, said: str, until: date) -> tuple[Rating, str]:
    submission = _submission(survey, f"unknown {said}", {"consent": "yes", "agency": said}, "en", until, None)
    rating = Rating(
        submission=submission, agency_said=said, tier="open", items=UNSAID * len(NAMES), origin="NPL",
        destination="QAT", received=until, demonstration=True,
    )  # fmt: skip
    return rating, ""


def _submission(
    survey: Survey, name: str, answers: dict[str, Any], language: str, received: date, session: Session | None
) -> Submission:
    assert survey.current is not None
    return Submission(
        survey=survey,
        version=survey.current,
        instance=uuid5(NAMESPACE_URL, f"demonstration {hashlib.sha256(name.encode()).hexdigest()}"),
        content_hash=content_hash(survey.current.version, answers),
        answers=answers,
        language=language,
        channel=Submission.Channel.IMPORT,
        received=received,
        session=session,
        demonstration=True,
    )


def _answers(row: Mapping[str, Any], code: str) -> dict[str, Any]:
    """The answers that a form with these ratings would hold."""
    said: dict[str, Any] = {"consent": "yes", "agency": code}
    for item in ITEMS:
        if row[item.name] is not None:
            said[item.name] = item.good[0] if str(row[item.name]) == FOR else item.bad[0]
    said |= {name: row[name] for name in ("origin", "destination", "sector", "found_by") if row[name]}
    if row["departure_year"]:
        said["departure_year"] = f"{row['departure_year']}-01-01"
    if row["total"]:
        said |= {"fee_total": f"{row['total']:g}", "fee_currency": row["currency"]}
    if row["pay"]:
        said |= {"pay_amount": f"{row['pay']:g}", "pay_currency": row["currency"]}
    return said
