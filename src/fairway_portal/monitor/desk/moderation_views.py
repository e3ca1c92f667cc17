"""The moderators' work: what waits, and a page for each thing on which somebody must decide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.timezone import localdate

from fairway.kernel.text import Text
from fairway.recruitment.ratings.clusters_reasons import reason
from fairway_portal.accounts.models import Role
from fairway_portal.accounts.notices import say_next
from fairway_portal.accounts.permissions import DeskRequest, requires
from fairway_portal.actors import queries as agencies
from fairway_portal.actors import search
from fairway_portal.actors.search import FoundAgency
from fairway_portal.design import addresses
from fairway_portal.design.rendering import render
from fairway_portal.monitor import queries_desk
from fairway_portal.monitor.actions import clusters as cluster_actions
from fairway_portal.monitor.actions import comments as comment_actions
from fairway_portal.monitor.actions import matching
from fairway_portal.monitor.actions.corrections import KINDS, answer_correction
from fairway_portal.monitor.actions.entries import ACTIONS
from fairway_portal.monitor.desk import noticing
from fairway_portal.monitor.desk.forms import DecisionAsked, read_decision
from fairway_portal.monitor.models import Cluster, Comment, Correction, ModerationEntry, Rating
from fairway_portal.monitor.publishing import invented_too

M = TypeVar("M", bound=Model)
LINES = 100


@dataclass(frozen=True, slots=True)
class Work:
    """What waits."""

    waiting: queries_desk.WorkList
    kinds: dict[str, Text]
    at_once: int = queries_desk.AT_ONCE


@requires(Role.MODERATOR, methods=("GET",))
def work(request: DeskRequest) -> HttpResponse:
    """The work-list."""
    return render(request, "monitor/desk/moderation.html", Work(queries_desk.work_list(), KINDS))


@requires(Role.MODERATOR, methods=("POST",))
def look(request: DeskRequest) -> HttpResponse:
    """Runs the detection of attacks over all ratings."""
    held = sum(
        cluster_actions.look_for_attacks(by=request.person, on=localdate(), demonstration=kind)
        for kind in invented_too()
    )
    say_next(request, Text("All ratings were looked through. Newly held back: {n} groups.", n=held))
    return HttpResponseRedirect(addresses.url("moderation"))


@dataclass(frozen=True, slots=True)
class RatingPage:
    """A rating without an agency, and agencies that may be meant. No answer of the worker is here."""

    rating: Rating
    asked: str
    found: tuple[FoundAgency, ...]


@requires(Role.MODERATOR)
def rating(request: DeskRequest, id: int) -> HttpResponse:
    """Which agency is meant."""
    found = _found(queries_desk.ratings_without_agency(), id)
    if request.method == "POST":
        asked = read_decision(request.POST)
        if asked.word == "aside":
            matching.set_aside(by=request.person, rating=found, reason=asked.reason)
            return _back(request, Text("The rating is set aside."))
        agency = agencies.agency(asked.word)
        if agency is None:
            raise Http404
        matching.match_rating(by=request.person, rating=found, agency=agency, reason=asked.reason)
        return _back(request, Text("The rating is given to {name}.", name=agency.name))
    asked_for = request.GET.get("q", found.agency_said).strip()[: search.LONGEST]
    page = RatingPage(found, asked_for, search.find(asked_for, limit=10))
    return render(request, "monitor/desk/rating.html", page)


@dataclass(frozen=True, slots=True)
class ClusterPage:
    """A crowd: how large, when, and why it looks like an attack."""

    cluster: Cluster
    reasons: tuple[Text, ...]
    seen: str


@requires(Role.MODERATOR)
def cluster(request: DeskRequest, id: int) -> HttpResponse:
    """Whether a crowd counts."""
    found = _found(queries_desk.clusters(), id)
    if request.method == "POST":
        asked = _one_of(read_decision(request.POST), "keep", "out")
        cluster_actions.decide_on_cluster(
            by=request.person, cluster=found, keep=asked.word == "keep", reason=asked.reason, seen=asked.seen
        )
        return _back(request, Text("The decision holds for all ratings of the group, also for those to come."))
    days = (found.last - found.first).days + 1
    reasons = tuple(reason(signal, size=found.size, days=days) for signal in found.signals)
    page = ClusterPage(found, reasons, cluster_actions.seen_of(found))
    return render(request, "monitor/desk/cluster.html", page)


@dataclass(frozen=True, slots=True)
class CommentPage:
    """A comment with what may tell who somebody is marked, and the words that are proposed."""

    comment: Comment
    pieces: tuple[noticing.Piece, ...]
    words: str
    seen: str
    longest: int = comment_actions.LONGEST


@requires(Role.MODERATOR)
def comment(request: DeskRequest, id: int) -> HttpResponse:
    """Whether a comment is shown, and in which words."""
    found = _found(queries_desk.comments(), id)
    if request.method == "POST":
        asked = _one_of(read_decision(request.POST), "show", "refuse")
        comment_actions.check_comment(
            by=request.person, comment=found, show=asked.word == "show", checked=asked.text, reason=asked.reason,
            seen=asked.seen,
        )  # fmt: skip
        return _back(request, Text("The comment is decided on."))
    words = found.checked or noticing.proposed(found.text)
    page = CommentPage(found, noticing.pieces(found.text), words, comment_actions.seen_of(found))
    return render(request, "monitor/desk/comment.html", page)


@dataclass(frozen=True, slots=True)
class CorrectionPage:
    """What an agency says is wrong."""

    correction: Correction
    kind: Text


@requires(Role.MODERATOR)
def correction(request: DeskRequest, id: int) -> HttpResponse:
    """Whether an agency is right."""
    found = _found(queries_desk.corrections(), id)
    if request.method == "POST":
        asked = _one_of(read_decision(request.POST), "accept", "refuse")
        answer_correction(
            by=request.person, correction=found, accept=asked.word == "accept", reason=asked.reason
        )  # fmt: skip
        return _back(request, Text("The agency can read your answer now."))
    return render(request, "monitor/desk/correction.html", CorrectionPage(found, KINDS[found.kind]))


@dataclass(frozen=True, slots=True)
class LogPage:
    """Lines of the moderation log, the newest first."""

    entries: tuple[ModerationEntry, ...]
    actions: dict[str, Text]
    links: dict[int, str]
    number: int
    count: int


@requires(Role.MODERATOR, Role.ADMINISTRATOR, methods=("GET",))
def log(request: DeskRequest) -> HttpResponse:
    """The moderation log."""
    entries = queries_desk.log()
    count = max(1, -(-entries.count() // LINES))
    asked = request.GET.get("page", "")
    number = min(max(1, int(asked) if asked.isdecimal() and len(asked) < 9 else 1), count)
    shown = tuple(entries[(number - 1) * LINES : number * LINES])
    return render(request, "monitor/desk/log.html", LogPage(shown, ACTIONS, _links(request, shown), number, count))


def _links(request: DeskRequest, entries: tuple[ModerationEntry, ...]) -> dict[int, str]:
    """Entry → the page on which a moderator can decide anew."""
    if request.membership.role != Role.MODERATOR:
        return {}
    groups = dict(queries_desk.clusters().values_list("name", "pk"))
    found = {}
    for entry in entries:
        kind, _, of = entry.subject.partition(" ")
        name = {"comment": "moderation-comment", "reply": "reply", "cluster": "moderation-cluster"}.get(kind)
        number = groups.get(of) if kind == "cluster" else of
        if name and number:
            found[entry.pk] = addresses.url(name, str(number))
    return found


def _found(rows: QuerySet[M], id: int) -> M:
    found = rows.filter(pk=id).first()
    if found is None:
        raise Http404
    return found


def _one_of(asked: DecisionAsked, *words: str) -> DecisionAsked:
    if asked.word not in words:
        raise Http404
    return asked


def _back(request: DeskRequest, said: Text) -> HttpResponse:
    say_next(request, said)
    return HttpResponseRedirect(addresses.url("moderation"))
