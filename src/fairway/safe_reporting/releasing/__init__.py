"""How counts leave casework: by one function, in numbers behind which nobody can be found."""

from fairway.safe_reporting.releasing.cells import RULES, TOTAL, WHY, Cell, Released, Rules, Why
from fairway.safe_reporting.releasing.leaving import releasable

__all__ = ["RULES", "TOTAL", "WHY", "Cell", "Released", "Rules", "Why", "releasable"]
