"""The words of verdicts, for people who do not read statistics."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from scoring.result import IntegrationClass, Verdict

CLASS_SENTENCES: MappingProxyType[IntegrationClass, str] = MappingProxyType(
    {
        "fully_integrated": "All that the programme asks for has become part of how this practice works: "
        "support for patients, work on the practice itself and ties with the community.",
        "partially_integrated": "Support for patients is in place. Some other part of the programme is not "
        "yet part of how this practice works.",
        "not_yet": "Support for patients through the programme is not yet part of how this practice works.",
        "cannot_tell": "The answers are not enough to judge by the rule. This is not a poor result: "
        "it is no result.",
    }
)

NOT_ENOUGH_TITLE = "Not enough answers"
NOT_ENOUGH_SENTENCE = "So that nobody's answers can be worked out, nothing is shown for small groups."

MERGED = (
    "{practice} merged into this practice on {day}, between the two waves: others work here now, so that "
    "part of any difference may come from the merger."
)

VERDICT_WORDS: MappingProxyType[Verdict, str] = MappingProxyType(
    {"met": "Met", "missed": "Missed", "unknown": "Not known"}
)


def listed(titles: Sequence[str]) -> str:
    """Return titles as they stand in a sentence.

    >>> listed(["Coherence", "Patient level", "Leadership"])
    'coherence, patient level and leadership'
    """
    lower = [f"{title[0].lower()}{title[1:]}" for title in titles]
    if len(lower) < 2:
        return "".join(lower)
    return f"{', '.join(lower[:-1])} and {lower[-1]}"
