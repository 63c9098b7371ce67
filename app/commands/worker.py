"""``readiness worker``: do the queued work until told to stop."""

from __future__ import annotations

import logging
import signal
import threading
from types import FrameType

import click

from app import create_app
from app.commands.readiness_check import require_schema
from app.errors import ReadinessError
from app.jobs.outbox import MOST_ATTEMPTS, held
from app.jobs.printer import ChildPrinter
from app.jobs.worker import Worker
from app.queries import outbox

log = logging.getLogger(__name__)


@click.command("worker")
@click.option("--once", is_flag=True, help="Do what there is to do, then end; exit 1 if something failed.")
def command(*, once: bool) -> None:
    """Render the reports that are ordered. Any number of workers may run; SIGTERM ends one after its job."""
    try:
        app = create_app()
        require_schema(app)
    except ReadinessError as error:
        raise click.ClickException(str(error)) from error
    logging.basicConfig(level=logging.INFO, format="%(asctime)s worker %(levelname)s %(message)s")
    stop = threading.Event()

    def end(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    with ChildPrinter() as printer:
        worker = Worker(app, printer)
        if not once:
            log.info("ready")
            worker.run(stop)
            log.info("ended")
            return
        worker.tick()
        worker.sweep()
        tried = worker.drain(stop)
    with app.app_context():
        kept_back = held(mail_is_on=app.extensions["settings"].mail_is_on)
        waiting, given_up = outbox.waiting(MOST_ATTEMPTS, kept_back)
        mails = sum(outbox.waiting(MOST_ATTEMPTS)) - waiting - given_up
    click.echo(f"Tried {tried}; {waiting} are still to be done, {given_up} were given up.")
    if mails:
        click.echo(f"{mails} mails wait for a mail server (SMTP_URL).")
    if waiting or given_up:
        raise SystemExit(1)
