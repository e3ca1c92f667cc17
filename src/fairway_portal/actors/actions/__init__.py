"""Everything that changes agencies."""

from fairway_portal.actors.actions.adding import AnotherName, add_agency
from fairway_portal.actors.actions.changing import join_agencies, rename_agency, speak_for
from fairway_portal.actors.actions.importing import Imported, import_agencies

__all__ = [
    "AnotherName",
    "Imported",
    "add_agency",
    "import_agencies",
    "join_agencies",
    "rename_agency",
    "speak_for",
]
