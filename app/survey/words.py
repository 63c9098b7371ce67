"""What the answers are called on the pages of respondents. Plain words: reading age 9 to 11."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from questionnaires.types import NotRelevant

AGREEMENT: Mapping[str, str] = MappingProxyType(
    {
        "1": "Strongly disagree",
        "2": "Disagree",
        "3": "Neither agree nor disagree",
        "4": "Agree",
        "5": "Strongly agree",
    }
)
NOT_RELEVANT: Mapping[str, str] = MappingProxyType(
    {
        NotRelevant.ROLE.value: "Not about my job",
        NotRelevant.STAGE.value: "Too early to say",
        NotRelevant.PROGRAMME.value: "Not done here",
    }
)

# Ids of options and numbers have no hyphen, so neither of these can be one of them.
NO_ANSWER = "no-answer"
NONE_OF_THESE = "none-of-these"
NO_ANSWER_LABEL = "Rather not say"
NONE_OF_THESE_LABEL = "None of these"
DIVIDER = "or"
BLANK = "Left blank"


def ends_of_rating(low: str, high: str) -> str:
    """Return the sentence that says what the ends of a rating mean."""
    return f"0 means “{low}”. 10 means “{high}”."
