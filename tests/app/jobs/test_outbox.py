"""The outbox: one owner a row at a time, later after a failure, never twice."""

from __future__ import annotations

import datetime
import threading
import uuid

import pytest
from flask import Flask

from app.db import begin_writing, db
from app.jobs import outbox
from app.queries import outbox as queries
from tests.app.jobs.orders import NOON, claim_committed, order, row

SECOND = datetime.timedelta(seconds=1)


def test_claimed_row_is_nobody_elses_until_its_lease_runs_out(app: Flask) -> None:
    (ordered,) = order()
    first = claim_committed(NOON)
    assert first is not None
    assert (first.id, first.attempt) == (ordered, 1)
    assert claim_committed(NOON + outbox.LEASE - SECOND) is None
    second = claim_committed(NOON + outbox.LEASE)
    assert second is not None
    assert (second.id, second.attempt) == (ordered, 2)


def test_rows_are_claimed_one_by_one(app: Flask) -> None:
    ordered = order(3)
    claimed = [claim_committed(NOON) for _ in range(4)]
    assert {job.id for job in claimed if job} == set(ordered)
    assert claimed[3] is None


def test_done_row_is_never_claimed_again(app: Flask) -> None:
    order()
    job = claim_committed(NOON)
    assert job is not None
    assert outbox.finish(job)
    db.session.commit()
    assert claim_committed(NOON + datetime.timedelta(days=9)) is None
    assert row().done


def test_worker_that_lost_its_lease_can_neither_finish_nor_fail_the_job(app: Flask) -> None:
    order()
    stale = claim_committed(NOON)
    fresh = claim_committed(NOON + outbox.LEASE)
    assert stale is not None
    assert fresh is not None
    assert not outbox.finish(stale)
    assert not outbox.fail(stale, ValueError(), NOON)
    assert outbox.finish(fresh)
    assert not outbox.finish(fresh)


def test_failed_row_waits_twice_as_long_each_time(app: Flask) -> None:
    order()
    now, pauses = NOON, []
    for _ in range(3):
        job = claim_committed(now)
        assert job is not None
        outbox.fail(job, ValueError(), now)
        db.session.commit()
        pause = SECOND
        while not queries.any_free(now + pause, outbox.MOST_ATTEMPTS):
            pause += SECOND
        db.session.rollback()
        pauses.append(pause.total_seconds())
        now += pause
    assert pauses == [10, 20, 40]


def test_error_is_kept_by_its_kind_without_contents(app: Flask) -> None:
    order()
    job = claim_committed(NOON)
    assert job is not None
    outbox.fail(job, ValueError("Elm Street scored 2.1"), NOON)
    db.session.commit()
    assert row().last_error == "ValueError"


def test_row_is_given_up_after_the_last_attempt_and_counted(app: Flask) -> None:
    order()
    now = NOON
    for _ in range(outbox.MOST_ATTEMPTS):
        assert claim_committed(now) is not None
        now += outbox.LEASE
    assert claim_committed(now) is None
    assert queries.waiting(outbox.MOST_ATTEMPTS) == (0, 1)


@pytest.mark.parametrize("workers", [4])
def test_workers_at_once_never_claim_the_same_row(app: Flask, workers: int) -> None:
    ordered = order(12)
    claimed: list[uuid.UUID] = []
    barrier = threading.Barrier(workers)

    def work() -> None:
        barrier.wait()
        while True:
            with app.app_context():
                begin_writing()
                job = claim_committed(NOON)
            if job is None:
                return
            claimed.append(job.id)

    threads = [threading.Thread(target=work) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(claimed) == sorted(ordered)
