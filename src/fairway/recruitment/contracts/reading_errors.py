"""Why a contract cannot be read, and what to do."""

from __future__ import annotations

from fairway.kernel.errors import InputError


class DocumentRefused(InputError):
    """The file is none that is read here, or holds what must be settled by a person first."""

    slug = "document-refused"
