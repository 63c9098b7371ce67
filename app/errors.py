"""Errors of the service.

ReadinessError
├── SettingsError      the installation is not set up
├── NotFoundError      no such row, or not yours: both look the same
├── WaveStateError     the wave is not in the state that the operation needs
│   └── OpeningChangedError  opening the wave would do something else than was shown
├── OldSummariesError  summaries of results were written by older rules of disclosure
├── ChangedResultError  a result is not as it was published
├── LinkError          a respondent's link that opens nothing
├── RosterError        a list of staff that cannot be taken as it is
├── UploadError        a preview of a file that cannot be acted on
├── ProgrammeError     a programme, or a practice of it, that cannot be as asked
├── AccountError       an account that cannot be created
├── PasskeyError       what an authenticator answered does not hold
└── ErasureError       what cannot be erased as things are
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
    """The wave is not open, not closed, or already published. Its text is shown to those who work with it."""


class OpeningChangedError(WaveStateError):
    """What opening the wave does is not what was shown, and what of it differs."""

    def __init__(self, changed: Sequence[str]) -> None:
        *most, last = changed
        listed = f"{', '.join(most)} and {last}" if most else last
        super().__init__(
            f"Nothing was opened: this has changed since the page was shown: {listed}. "
            "Look at what opening means now, then open the wave"
        )


class OldSummariesError(ReadinessError):
    """A summary of a result was not written by this version's rules of disclosure."""


class ChangedResultError(ReadinessError):
    """A result was changed or damaged in the database after it was published; it names practice and wave."""


class LinkError(ReadinessError):
    """The link is forged, superseded or of a wave that is over."""


class RosterError(ReadinessError):
    """Somebody cannot be added to the list of staff, or changed, as asked."""


class UploadError(ReadinessError):
    """What a page showed of a file cannot be done any more, or not in one go."""


class ProgrammeError(ReadinessError):
    """A programme cannot be set up as asked, or its practices cannot be."""


class AccountError(ReadinessError):
    """The account cannot be created as asked."""


class PasskeyError(ReadinessError):
    """A passkey cannot be added, or does not let anybody in."""


class ErasureError(ReadinessError):
    """Something is still in use, so that it cannot be erased now."""
