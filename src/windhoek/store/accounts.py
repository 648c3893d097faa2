"""Accounts of those who may review on a server: Django's own users, in the store.

The program that calls this has `django.contrib.auth` among its installed applications, as the site's settings have.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, Group, User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from windhoek.store.store import Store

__all__ = ["AccountError", "accounts", "add", "may_review", "prepare", "remove", "set_password"]

#: The group whose members may confirm and reject.
_REVIEWERS = "reviewers"


class AccountError(Exception):
    """An account cannot be made or found: one line that says which and why."""


def prepare(store: Store) -> None:
    """Make the tables of accounts where the store has none yet. Raises StoreError."""
    store.migrate("contenttypes", "auth")


def add(store: Store, name: str, password: str, review: bool) -> None:
    """Make an account. Raises AccountError for a name that is taken or no name, or a password that is too weak."""
    user = User(username=User.normalize_username(name))
    try:
        user.clean_fields(exclude=["password"])
    except ValidationError as error:
        raise AccountError(f"{name!r} is no name for an account: {' '.join(error.messages)}") from None
    if _all(store).filter(username=user.username).exists():
        raise AccountError(f"There is an account {name} already.")
    _set(user, password)
    user.save(using=store.alias)
    if review:
        user.groups.add(Group.objects.using(store.alias).get_or_create(name=_REVIEWERS)[0])


def accounts(store: Store) -> Sequence[tuple[str, bool]]:
    """The names of all accounts, each with whether it may review."""
    reviewers = set(_all(store).filter(groups__name=_REVIEWERS).values_list("username", flat=True))
    names = _all(store).order_by("username").values_list("username", flat=True)
    return [(name, name in reviewers) for name in names]


def remove(store: Store, name: str) -> None:
    """Take an account away; what it decided stays. Raises AccountError where there is none."""
    _one(store, name).delete()


def set_password(store: Store, name: str, password: str) -> None:
    """Give an account another password, which ends its sessions. Raises AccountError."""
    user = _one(store, name)
    _set(user, password)
    user.save(using=store.alias)


def may_review(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether somebody who has logged in may confirm and reject."""
    return (
        isinstance(user, User)
        and user.is_active
        and Group.objects.using(user._state.db).filter(name=_REVIEWERS, user=user).exists()
    )


def _all(store: Store) -> Any:
    return User.objects.using(store.alias)


def _one(store: Store, name: str) -> User:
    found: User | None = _all(store).filter(username=name).first()
    if found is None:
        raise AccountError(f"There is no account {name}. `windhoek accounts list` has all.")
    return found


def _set(user: User, password: str) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise AccountError(" ".join(error.messages)) from None
    user.set_password(password)
