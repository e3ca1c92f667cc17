"""Licences, their history, evidence, proposals, appeals, and the feed of changes."""

from fairway_portal.register.licensing.models.appeal import Appeal
from fairway_portal.register.licensing.models.change import Change
from fairway_portal.register.licensing.models.evidence import Evidence
from fairway_portal.register.licensing.models.licence import Licence, LicenceEntry
from fairway_portal.register.licensing.models.proposal import PanelView, Proposal

__all__ = ["Appeal", "Change", "Evidence", "Licence", "LicenceEntry", "PanelView", "Proposal"]
