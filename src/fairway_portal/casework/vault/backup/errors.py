"""What keeps a backup from being made or taken back."""

from __future__ import annotations

from fairway.kernel.errors import InputError, UnreadableFile


class BackupDamaged(UnreadableFile):
    """The file is no backup, or not whole."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} is not a whole backup of casework.", advice="Nothing was changed. Take another copy of it."
        )


class BackupNewer(InputError):
    """The backup was made by a later version."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} was made by a later version of Fairway.",
            advice="Nothing was changed. Install that version, and restore it there.",
        )


class NotEmpty(InputError):
    """There are rows that a backup would replace."""

    def __init__(self, table: str) -> None:
        super().__init__(
            f"The casework database is not empty ({table}).",
            advice="Nothing was changed. Back it up first; then `--replace` puts the backup in its place.",
        )


class NoKeys(InputError):
    """Neither the copy of keys is there, nor the salt in the folder."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"There is no copy of keys ({name}), and the folder of keys has no salt.",
            advice="Without both, no number opens anything. Name the copy with `--keys`, or bring the folder back.",
        )
