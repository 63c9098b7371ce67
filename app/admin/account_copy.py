"""The part of a person's copy that is about their account."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from app.models import User
from app.queries import person_record

Value = str | int | bool | None | Sequence["Value"] | Mapping[str, "Value"]


def account_copy(user: User) -> Mapping[str, Value]:
    """Return what an account is, and what of its owner's work says that it is theirs."""
    return {
        "email address": user.email,
        "open": user.active,
        "password": "set; only a hash of it is kept" if user.password else "not set",
        "authenticator app": "set up" if user.tf_totp_secret else "not set up",
        "recovery codes left": len(user.mf_recovery_codes or ()),
        "passkeys": _passkeys(user),
        "may act as": _roles(user),
        "signed in now": [
            {"since": in_utc(each.begun_at), "last seen": in_utc(each.seen_at)}
            for each in person_record.sign_ins(user)
        ],
        "links by mail": [
            {"for": letter.kind.value.replace("_", " "), "good until": in_utc(letter.expires_at)}
            for letter in person_record.letters(user)
        ],
        "evidence coded": _evidence(user),
        "cards and paper forms ordered on": [
            order.ordered_on.isoformat() for order in person_record.prints_ordered(user)
        ],
        "paper forms typed in": [
            {"on": day.isoformat(), "forms": forms} for day, forms in person_record.forms_typed_in(user)
        ],
        "waves asked to close": [
            {"programme": wave.programme.name, "wave": wave.label}
            for wave in person_record.closings_asked_for(user)
        ],
    }


def in_utc(moment: datetime.datetime) -> str:
    """Return a time in UTC as text; SQLite gives it back without saying so."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)
    return aware.astimezone(datetime.UTC).isoformat(timespec="seconds")


def _passkeys(user: User) -> list[Value]:
    return [
        {
            "name": key.name,
            "added on": key.added_on.isoformat(),
            "last used on": key.last_used_on.isoformat() if key.last_used_on else None,
        }
        for key in person_record.passkeys(user)
    ]


def _roles(user: User) -> list[Value]:
    return [
        {
            "audience": each.audience.value,
            "programme": each.programme.name if each.programme else None,
            "practice": each.practice.name if each.practice else None,
        }
        for each in user.memberships
    ]


def _evidence(user: User) -> list[Value]:
    return [
        {
            "practice": cell.practice.name,
            "wave": cell.wave.label,
            "aspect": cell.aspect,
            "on": cell.coded_on.isoformat(),
        }
        for cell in person_record.evidence_coded(user)
    ]
