"""The corridor profile: it asks every subject and decides nothing itself."""

from fairway.corridors.profiling import profile
from fairway.kernel.corridor import Corridor

__all__ = ["Corridor", "profile"]
