"""What is due by the calendar: mail to be ordered, paper to be thrown away. Twice is the same as once."""

from __future__ import annotations

import datetime

from app.operations.order_mailings import order_mailings
from app.queries import printing
from app.settings import Settings


def tick(settings: Settings, today: datetime.date) -> None:
    """Do what is due on ``today``. The caller commits."""
    if settings.mail_is_on:
        order_mailings(settings.link_key, today)
    for order_id in printing.orders_before(today):
        (settings.prints_dir / f"{order_id.hex}.pdf").unlink(missing_ok=True)
