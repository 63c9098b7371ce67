"""What the answers are called on the pages of respondents. Plain words: reading age 9 to 11.

They are texts in every language of the pages, like an instrument's own, and not in the catalogue of messages:
what an answer is called belongs to the question, on a page or on paper.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from questionnaires.types import DEFAULT_LANGUAGE, NotRelevant, Text

Words = Mapping[str, Text]


def _in_both(english: str, welsh: str) -> Text:
    return Text({DEFAULT_LANGUAGE: english, "cy": welsh})


AGREEMENT: Words = MappingProxyType(
    {
        "1": _in_both("Strongly disagree", "Anghytuno'n gryf"),
        "2": _in_both("Disagree", "Anghytuno"),
        "3": _in_both("Neither agree nor disagree", "Ddim yn cytuno nac yn anghytuno"),
        "4": _in_both("Agree", "Cytuno"),
        "5": _in_both("Strongly agree", "Cytuno'n gryf"),
    }
)
BIPOLAR: Words = MappingProxyType(
    {
        "1": _in_both("Gets in the way a lot", "Rhwystro'n fawr"),
        "2": _in_both("Gets in the way a little", "Rhwystro ychydig"),
        "3": _in_both("Makes no difference", "Dim gwahaniaeth"),
        "4": _in_both("Helps a little", "Helpu ychydig"),
        "5": _in_both("Helps a lot", "Helpu'n fawr"),
    }
)
NOT_RELEVANT: Words = MappingProxyType(
    {
        NotRelevant.ROLE.value: _in_both("Not about my job", "Ddim yn rhan o'm gwaith"),
        NotRelevant.STAGE.value: _in_both("Too early to say", "Rhy gynnar i ddweud"),
        NotRelevant.PROGRAMME.value: _in_both("Not done here", "Ddim yn digwydd yma"),
    }
)

# Ids of options and numbers have no hyphen, so none of these can be one of them.
NO_ANSWER = "no-answer"
NONE_OF_THESE = "none-of-these"
MAY_SHARE = "may-share"
NO_ANSWER_LABEL = _in_both("Rather not say", "Gwell gen i beidio â dweud")
NONE_OF_THESE_LABEL = _in_both("None of these", "Dim un o'r rhain")
DIVIDER = _in_both("or", "neu")
BLANK = _in_both("Left blank", "Wedi'i adael yn wag")
READ_THIS = _in_both("Please read", "Darllenwch hyn")
ENDS_OF_RATING = _in_both("0 means “{low}”. 10 means “{high}”.", "Ystyr 0 yw “{low}”. Ystyr 10 yw “{high}”.")
LIMITS_OF_NUMBER = _in_both("A number from {low} to {high}.", "Rhif o {low} i {high}.")

# Who may come to read what somebody writes. What is said here and who reads it (app/disclosure/comments.py)
# must stay the same.
SHARE = _in_both(
    "My practice manager, and the people who lead and evaluate the programme, may read this. "
    "My name is not shown.",
    "Caiff rheolwr fy mhractis, a'r bobl sy'n arwain ac yn gwerthuso'r rhaglen, ddarllen hyn. "
    "Ni ddangosir fy enw.",
)
READ_IF_TICKED = _in_both(
    "In a small team, people may guess who wrote it. If you leave this box empty, they can read it only if "
    "at least {least} people besides the practice manager answer.",
    "Mewn tîm bach, gall pobl ddyfalu pwy a'i hysgrifennodd. Os gadewch y blwch hwn yn wag, dim ond os bydd "
    "o leiaf {least} o bobl heblaw rheolwr y practis yn ateb y gallant ei ddarllen.",
)
READ_BY = _in_both(
    "You ticked the box: your practice manager, and the people who lead and evaluate the programme, "
    "may read this.",
    "Rydych wedi ticio'r blwch: caiff rheolwr eich practis, a'r bobl sy'n arwain ac yn gwerthuso'r rhaglen, "
    "ddarllen hyn.",
)
READ_IF_MANY = _in_both(
    "You did not tick the box: this can be read only if at least {least} people besides the practice manager "
    "answer.",
    "Nid ydych wedi ticio'r blwch: dim ond os bydd o leiaf {least} o bobl heblaw rheolwr y practis yn ateb y "
    "gellir darllen hyn.",
)
NO_SIGNS = _in_both(
    "Leave out anything that shows who you are, or who anyone else is.",
    "Gadewch allan unrhyw beth sy'n dangos pwy ydych chi, neu pwy yw rhywun arall.",
)

# The design system says these in English by itself; %{count} is its placeholder.
CHARACTERS_ALLOWED = MappingProxyType({"cy": "Gallwch ysgrifennu hyd at %{count} o nodau"})
CHARACTERS_LEFT = MappingProxyType({"cy": "Nodau sydd ar ôl: %{count}"})
NO_CHARACTERS_LEFT = MappingProxyType({"cy": "Nid oes nodau ar ôl"})
CHARACTERS_TOO_MANY = MappingProxyType({"cy": "Nodau dros ben: %{count}"})


def labelled(words: Words, language: str) -> tuple[tuple[str, str], ...]:
    """Return (value, label) in ``language`` for each of ``words``, in their order."""
    return tuple((value, label.render({}, language)) for value, label in words.items())
