"""Printing in a child process with limits, so that no report can take the worker down with it."""

from __future__ import annotations

import math
import multiprocessing
import os
import resource
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from importlib import import_module
from types import TracebackType
from typing import Self

from app.reports.printed import PrintedReport, ReportError


@dataclass(frozen=True, slots=True)
class Limits:
    """What the child may use: CPU seconds a report, bytes of address space, reports before it is replaced."""

    cpu_seconds: int = 30
    memory: int = 2 * 1024**3
    reports: int = 50


class ChildPrinter:
    """Prints HTML in a child process that is kept warm. Use as a context manager: leaving ends the child."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._pool: ProcessPoolExecutor | None = None

    def __call__(self, html: str) -> PrintedReport:
        """Return the printed report. Raises ReportError where it cannot be printed within the limits."""
        if self._pool is None:
            self._pool = self._start()
        try:
            return self._pool.submit(_print, html, self._limits.cpu_seconds).result()
        except BrokenProcessPool:
            self.close()
            raise ReportError("The report could not be printed within its limits (time, memory).") from None
        except (MemoryError, SystemError, OSError):  # what an interpreter says that has no memory left
            self.close()
            raise ReportError("The report could not be printed within its limit of memory.") from None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the child; the next report starts a new one."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def _start(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            max_workers=1,
            mp_context=multiprocessing.get_context("spawn"),  # a fork would copy the worker's connections
            initializer=_limit,
            initargs=(self._limits.memory,),
            max_tasks_per_child=self._limits.reports,
        )


def _limit(memory: int) -> None:
    """Prepare the child: no signals of the terminal, no life after the worker's, and a limit of memory.

    The renderer is loaded before: a library that cannot be loaded for want of memory looks missing. So are
    the fonts: a scan that runs out of memory leaves the machine's cache of fonts empty for everybody.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_parent, daemon=True).start()
    import_module("app.reports.pdf").stylesheet()
    import_module("weasyprint.text.fonts").FontConfiguration()
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _end_with_the_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _print(html: str, cpu_seconds: int) -> PrintedReport:
    """Print in the child. Past the CPU limit the system ends it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    allowed = math.ceil(used.ru_utime + used.ru_stime) + cpu_seconds
    resource.setrlimit(resource.RLIMIT_CPU, (allowed, resource.RLIM_INFINITY))
    from app.reports.pdf import print_html

    return print_html(html)
