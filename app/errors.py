"""Errors of the service.

ReadinessError
├── SettingsError      the installation is not set up
├── NotFoundError      no such row, or not yours: both look the same
├── WaveStateError     the wave is not in the state that the operation needs
├── LinkError          a respondent's link that opens nothing
├── RosterError        a list of staff that cannot be taken as it is
└── AccountError       an account that cannot be created
"""

from __future__ import annotations

from collections.abc import Sequence


class ReadinessError(Exception):
    """Something the caller can put right; its text says what and how."""


class SettingsError(ReadinessError):
    """Settings are missing or wrong; one line each."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(
            "The settings are not complete:\n" + "\n".join(f"- {problem}" for problem in problems)
        )
        self.problems = tuple(problems)


class NotFoundError(ReadinessError):
    """There is no such thing, or it is not the asker's to see."""


class WaveStateError(ReadinessError):
    """The wave is not open, not closed, or already published."""


class LinkError(ReadinessError):
    """The link is forged, superseded or of a wave that is over."""


class RosterError(ReadinessError):
    """Somebody cannot be added to the list of staff, or changed, as asked."""


class AccountError(ReadinessError):
    """The account cannot be created as asked."""
