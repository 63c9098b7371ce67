"""Texts of an instrument: their translations and their placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from string import Formatter
from types import MappingProxyType

from questionnaires.findings import Findings, Place, shorten
from questionnaires.types import DEFAULT_LANGUAGE, Text

PLACEHOLDERS: Mapping[str, str] = MappingProxyType(
    {
        "link_practitioner": "what the programme calls its link practitioner, without an article",
        "the_programme": "what the programme is called, with its article if it needs one",
        "practice": "the name of the respondent's practice",
    }
)
"""The words a programme fills in, and what each stands for."""

MAX_LENGTH = 2_000
LANGUAGE = re.compile(r"[a-z]{2,3}")
"""What the code of a language looks like."""

_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def read_text(value: object, place: Place, findings: Findings) -> Text | None:
    """Return a plain string (English) or a table of languages as a Text; None where it is unusable."""
    before = len(findings.problems)
    if isinstance(value, str):
        _check_wording(value, place, findings)
        translations = {DEFAULT_LANGUAGE: value.strip()}
    elif isinstance(value, dict):
        translations = dict(_translations(value, place, findings))
    else:
        findings.wrong_type(place, value, "a text", 'Write "..." or { en = "...", cy = "..." }')
        return None
    if len(findings.problems) == before:
        _check_same_placeholders(translations, place, findings)
    return Text(translations) if len(findings.problems) == before else None


def read_note(value: object, place: Place, findings: Findings) -> object | None:
    """Return a plain string that is not part of a page; None where it is unusable."""
    if isinstance(value, str):
        before = len(findings.problems)
        _check_wording(value, place, findings)
        return value.strip() if len(findings.problems) == before else None
    findings.wrong_type(place, value, "a text", 'Write it between quotes: "..."')
    return None


def placeholders_of(wording: str) -> set[str]:
    """Return the names of the placeholders of a text that was checked."""
    return {name for _, name, _, _ in Formatter().parse(wording) if name is not None}


def _translations(table: Mapping[str, object], place: Place, findings: Findings) -> Iterator[tuple[str, str]]:
    if DEFAULT_LANGUAGE not in table:
        findings.add(place, "the English text is missing", 'Add en = "..."')
    for language, wording in table.items():
        inner = place.key(language)
        if not LANGUAGE.fullmatch(language):
            findings.add(
                inner, f"'{shorten(language)}' is not a language code", "Use a code such as en or cy"
            )
        elif not isinstance(wording, str):
            findings.wrong_type(inner, wording, "a text", 'Write it between quotes: "..."')
        else:
            _check_wording(wording, inner, findings)
            yield language, wording.strip()


def _check_same_placeholders(translations: Mapping[str, str], place: Place, findings: Findings) -> None:
    """A translation that drops or adds one of the programme's words says something else."""
    wanted = placeholders_of(translations[DEFAULT_LANGUAGE])
    for language, wording in translations.items():
        found = placeholders_of(wording)
        for name in sorted(wanted - found):
            findings.add(place.key(language), f"{{{name}}} of the English text is missing", "Use it here too")
        for name in sorted(found - wanted):
            findings.add(
                place.key(language), f"{{{name}}} is not in the English text", "Remove it, or add it there"
            )


def _check_wording(wording: str, place: Place, findings: Findings) -> None:
    if not wording.strip():
        findings.add(
            place, "the text is empty", "Write the words to be shown, or leave the key out if it is optional"
        )
    if len(wording) > MAX_LENGTH:
        findings.add(place, f"the text has {len(wording)} characters", f"Keep it to {MAX_LENGTH} or fewer")
    if found := _CONTROL.search(wording):
        findings.add(
            place,
            f"the text holds a control character (U+{ord(found.group()):04X})",
            "Type the text again without it",
        )
    _check_placeholders(wording, place, findings)


def _check_placeholders(wording: str, place: Place, findings: Findings) -> None:
    try:
        fields = [field for field in Formatter().parse(wording) if field[1] is not None]
    except ValueError:
        findings.add(
            place,
            "a curly bracket has no partner",
            "Write placeholders as {name}; write a bracket that is to be shown twice: {{ or }}",
        )
        return
    for _, name, spec, conversion in fields:
        if name not in PLACEHOLDERS:
            findings.unknown(place, "placeholder", name or "", PLACEHOLDERS)
        elif spec or conversion:
            findings.add(place, f"the placeholder {name} has a format beside it", f"Write {{{name}}} alone")
