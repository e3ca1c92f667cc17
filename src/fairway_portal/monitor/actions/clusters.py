"""Running the detection of attacks, and deciding on what it found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, Literal

from fairway.kernel.errors import RetryableError
from fairway.kernel.text import Text
from fairway_portal.accounts.models import Person
from fairway_portal.actors.models import Agency
from fairway_portal.monitor import frames
from fairway_portal.monitor.actions.entries import noted, with_reason
from fairway_portal.monitor.actions.errors import AlreadyDecided
from fairway_portal.monitor.models import Cluster, Decision, Rating
from fairway_portal.surveys.writing import writing

if TYPE_CHECKING:
    import polars as pl

    from fairway.recruitment.ratings.clusters import Clustered
    from fairway.recruitment.ratings.clusters_merging import Cluster as Suspicion

AT_ONCE: Final = 5000
"""Rows named in one statement."""
Word = Literal["keep", "out"]


class ChangedMeanwhile(RetryableError):
    """Somebody decided while the ratings were looked through."""

    slug = "changed-meanwhile"

    def __init__(self) -> None:
        super().__init__(
            Text("A moderator decided on something in the meantime."),
            advice=Text("Nothing was changed. Do it again: it takes some seconds."),
        )


@dataclass(frozen=True, slots=True)
class Looked:
    """One run of the detection, not yet kept.

    Attributes:
        on: Later ratings are not looked at.
        demonstration: Whether it looked at invented ratings.
        found: Ratings with their weights, and the suspicious crowds.
        decided: The decisions that it respected.
    """

    on: date
    demonstration: bool
    found: Clustered
    decided: Mapping[str, Word]


def looked(*, on: date, demonstration: bool) -> Looked:
    """Runs the detection; nothing changes.

    Args:
        on: Later ratings are not known yet.
        demonstration: The invented ratings, or the real ones.
    """
    from fairway.recruitment.ratings.clusters import find_clusters

    decided = decisions(demonstration=demonstration)
    found = find_clusters(frames.ratings_frame(demonstration=demonstration), on=on, decided=decided)
    return Looked(on, demonstration, found, decided)


def decisions(*, demonstration: bool) -> dict[str, Word]:
    """Cluster or rating → what moderators decided."""
    clusters = Decision.objects.exclude(cluster="").values_list("cluster", "keep")
    ratings = Decision.objects.filter(rating__demonstration=demonstration).values_list("rating_id", "keep")
    return {str(name): "keep" if keep else "out" for name, keep in (*clusters, *ratings)}


def look_for_attacks(*, by: Person | None, on: date, demonstration: bool = False) -> int:
    """Runs the detection and keeps what it found.

    Args:
        by: Who asked for it; None for a command.
        on: Later ratings are not known yet.
        demonstration: The invented ratings, or the real ones.

    Returns:
        How many crowds are newly held back.

    Raises:
        ChangedMeanwhile: A moderator decided in the meantime.
    """
    run = looked(on=on, demonstration=demonstration)
    with writing():
        return keep_findings(run)


def keep_findings(run: Looked) -> int:
    """Keeps a run: states of ratings, clusters, and a line in the log for each crowd newly held; in a transaction.

    Returns:
        How many crowds are newly held back.

    Raises:
        ChangedMeanwhile: A decision is not the one that the run respected.
    """
    if decisions(demonstration=run.demonstration) != run.decided:
        raise ChangedMeanwhile
    newly = set(_states_kept(run)[Rating.State.HELD])
    agencies = Agency.objects.in_bulk([one.agency for one in run.found.clusters], field_name="code")
    members = _members(run.found.ratings)
    Cluster.objects.filter(demonstration=run.demonstration).update(current=False)
    held = 0
    for one in run.found.clusters:
        of = members[one.id]
        Cluster.objects.update_or_create(name=one.id, defaults=_as_row(one, agencies[one.agency], of, run))
        if newly.intersection(of):
            held += 1
            reason = " ".join(why.plain() for why in one.reasons)
            noted(by=None, action="cluster.held", subject=f"cluster {one.id}", reason=reason,
                  agency=agencies[one.agency], ratings=one.size)  # fmt: skip
    return held


def _as_row(one: Suspicion, agency: Agency, members: list[int], run: Looked) -> dict[str, object]:
    return {
        "agency": agency, "size": one.size, "first": one.first, "last": one.last, "strength": one.strength,
        "signals": dict(one.signals), "members": members, "held": one.highly_suspicious, "decided": one.decided or "",
        "found": run.on, "current": True, "demonstration": run.demonstration,
    }  # fmt: skip


def _members(ratings: pl.DataFrame) -> dict[str, list[int]]:
    rows = ratings.drop_nulls("cluster").group_by("cluster", maintain_order=True).agg("rating")
    return {name: [int(one) for one in members] for name, members in rows.iter_rows()}


def _states_kept(run: Looked) -> dict[str, list[int]]:
    """Brings the states of ratings in step; which ratings came into which state."""
    put_out = {one.id for one in run.found.clusters if one.decided == "out"}
    wanted: dict[int, str] = {}
    for key, cluster, quarantined in run.found.ratings.select("rating", "cluster", "quarantined").iter_rows():
        out = run.decided.get(key, "out" if cluster in put_out else "") == "out"
        waits = Rating.State.OUT if out else Rating.State.HELD
        wanted[int(key)] = waits if quarantined else Rating.State.COUNTED
    changed: dict[str, list[int]] = {state: [] for state in Rating.State.values}
    present = Rating.objects.filter(demonstration=run.demonstration).values_list("pk", "state")
    for key, state in present.iterator(chunk_size=20_000):
        if wanted.get(key, state) != state:
            changed[wanted[key]].append(key)
    for state, keys in changed.items():
        _put(keys, state)
    return changed


def _put(keys: list[int], state: str) -> None:
    for start in range(0, len(keys), AT_ONCE):
        Rating.objects.filter(pk__in=keys[start : start + AT_ONCE]).update(state=state)


def seen_of(cluster: Cluster) -> str:
    """What a form remembers of a cluster as it was shown: its decision and its size."""
    return f"{cluster.decided or '-'}.{cluster.size}"


def decide_on_cluster(*, by: Person, cluster: Cluster, keep: bool, reason: str, seen: str) -> None:
    """Decides on a crowd as a whole: its ratings count after all, or are taken out; later ratings of it likewise.

    Args:
        by: The moderator.
        cluster: Of the latest run.
        keep: Whether its ratings count.
        reason: Why; readers see it.
        seen: As `seen_of` gave it when the page was drawn.

    Raises:
        DecisionRefused: There is no reason.
        AlreadyDecided: It was decided, or has grown, since it was shown.
    """
    why, word = with_reason(reason), "keep" if keep else "out"
    with writing():
        before, _, size = seen.partition(".")
        known = Cluster.objects.filter(pk=cluster.pk, decided=before.strip("-"), size=size if size.isdecimal() else 0)
        if not known.update(decided=word):
            raise AlreadyDecided
        Decision.objects.update_or_create(cluster=cluster.name, defaults={"keep": keep})
        # A cluster may have grown out of others with names of their own: one word must hold for all of them.
        for names in _parts([f"c-{one}" for one in cluster.members]):
            Decision.objects.filter(cluster__in=names).update(keep=keep)
        own = set(Decision.objects.filter(rating__isnull=False).values_list("rating_id", flat=True))
        members = [one for one in cluster.members if one not in own]
        _put(members, Rating.State.COUNTED if keep else Rating.State.OUT)
        noted(by=by, action="cluster.kept" if keep else "cluster.out", subject=f"cluster {cluster.name}", reason=why,
              agency=cluster.agency, ratings=cluster.size)  # fmt: skip


def _parts(names: list[str]) -> Iterable[list[str]]:
    return (names[start : start + AT_ONCE] for start in range(0, len(names), AT_ONCE))
