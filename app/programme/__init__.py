"""The programme audience: leads and evaluators follow waves over all practices of a programme."""

from app.programme import (
    closing,
    comments,
    opening,
    paper,
    practice_edit,
    practice_list,
    practice_merge,
    practices_upload,
    programme_people,
    programme_set_up,
    roles,
    wave_dates,
    wave_preview,
    wave_reminders,
    wave_set_up,
)
from app.programme.routes import blueprint

__all__ = [
    "blueprint",
    "closing",
    "comments",
    "opening",
    "paper",
    "practice_edit",
    "practice_list",
    "practice_merge",
    "practices_upload",
    "programme_people",
    "programme_set_up",
    "roles",
    "wave_dates",
    "wave_preview",
    "wave_reminders",
    "wave_set_up",
]
