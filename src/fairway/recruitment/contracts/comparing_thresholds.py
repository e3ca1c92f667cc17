"""Every threshold of the substitution check, in one place. docs/explanation/contract-substitution.md says why."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

# What counts as the same ------------------------------------------------------------------------------------------
SAME_AMOUNT: Final = Decimal("0.001")
"""Amounts in one currency and period: rounding. Unit: share."""
SAME_CONVERTED: Final = Decimal("0.01")
"""Amounts or hours that were brought to one period: weeks of a month, days of a year. Unit: share."""
SAME_EXCHANGED: Final = Decimal("0.02")
"""Amounts that were brought to one currency: rates of different days. Unit: share."""

# What makes one change substantive --------------------------------------------------------------------------------
PAY_DOWN: Final = Decimal("0.05")
"""Pay, guaranteed pay, piece rate. Unit: share."""
HOURLY_PAY_DOWN: Final = Decimal("0.09")
"""Pay for an hour of work at the same pay for a month: what 10 per cent more hours make of it. Unit: share."""
HOURS_UP: Final = Decimal("0.10")
"""Hours a week, hours a day, hours of rest or of work that are guaranteed. Unit: share."""
EARNING_HOURS: Final = Decimal("1.10")
"""Hours differ so much that pay by the hour is judged by what a week brings. Unit: ratio."""
REST_DOWN: Final = Decimal("0.5")
"""Unit: days of rest a week."""
OVERTIME_DOWN: Final = Decimal(10)
"""Unit: points of per cent."""
IN_KIND_UP: Final = Decimal(10)
"""Unit: points of per cent."""
LEAVE_DOWN_DAYS: Final = Decimal(7)
LEAVE_DOWN: Final = Decimal("0.25")
"""Paid annual leave falls by so many days, or by this share."""
DURATION_MONTHS: Final = Decimal(6)
DURATION_SHARE: Final = Decimal("0.25")
"""The length of the contract changes by so many months, or by this share of the longer one."""
DEDUCTIONS_OF_PAY: Final = Decimal("0.05")
"""Deductions that were agreed rise by this share of pay; by `PAY_DOWN` of themselves where pay is not known."""
CONTRADICTION: Final = Decimal("1.25")
"""Hours a day times days of work exceed the stated hours a week so much that the stated ones are not believed."""

# What together, or by its size, makes a grade ---------------------------------------------------------------------
SLIGHT_TOGETHER: Final = 3
"""So many weighty terms that are each slightly worse are substantive together."""
PAY_DOWN_WITH_ANOTHER_BREACH: Final = Decimal("0.25")
"""With another occupation, or with the passport taken, pay down so much is total substitution. Unit: share."""
PAY_DOWN_ALONE: Final = Decimal("0.50")
"""Pay down so much is total substitution by itself. Unit: share."""
PARTS_OF_A_JOB: Final = ("employer", "occupation", "country")
"""Two of them changed are another job."""

# Texts ------------------------------------------------------------------------------------------------------------
SAME_NAME: Final = 0.8
"""Two spellings of one word of a name, or of two names in different scripts. Unit: likeness, 0 to 1."""
PERHAPS_SAME_NAME: Final = 0.6
"""Below it two names in different scripts are two; between the two nobody can tell."""
SAME_WORDS: Final = 0.9
"""Two spellings of one occupation. Unit: likeness, 0 to 1."""
