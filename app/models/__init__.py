"""The tables. Two stores without a join: people (invitation.py) and answers (response.py)."""

from app.models.account import Audience, Membership, User
from app.models.account_letter import AccountLetter, LetterKind
from app.models.base import Base
from app.models.evidence import EvidenceCell, Mark
from app.models.invitation import Draft, Invitation, Participant, Participation
from app.models.mailing import Mailing, MailState, StoppedAddress
from app.models.outbox import OutboxRow, Task
from app.models.plan import PlanState, PlanStep
from app.models.printing import CodeTries, PrintKind, PrintOrder, Transcription
from app.models.programme import Practice, Programme
from app.models.reliability import Reliability
from app.models.response import Answer, Choice, Comment, Figure, Response
from app.models.sign_in import SignIn, Tries
from app.models.snapshot import Document, Snapshot
from app.models.wave import Wave, WaveInstrument, WavePractice, WaveState

__all__ = [
    "AccountLetter",
    "Answer",
    "Audience",
    "Base",
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
    "OutboxRow",
    "Participant",
    "Participation",
    "PlanState",
    "PlanStep",
    "Practice",
    "PrintKind",
    "PrintOrder",
    "Programme",
    "Reliability",
    "Response",
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
