"""Addresses of `monitor.desk`."""

from __future__ import annotations

from django.urls import URLPattern, path

from fairway_portal.monitor.desk import (
    helper_views,
    moderation_views,
    publication_views,
    reply_views,
    voucher_views,
)

urlpatterns: list[URLPattern] = [
    path("vouchers", voucher_views.batches, name="vouchers"),
    path("vouchers/<int:id>/revoke", voucher_views.revoke, name="voucher-revoke"),
    path("moderation", moderation_views.work, name="moderation"),
    path("moderation/look", moderation_views.look, name="moderation-look"),
    path("moderation/log", moderation_views.log, name="moderation-log"),
    path("moderation/ratings/<int:id>", moderation_views.rating, name="moderation-rating"),
    path("moderation/groups/<int:id>", moderation_views.cluster, name="moderation-cluster"),
    path("moderation/comments/<int:id>", moderation_views.comment, name="moderation-comment"),
    path("moderation/corrections/<int:id>", moderation_views.correction, name="moderation-correction"),
    path("publications", publication_views.publications, name="publications"),
    path("publications/next", publication_views.next_real, name="publication-next"),
    path("publications/next-demonstration", publication_views.next_invented, name="publication-next-demonstration"),
    path("replies", reply_views.page, name="replies"),
    path("replies/write", reply_views.write, name="reply-write"),
    path("replies/correction", reply_views.ask, name="correction-ask"),
    path("replies/<int:id>", reply_views.reply, name="reply"),
    path("replies/<int:id>/withdraw", reply_views.withdraw, name="reply-withdraw"),
    path("helpers", helper_views.helpers, name="helpers"),
    path("helpers/<int:id>", helper_views.helper, name="helper"),
    path("helpers/<int:id>/remove", helper_views.remove, name="helper-remove"),
]
