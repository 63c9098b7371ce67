"""A copy of everything that is held about one person, in plain labels, for the person to keep.

It says whether they have answered, since that is held about them; it holds no answers, since nobody can find
which are theirs, and no link, since whoever reads the file could answer in their place.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence

from app.admin.account_copy import Value, account_copy, in_utc
from app.mail_addresses import address_mac, standing_alone
from app.models import AuditEntry, Mailing, MailState, Participant, WaveState
from app.queries import audit_traces, person_record, roster
from app.queries.person_record import Asked
from app.queries.person_search import Person
from app.settings import Settings
from questionnaires import catalogue
from questionnaires.roles import CORE_ROLES, ROLE_TITLES

ANSWERS = (
    "Answers are not in this file. They are stored under random numbers, apart from names and addresses. "
    "While a wave is open they have practice and role with them: whoever runs the database could find those "
    "of somebody who is alone in their role. When the wave is closed the role is deleted, and so are all "
    "answers to a questionnaire that fewer than five people of the practice sent. From then on nothing leads "
    "from a person to their answers: nobody can find which are yours, an administrator neither."
)
LINKED = (
    "In a programme that links its waves, as was said before the first question, your answers in a wave and "
    "in the one before carry the same number. It is worked out from your place on the list with the "
    "service's secret key when you begin a questionnaire, and deleted when the next wave is closed. Nothing "
    "works it out to look answers up, for this file neither."
)
BY_ROLE = (
    "The questions to the lead GP, the practice manager and the person whose job it is about are answered by "
    "role, as was said before the first of them: results show those answers under the role on the list."
)
FREE_TEXT = (
    "What others wrote in their own words (plans, notes on evidence, comments) is not searched for names; "
    "steps of plans that name you as their owner are listed."
)
BACKUPS = "Copies of the database that were made before may hold more, until they are thrown away."
ADDRESS = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
OTHER = "(somebody else's address)"
MAIL_STATES = {
    MailState.ORDERED: "not sent yet",
    MailState.CLAIMED: "handed over; it is not known whether it arrived",
    MailState.SENT: "sent",
    MailState.REFUSED: "refused by the receiving mail server",
    MailState.LEFT_OUT: "not sent, since it was no longer needed",
}
WAVE_STATES = {
    WaveState.DRAFT: "being prepared",
    WaveState.OPEN: "open",
    WaveState.CLOSING: "being closed",
    WaveState.CLOSED: "closed",
}


def copy_of(person: Person, settings: Settings, today: datetime.date) -> Mapping[str, Value]:
    """Return the copy as it is on ``today``."""
    linked = any(each.practice.programme.linked_waves for each in person.participants)
    by_role = any(each.role in CORE_ROLES for each in person.participants)
    said = ((ANSWERS, True), (LINKED, linked), (BY_ROLE, by_role), (FREE_TEXT, True), (BACKUPS, True))
    return {
        "what this is": f"Everything that NPT Readiness at {settings.public_url} holds about one person.",
        "date": today.isoformat(),
        "what is not in it": [sentence for sentence, applies in said if applies],
        "lists of staff": _places(person.participants, settings),
        "steps of plans that name the person as owner": _steps(person),
        "account": account_copy(person.account) if person.account else None,
        "entries of the audit log": _entries(person),
    }


def _places(participants: Sequence[Participant], settings: Settings) -> list[Value]:
    asked = person_record.invitations([each.id for each in participants])
    mails = person_record.mailings([each.id for each in asked])
    return [
        {
            "programme": each.practice.programme.name,
            "practice": each.practice.name,
            "name": each.name,
            "email address": each.email,
            "role": ROLE_TITLES[each.role],
            "on the list since": each.added_on.isoformat(),
            "on the list now": each.active,
            "does not want to be asked again": each.do_not_ask,
            "address is on the list of those that get no mail": _is_stopped(each, settings),
            "invitations": [_invitation(one, each, mails) for one in asked if one.participant_id == each.id],
        }
        for each in participants
    ]


def _invitation(asked: Asked, person: Participant, mails: Sequence[Mailing]) -> Value:
    words = {**person.practice.programme.words, "practice": person.practice.name}
    return {
        "wave": asked.wave.label,
        "title": asked.wave.title,
        "state of the wave": WAVE_STATES[asked.wave.state],
        "questionnaire": catalogue.get(asked.instrument_id, asked.version).title.render(words),
        "version": asked.version,
        "answered on": asked.answered_on.isoformat() if asked.answered_on else None,
        "answers came with link or card number (0: on paper)": asked.answered_with,
        "begun and not sent": (
            "yes; it is encrypted, and only the person's own link opens it" if asked.is_begun else "no"
        ),
        "a paper form was typed in once and not again": asked.is_typed_once,
        "links and cards made so far": asked.generation,
        "a card was printed": asked.has_card,
        "mail": [
            {
                "what": f"reminder {mail.number}" if mail.number else "invitation",
                "ordered on": mail.ordered_on.isoformat(),
                "state": MAIL_STATES[mail.state],
            }
            for mail in mails
            if mail.invitation_id == asked.id
        ],
    }


def _is_stopped(person: Participant, settings: Settings) -> bool:
    return person.email is not None and roster.is_stopped(address_mac(settings.link_key, person.email))


def _steps(person: Person) -> list[Value]:
    return [
        {
            "practice": step.practice.name,
            "wave": step.wave.label,
            "goal": step.goal,
            "owner": step.owner,
            "due on": step.due_on.isoformat(),
        }
        for step in person_record.steps_owned(person.participants, person.account)
    ]


def _entries(person: Person) -> list[Value]:
    """Return what the person did, what names their address, and what was done about them, each once."""
    own = audit_traces.made_by(person.account) if person.account else ()
    naming = [
        entry
        for email in sorted(person.emails)
        for entry in audit_traces.naming(email)
        if standing_alone(email).search(" ".join((entry.by, entry.subject, *entry.detail.values())))
    ]
    about = audit_traces.about_people([each.id for each in person.participants])
    found = {entry.id: entry for entry in (*own, *naming, *about)}
    by_time = sorted(found.values(), key=lambda entry: (in_utc(entry.at), str(entry.id)))
    return [_entry(entry, person) for entry in by_time]


def _entry(entry: AuditEntry, person: Person) -> Value:
    """Return one entry; it names nobody but the person."""
    is_own = person.account is not None and entry.user_id == person.account.id
    return {
        "at": in_utc(entry.at),
        "by": "the person" if is_own else "somebody else",
        "act": entry.action.replace(".", " ").replace("_", " "),
        "to": _without_others(entry.subject, person),
        "more": {name: _without_others(text, person) for name, text in entry.detail.items()},
    }


def _without_others(text: str, person: Person) -> str:
    """Return the text without the addresses of other people."""
    return ADDRESS.sub(lambda found: found[0] if found[0].lower() in person.emails else OTHER, text)
