"""A request that cannot be followed: wrong usage, configuration, or nothing to read. Never a problem of the data."""

from __future__ import annotations

from alignment.kernel.bilingual import Bilingual


class UserError(Exception):
    """One sentence for the person who asked; `exit_code` is 2 (wrong usage) or 3 (no input)."""

    def __init__(self, message: Bilingual, exit_code: int = 2) -> None:
        """Keep the sentence for the reader."""
        super().__init__(message.en)
        self.message = message
        self.exit_code = exit_code
