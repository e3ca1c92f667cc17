"""Vouchers, ratings, moderation, publications, replies, corrections, helpers."""

from fairway_portal.monitor.models.cluster import Cluster
from fairway_portal.monitor.models.correction import Correction
from fairway_portal.monitor.models.helper import Helper
from fairway_portal.monitor.models.moderation import Decision, ModerationEntry
from fairway_portal.monitor.models.prepared import PreparedPublication
from fairway_portal.monitor.models.publication import Publication, PublishedAgency
from fairway_portal.monitor.models.rating import Comment, Rating
from fairway_portal.monitor.models.reply import Reply
from fairway_portal.monitor.models.voucher import Voucher, VoucherBatch

__all__ = [
    "Cluster",
    "Comment",
    "Correction",
    "Decision",
    "Helper",
    "ModerationEntry",
    "PreparedPublication",
    "Publication",
    "PublishedAgency",
    "Rating",
    "Reply",
    "Voucher",
    "VoucherBatch",
]
