"""An invented casework to look at: offices with keys, reports in several languages, cases in every state."""

from fairway_portal.casework.demonstration.making import Demonstrated, demonstrate

__all__ = ["Demonstrated", "demonstrate"]
