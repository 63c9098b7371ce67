"""What ``readiness demo`` says at the end: results beside the published classes, and where to look.

Results come through the same gate as on every page: what is too small to be shown is not printed either.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.demonstration.plan import CORE_QUESTIONNAIRE
from app.disclosure.release import release
from app.links import token
from app.models import Programme, Wave
from app.queries.demonstration import OpenInvitation, Replies, closed_waves, replies
from app.terminal import aligned
from questionnaires.roles import ROLE_TITLES
from scoring.matrix import judge_matrix
from scoring.published import published_cases, published_rows, why_they_differ
from scoring.result import IntegrationClass
from scoring.rule import shipped_rule

NOT_ENOUGH = "not enough answers"
REGRESSION = (
    "The answers were made to give the published classes. That they do is a regression test of this\n"
    "software, never a validation of the rule."
)


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One practice in one wave; ``rule_class`` None where there are not enough answers."""

    wave: str
    practice: str
    replies: Replies
    rule_class: IntegrationClass | None

    @property
    def published_class(self) -> IntegrationClass | None:
        """The class given in the study, None where there is none."""
        case = published_cases().get(self.practice)
        return case.integration_class if case else None


def result_lines(programme: Programme) -> list[ResultLine]:
    """Return what may be shown of every practice in every closed wave, the earliest wave first."""
    return [line for wave in closed_waves(programme) for line in _of_wave(wave)]


def _of_wave(wave: Wave) -> list[ResultLine]:
    counts = replies(wave, CORE_QUESTIONNAIRE)
    return [
        ResultLine(wave.label, result.practice, counts[result.practice_slug], result.integration_class)
        for result in release(wave)
    ]


def results_table(lines: Sequence[ResultLine]) -> str:
    """Return the results as a table, with the published class where there is one."""
    published = any(line.published_class for line in lines)
    heading = [
        "wave",
        "practice",
        "replied",
        *(["published class"] if published else []),
        "class by the rule",
    ]
    rows = [
        [
            line.wave,
            line.practice,
            f"{line.replies.replied} of {line.replies.invited}",
            *([_title(line.published_class)] if published else []),
            _title(line.rule_class),
        ]
        for line in lines
    ]
    return aligned([heading, *rows])


def agreement(lines: Sequence[ResultLine]) -> str:
    """Say wave by wave how many practices got the published class and which have not enough answers."""
    waves = dict.fromkeys(line.wave for line in lines)
    said = [_agreement(wave, [line for line in lines if line.wave == wave]) for wave in waves]
    return "\n".join([*said, REGRESSION])


def _agreement(wave: str, lines: Sequence[ResultLine]) -> str:
    invited = sum(line.replies.invited for line in lines)
    replied = sum(line.replies.replied for line in lines)
    judged = [line for line in lines if line.rule_class is not None]
    same = [line for line in judged if line.rule_class == line.published_class]
    silent = [line.practice for line in lines if line.rule_class is None]
    rest = f"; {NOT_ENOUGH}: {', '.join(silent)}" if silent else ""
    return (
        f"{wave}: {replied} of {invited} replied; {len(same)} of {len(judged)} judged practices have the "
        f"published class{rest}"
    )


def evidence_table() -> str:
    """Return what the rule makes of the study's coded cells, the published class, and why they differ."""
    verdicts = judge_matrix(published_rows(), shipped_rule())
    published = {name: case.integration_class for name, case in published_cases().items()}
    rows = [
        [each.practice, _title(published[each.practice]), _title(each.integration_class)] for each in verdicts
    ]
    reasons = [
        f"{each.practice}: {why}"
        for each in verdicts
        if (why := why_they_differ(each, published[each.practice]))
    ]
    table = aligned([["practice", "published class", "by coded cells"], *rows])
    return "\n".join([table, "", "Where they differ:", *reasons])


def try_it_lines(invitations: Sequence[OpenInvitation], link_key: str, public_url: str) -> list[str]:
    """Return one line an open invitation: its link, for whom it is, and whether it was answered."""
    return [
        f"{public_url}/q/{token(link_key, invitation.id, invitation.generation)}/\n"
        f"    {invitation.practice}, {ROLE_TITLES[invitation.role]}, {invitation.instrument_id}"
        f"{' (answered)' if invitation.answered else ''}"
        for invitation in invitations
    ]


def _title(integration_class: IntegrationClass | None) -> str:
    classes: Mapping[IntegrationClass, str] = {
        name: meaning.title.lower() for name, meaning in shipped_rule().classes.items()
    }
    return NOT_ENOUGH if integration_class is None else classes[integration_class]
