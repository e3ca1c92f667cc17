"""How a score is made, in plain words, and what moderators did."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from fairway.kernel.text import Text
from fairway.recruitment.ratings.items import DIMENSIONS
from fairway.recruitment.ratings.publishing_settings import PublishingSettings
from fairway_portal.design import speech
from fairway_portal.design.rendering import render, unkept
from fairway_portal.monitor import queries_public
from fairway_portal.monitor.public import saying
from fairway_portal.monitor.queries_public import Batch
from fairway_portal.surveys.running.door_keeping import worker_page


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the log as the page shows it."""

    month: str
    action: Text | str
    reasons: tuple[Text | str, ...]


@dataclass(frozen=True, slots=True)
class Scores:
    """Everything that somebody chose, the last publications, the log."""

    settings: PublishingSettings
    half_life: str
    open_weight: str
    step: int
    level: int
    dominance: int
    warning: Text
    dimensions: tuple[Text, ...]
    batches: tuple[Batch, ...]
    log: tuple[Entry, ...]


@worker_page("GET", private=False)
def scores(request: HttpRequest) -> HttpResponse:
    """The settings of the last publication in sentences, and the public part of the moderation log."""
    used = queries_public.settings_in_force()
    voice = speech.current()
    life = used.scores.half_life
    page = Scores(
        settings=used,
        half_life=voice.number(life, 0 if life == int(life) else 1),
        open_weight=voice.percent(used.scores.tiers.get("open", 0.0) * 100, 0),
        step=round(used.step * 100),
        level=round(used.scores.level * 100),
        dominance=round(used.dominance * 100),
        warning=saying.warning(used),
        dimensions=tuple(DIMENSIONS.values()),
        batches=queries_public.batches(),
        log=tuple(
            Entry(f"{line.month:%Y-%m}", saying.done(line.action), line.signals or (line.reason,))
            for line in queries_public.public_log()
        ),
    )
    return unkept(render(request, "monitor/worker/public_scores.html", page))
