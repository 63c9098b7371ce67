"""Comments that nobody made: a few answers to the open questions of the seven practices, in our own words."""

from __future__ import annotations

from collections.abc import Mapping

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


def comments_of(wave: str, practice: str, role: str) -> dict[str, str]:
    """Return the comments of one person by item, each marked as synthetic; mostly there are none."""
    said = COMMENTS.get((wave, practice), {}).get(role, {})
    return {item: PREFIX + text for item, text in said.items()}
