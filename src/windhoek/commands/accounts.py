"""`windhoek accounts`: who may review on a server."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from windhoek.commands.common import Json, StoreAt, fail, open_store, print_json

if TYPE_CHECKING:
    from windhoek.store.store import Store

app = typer.Typer(
    help="Say who may review on a server. On your own machine nobody needs an account.", no_args_is_help=True
)
Name = Annotated[str, typer.Argument(help="The name of the account.", show_default=False)]


@app.callback()
def _top() -> None:
    # Accounts are Django's own tables, which only the site's settings know.
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "windhoek.site.settings")


@app.command()
def add(
    name: Name,
    review: Annotated[bool, typer.Option("--review", help="It may confirm and reject.")] = False,
    store: StoreAt = None,
) -> None:
    """Make an account; its password is asked for, or read from standard input.

    Example: `windhoek accounts add amina --review`
    """
    with _opened(store) as opened:
        from windhoek.store import accounts

        accounts.add(opened, name, _password(), review)
    print(f"{name} can log in{' and review' if review else ''}.")


@app.command("list")
def listed(store: StoreAt = None, as_object: Json = False) -> None:
    """Print every account and whether it may review."""
    with _opened(store) as opened:
        from windhoek.store import accounts

        found = accounts.accounts(opened)
    if as_object:
        print_json([{"name": name, "review": review} for name, review in found])
        return
    for name, review in found:
        print(f"{name}  {'may review' if review else 'may not review'}")
    if not found:
        print("There are no accounts.")


@app.command()
def remove(name: Name, store: StoreAt = None) -> None:
    """Take an account away at once. What it decided stays, with its name."""
    with _opened(store) as opened:
        from windhoek.store import accounts

        accounts.remove(opened, name)
    print(f"{name} can no longer log in.")


@app.command()
def password(name: Name, store: StoreAt = None) -> None:
    """Give an account another password, which logs it out everywhere."""
    with _opened(store) as opened:
        from windhoek.store import accounts

        accounts.set_password(opened, name, _password())
    print(f"{name} has another password.")


@contextmanager
def _opened(place: str | None) -> Iterator[Store]:
    """The store, with the tables of accounts; what is wrong with an account ends the command with its line."""
    opened = open_store(place)
    # Django is ready from here on.
    from windhoek.store import accounts

    accounts.prepare(opened)
    try:
        yield opened
    except accounts.AccountError as error:
        fail(str(error))


def _password() -> str:
    """A password, typed twice at a terminal, else the first line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass.getpass("Password: ")
    if getpass.getpass("The same again: ") != first:
        fail("The two are not the same.")
    return first
