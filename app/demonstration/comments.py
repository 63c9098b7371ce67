"""Comments that nobody made: a few answers to the open questions of both programmes, in our own words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from app.demonstration.plan import Sheet

PREFIX = "[synthetic] "

# (wave, practice) -> role -> item -> text
COMMENTS: Mapping[tuple[str, str], Mapping[str, Mapping[str, str]]] = {
    ("P2", "Magenta"): {
        "receptionist": {
            "cognitive_participation_comment": "Keep our shared hour. It is when ideas come up."
        },
        "gp": {
            "reflexive_monitoring_comment": "I can tell by the mood at the desk. Nothing is written down."
        },
    },
    ("P2", "Ochre"): {
        "receptionist": {
            "collective_action_comment": "I know the people at the groups now, so I can just ring."
        },
    },
    ("P2", "Cyan"): {
        "link_practitioner": {
            "coherence_comment": "To walk with people from the surgery to places that do them good."
        },
    },
    ("P2", "Crimson"): {
        "link_practitioner": {
            "cognitive_participation_comment": "A plan, and somebody to ask who can decide."
        },
    },
    ("P2", "Cobalt"): {
        "lead_gp": {"coherence_comment": "Somebody I can send a patient to."},
        "link_practitioner": {
            "coherence_comment": "See people, help the team to learn, and build ties round here."
        },
    },
    ("P2", "Olive"): {
        "receptionist": {"coherence_comment": "I am still not sure what the job is."},
    },
    ("P2", "Amber"): {
        "gp": {"collective_action_comment": "There is cover on one day only, and building ties takes long."},
    },
    ("P4", "Magenta"): {
        "administrator": {"cognitive_participation_comment": "Several of us lead a part of it now."},
    },
    ("P4", "Cobalt"): {
        "receptionist": {"cognitive_participation_comment": "Meetings that the front desk can come to."},
    },
}

# (wave, practice) -> (item, text), one a person. In Gullhaven enough answered to show all, in Ebbford not.
OF_HARBOUR: Mapping[tuple[str, str], tuple[tuple[str, str], ...]] = {
    ("W3", "Gullhaven"): (
        ("coherence_comment", "To be the bridge between the surgery and what goes on in town."),
        ("collective_action_comment", "It is easier since we have a room and an hour for it."),
        ("reflexive_monitoring_comment", "We count referrals, but we do not hear how people get on."),
        ("coherence_comment", "Help with debts, loneliness, housing: all that a tablet does not cure."),
        ("cognitive_participation_comment", "Tell new staff about it in their first week."),
        ("collective_action_comment", "The referral form is still longer than the visit."),
        ("coherence_comment", "Somebody who has time to listen."),
    ),
    ("W3", "Ebbford"): (
        ("cognitive_participation_comment", "Let the front desk refer too."),
        ("collective_action_comment", "I never know who picks it up when the link worker is away."),
    ),
}

# Whoever wrote these did not let others read them: too few answered there to show them all the same.
KEPT_BACK = frozenset(
    {
        PREFIX + "I can tell by the mood at the desk. Nothing is written down.",
        PREFIX + "I am still not sure what the job is.",
        PREFIX + "I never know who picks it up when the link worker is away.",
    }
)


def may_share(comment: str) -> bool:
    """Return whether the writer of a comment ticked the box below it."""
    return comment not in KEPT_BACK


def comments_of(wave: str, practice: str, role: str) -> dict[str, str]:
    """Return the comments of one person by item, each marked as synthetic; mostly there are none."""
    said = COMMENTS.get((wave, practice), {}).get(role, {})
    return {item: PREFIX + text for item, text in said.items()}


def with_comments(sheets: Iterable[Sheet], wave: str, practice: str) -> tuple[Sheet, ...]:
    """Return the sheets of a practice of Harbour Towns, the first of them with its comments."""
    said = dict(enumerate(OF_HARBOUR.get((wave, practice), ())))
    return tuple(
        replace(sheet, cells={**sheet.cells, said[place][0]: PREFIX + said[place][1]})
        if place in said
        else sheet
        for place, sheet in enumerate(sheets)
    )
