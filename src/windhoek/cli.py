"""The terminal: `windhoek read`, `code`, `ingest`, `search`, `show`, `serve`, and what keeps them going."""

from __future__ import annotations

import os
import sys
from importlib.metadata import version
from typing import Annotated

import typer

from windhoek.commands import (
    accounts,
    brief,
    check,
    corrections,
    data,
    factors,
    file,
    finding,
    form,
    mandates,
    matrix,
    missions,
    monitor,
    personnel,
    precedents,
    register,
    rules,
    speeches,
    starting,
    storing,
    trace,
)
from windhoek.commands.common import fail
from windhoek.reading import ReadError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
    help="What the Security Council asked for women, peace and security, paragraph by paragraph.",
)

#: In the order in which the help lists them.
COMMANDS = (
    file.read,
    file.code,
    check.check,
    storing.ingest,
    storing.recode,
    finding.search,
    finding.show,
    speeches.extracts,
    missions.missions,
    mandates.mandates,
    trace.trace,
    trace.compare,
    matrix.matrix,
    precedents.precedents,
    monitor.monitor,
    factors.factors,
    personnel.personnel,
    brief.brief,
    form.form,
    starting.serve,
    starting.fetch,
    starting.run,
    rules.rules,
    storing.index,
)
for command in COMMANDS:
    app.command()(command)
app.add_typer(register.app, name="register")
app.add_typer(data.app, name="data")
app.add_typer(matrix.app, name="review")
app.add_typer(accounts.app, name="accounts")
app.add_typer(corrections.app, name="corrections")


def main() -> None:
    """Run the command line; what a person can mend is one line on standard error and status 1, or 2."""
    try:
        app()
    except BrokenPipeError:
        # The reader of our output, such as `head`, has gone; nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        print("\nStopped. What was done is kept; the same command goes on from there.", file=sys.stderr)
        raise SystemExit(130) from None
    except _misconfigured() as error:
        fail(str(error))
    except _mendable() as error:
        fail(str(error), status=2 if type(error).__name__ == "CodebookError" else 1)


def _misconfigured() -> type[Exception]:
    from django.core.exceptions import ImproperlyConfigured

    return ImproperlyConfigured


def _mendable() -> tuple[type[Exception], ...]:
    """What else a person can mend. Imported only when something is wrong: `accounts` loads settings of its own first."""
    from windhoek.coding.codebook_files import CodebookError
    from windhoek.fetch import FetchError
    from windhoek.register import RegisterError
    from windhoek.store.store import StoreError
    from windhoek.tracing.similar import NoModel
    from windhoek.workers import NoCluster

    return (CodebookError, ReadError, StoreError, FetchError, RegisterError, NoCluster, NoModel)


@app.callback(invoke_without_command=True)
def _top(
    context: typer.Context,
    show_version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    if show_version:
        print(f"windhoek {version('windhoek')}")
        raise typer.Exit


if __name__ == "__main__":
    main()
