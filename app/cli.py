"""The ``readiness`` command.

Subcommands are imported only when they are called, so that ``readiness score`` needs neither the
database nor the web framework.
"""

from __future__ import annotations

import os
from importlib import import_module

import click

COMMANDS = {
    "check": "Check instrument files and report every problem at once.",
    "score": "Score a file of answers without a database.",
    "evidence": "Apply the rule to a matrix of coded evidence.",
    "stats": "Agreement and reliability of any file of ratings.",
    "upgrade": "Create the database or bring it to this version's schema.",
    "demo": "Build the demonstration programmes.",
    "report": "Write the PDF readiness report of a practice.",
    "paper": "Write an instrument as a paper form (PDF).",
    "close-wave": "Close a wave and publish its results once.",
    "invite": "Give somebody an account, by mail or by a printed link.",
    "worker": "Do the queued work: render reports.",
    "serve": "Serve the pages and run the worker beside them.",
    "doctor": "Say what this installation runs on and what it lacks.",
}


class LazyCommands(click.Group):
    """A group that finds its commands in :mod:`app.commands` by name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order in which a newcomer needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command, or None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"app.commands.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands from the table, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=LazyCommands)
@click.version_option(package_name="npt-readiness", prog_name="readiness")
def main() -> None:
    """NPT Readiness: how far a new way of working has become normal practice."""
    # Database, backups, reports and cards are for whoever runs the service, not for all users of its machine.
    os.umask(0o077)
