"""What can be wrong with a question about mismatch: what to do, and where."""

from __future__ import annotations

from fairway.kernel.errors import InputError


class MethodUnusable(InputError):
    """A choice of the method that does not exist, or makes no sense."""

    slug = "mismatch-method"


class VariablesMissing(InputError):
    """The mapping lacks variables without which nobody can be classed."""

    slug = "mismatch-variables-missing"


class NobodyToClass(InputError):
    """No employed person with known education and occupation is left."""

    slug = "nobody-to-class"
