"""Surveys and their versions, drafts, submissions, and those who collect for others."""

from fairway_portal.surveys.models.collector import Collector, Session
from fairway_portal.surveys.models.draft import Draft
from fairway_portal.surveys.models.submission import Attachment, Conflict, Submission
from fairway_portal.surveys.models.survey import Survey, Version
from fairway_portal.surveys.models.working import Working

__all__ = ["Attachment", "Collector", "Conflict", "Draft", "Session", "Submission", "Survey", "Version", "Working"]
