"""The tables. Two stores without a join: people (invitation.py) and answers (response.py)."""

from app.models.account import Audience, Membership, User
from app.models.base import Base
from app.models.evidence import EvidenceCell, Mark
from app.models.invitation import Draft, Invitation, Participant, Participation
from app.models.mailing import Mailing, MailState, StoppedAddress
from app.models.outbox import OutboxRow, Task
from app.models.plan import PlanState, PlanStep
from app.models.printing import CodeTries, PrintKind, PrintOrder, Transcription
from app.models.programme import Practice, Programme
from app.models.response import Answer, Choice, Comment, Figure, Response
from app.models.snapshot import Document, Snapshot
from app.models.wave import Wave, WaveInstrument, WavePractice, WaveState

__all__ = [
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
    "Response",
    "Snapshot",
    "StoppedAddress",
    "Task",
    "Transcription",
    "User",
    "Wave",
    "WaveInstrument",
    "WavePractice",
    "WaveState",
]
