"""The tables. Two stores without a key between them: people (invitation.py) and answers (response.py)."""

from app.models.account import Audience, Membership, User
from app.models.account_letter import AccountLetter, LetterKind
from app.models.audit_entry import AuditEntry
from app.models.base import Base
from app.models.evidence import EvidenceCell, Mark
from app.models.invitation import Draft, Invitation, Participant, Participation
from app.models.mailing import Mailing, MailState, StoppedAddress
from app.models.module_result import ModuleResult
from app.models.outbox import OutboxRow, Task
from app.models.passkey import Ceremony, Challenge, Passkey
from app.models.plan import PlanState, PlanStep
from app.models.printing import CodeTries, PaperEntry, PrintKind, PrintOrder, Transcription
from app.models.programme import SINCE_UNKNOWN, Affiliation, Practice, Programme
from app.models.reliability import Reliability
from app.models.response import NO_ROLE, Answer, Choice, Comment, Figure, Response
from app.models.role_result import RoleResult
from app.models.shared_comment import SharedComment
from app.models.sign_in import SignIn, Tries
from app.models.snapshot import Document, Snapshot
from app.models.wave import PracticeChoice, Wave, WaveInstrument, WavePractice, WaveState

__all__ = [
    "NO_ROLE",
    "SINCE_UNKNOWN",
    "AccountLetter",
    "Affiliation",
    "Answer",
    "Audience",
    "AuditEntry",
    "Base",
    "Ceremony",
    "Challenge",
    "Choice",
    "CodeTries",
    "Comment",
    "Document",
    "Draft",
    "EvidenceCell",
    "Figure",
    "Invitation",
    "LetterKind",
    "MailState",
    "Mailing",
    "Mark",
    "Membership",
    "ModuleResult",
    "OutboxRow",
    "PaperEntry",
    "Participant",
    "Participation",
    "Passkey",
    "PlanState",
    "PlanStep",
    "Practice",
    "PracticeChoice",
    "PrintKind",
    "PrintOrder",
    "Programme",
    "Reliability",
    "Response",
    "RoleResult",
    "SharedComment",
    "SignIn",
    "Snapshot",
    "StoppedAddress",
    "Task",
    "Transcription",
    "Tries",
    "User",
    "Wave",
    "WaveInstrument",
    "WavePractice",
    "WaveState",
]
