"""Decisions of moderators: with a reason, in the log, respected, never a deletion, and the second is told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from fairway_portal.accounts.models import AuditEntry
from fairway_portal.monitor import queries_desk
from fairway_portal.monitor.actions import clusters, comments, corrections, matching, replies
from fairway_portal.monitor.actions.errors import AlreadyDecided, DecisionRefused
from fairway_portal.monitor.models import Cluster, Comment, Correction, Decision, ModerationEntry, Rating, Reply
from tests.people import person
from tests.unit.portal.monitor.rated import an_agency, rated

pytestmark = pytest.mark.django_db
WHY = "Thirty forms in one hand."


def held(n: int = 40) -> Cluster:
    """A crowd of copies among honest ratings, as the detection keeps it."""
    target = an_agency()
    for other in range(6):
        for ago in range(12):
            rated(
                an_agency() if ago == 0 and other else target, received=localdate() - timedelta(days=20 * ago + other)
            )
    for at in range(n):
        rated(target, items="1" * 10 + "0" * 13, tier="open", received=localdate() - timedelta(days=at % 30))
    clusters.look_for_attacks(by=None, on=localdate())
    return Cluster.objects.get(agency=target, held=True)


def states(cluster: Cluster) -> set[str]:
    return set(Rating.objects.filter(pk__in=cluster.members).values_list("state", flat=True))


def test_what_the_detection_holds_is_logged_once_and_nothing_is_lost() -> None:
    cluster = held()
    there = Rating.objects.count()
    assert states(cluster) == {"held"}
    entry = ModerationEntry.objects.get(action="cluster.held")
    assert (entry.by, entry.agency) == (None, cluster.agency)
    assert "ratings in" in entry.reason
    assert clusters.look_for_attacks(by=None, on=localdate()) == 0
    assert ModerationEntry.objects.filter(action="cluster.held").count() == 1
    assert Rating.objects.count() == there


def test_a_decision_on_a_group_holds_for_later_runs_and_can_be_changed() -> None:
    cluster = held()
    clusters.decide_on_cluster(
        by=person(), cluster=cluster, keep=False, reason=WHY, seen=clusters.seen_of(cluster)
    )  # fmt: skip
    assert states(cluster) == {"out"}
    clusters.look_for_attacks(by=None, on=localdate())
    cluster.refresh_from_db()
    assert (states(cluster), cluster.decided) == ({"out"}, "out")
    clusters.decide_on_cluster(
        by=person(), cluster=cluster, keep=True, reason="A course.", seen=clusters.seen_of(cluster)
    )
    clusters.look_for_attacks(by=None, on=localdate())
    assert states(cluster) == {"counted"}
    told = list(ModerationEntry.objects.order_by("pk").values_list("action", flat=True))
    assert told == ["cluster.held", "cluster.out", "cluster.kept"]
    assert AuditEntry.objects.filter(action="moderation.cluster.kept", reason="A course.").exists()


def test_later_ratings_of_a_group_that_was_taken_out_are_out_too() -> None:
    cluster = held()
    clusters.decide_on_cluster(by=person(), cluster=cluster, keep=False, reason=WHY, seen=clusters.seen_of(cluster))
    later = rated(cluster.agency, 5, items="1" * 10 + "0" * 13, tier="open")
    clusters.look_for_attacks(by=None, on=localdate())
    assert set(Rating.objects.filter(pk__in=[one.pk for one in later]).values_list("state", flat=True)) == {"out"}


def test_of_two_moderators_at_a_group_the_second_is_told() -> None:
    cluster = held()
    seen = clusters.seen_of(cluster)
    clusters.decide_on_cluster(by=person(), cluster=cluster, keep=False, reason=WHY, seen=seen)
    with pytest.raises(AlreadyDecided):
        clusters.decide_on_cluster(by=person(), cluster=cluster, keep=True, reason="A course.", seen=seen)
    assert states(cluster) == {"out"}
    assert not ModerationEntry.objects.filter(action="cluster.kept").exists()


def test_a_decision_while_the_ratings_are_looked_through_is_not_lost() -> None:
    cluster = held()
    run = clusters.looked(on=localdate(), demonstration=False)
    clusters.decide_on_cluster(by=person(), cluster=cluster, keep=False, reason=WHY, seen=clusters.seen_of(cluster))
    with pytest.raises(clusters.ChangedMeanwhile):
        clusters.keep_findings(run)
    assert states(cluster) == {"out"}


def test_a_rating_is_matched_once() -> None:
    (rating,), agency = rated(None, said="Himall"), an_agency("Himal")
    with pytest.raises(DecisionRefused, match="reason"):
        matching.match_rating(by=person(), rating=rating, agency=agency, reason="  ")
    matching.match_rating(by=person(), rating=rating, agency=agency, reason="A slip of the pen.")
    with pytest.raises(AlreadyDecided):
        matching.match_rating(by=person(), rating=rating, agency=an_agency(), reason="Another.")
    with pytest.raises(AlreadyDecided):
        matching.set_aside(by=person(), rating=rating, reason="Nobody.")
    rating.refresh_from_db()
    assert (rating.agency, rating.state) == (agency, "counted")


def test_a_rating_set_aside_stays_and_can_be_matched_later() -> None:
    (rating,) = rated(None)
    matching.set_aside(by=person(), rating=rating, reason="Nobody knows.")
    assert queries_desk.work_list().counts["ratings"] == 0
    matching.match_rating(by=person(), rating=rating, agency=an_agency(), reason="Now we know.")
    rating.refresh_from_db()
    assert rating.state == "counted"
    assert not Decision.objects.exists()


def test_a_fact_is_never_matched_with_an_invented_agency() -> None:
    (rating,) = rated(None)
    with pytest.raises(DecisionRefused, match="made up"):
        matching.match_rating(by=person(), rating=rating, agency=an_agency(demonstration=True), reason="?")


def test_a_comment_is_shown_in_the_words_that_were_checked() -> None:
    rated(an_agency(), comment="Mr Rai, 9841234567, took it")
    comment = Comment.objects.get()
    seen = comments.seen_of(comment)
    with pytest.raises(DecisionRefused, match="no words"):
        comments.check_comment(by=person(), comment=comment, show=True, checked=" ", reason="Fine.", seen=seen)
    comments.check_comment(by=person(), comment=comment, show=True, checked="[…] took it", reason="Fine.", seen=seen)
    comment.refresh_from_db()
    assert (comment.state, comment.checked, comment.text) == ("shown", "[…] took it", "Mr Rai, 9841234567, took it")
    with pytest.raises(AlreadyDecided):
        comments.check_comment(by=person(), comment=comment, show=False, checked="", reason="No.", seen=seen)
    again = comments.seen_of(comment)
    comments.check_comment(by=person(), comment=comment, show=False, checked="", reason="Names a street.", seen=again)
    comment.refresh_from_db()
    assert (comment.state, comment.checked) == ("refused", "")
    assert not any("Rai" in str(row) for row in ModerationEntry.objects.values())


def test_a_reply_waits_is_shown_and_can_be_withdrawn() -> None:
    agency, staff = an_agency(), person()
    reply = replies.write_reply(by=staff, agency=agency, text="We pay it back.", language="en")
    with pytest.raises(DecisionRefused, match="waits"):
        replies.write_reply(by=staff, agency=agency, text="And more.", language="en")
    replies.check_reply(by=person(), reply=reply, show=True, reason="Names nobody.", seen="waiting")
    with pytest.raises(AlreadyDecided):
        replies.check_reply(by=person(), reply=reply, show=False, reason="Names somebody.", seen="waiting")
    replies.withdraw_reply(by=staff, reply=reply)
    with pytest.raises(AlreadyDecided):
        replies.check_reply(by=person(), reply=reply, show=True, reason="Good.", seen="withdrawn")
    reply.refresh_from_db()
    assert (reply.state, reply.text) == (Reply.State.WITHDRAWN, "We pay it back.")


@pytest.mark.parametrize("text", ["", " \n ", "x" * 2001])
def test_a_reply_that_is_empty_or_too_long_is_refused(text: str) -> None:
    with pytest.raises(DecisionRefused):
        replies.write_reply(by=person(), agency=an_agency(), text=text, language="en")


def test_a_request_is_answered_once_and_five_may_wait() -> None:
    agency, staff = an_agency(), person()
    asked = [
        corrections.ask_correction(by=staff, agency=agency, kind="wrong", text=f"The city is wrong {at}.")
        for at in range(5)
    ]
    with pytest.raises(DecisionRefused, match="wait already"):
        corrections.ask_correction(by=staff, agency=agency, kind="not_us", text="Not us.")
    corrections.answer_correction(by=person(), correction=asked[0], accept=True, reason="It is Pokhara now.")
    with pytest.raises(AlreadyDecided):
        corrections.answer_correction(by=person(), correction=asked[0], accept=False, reason="No.")
    assert Correction.objects.get(pk=asked[0].pk).reason == "It is Pokhara now."
