"""Which codebook a store is coded by: chosen by a person, remembered, and told."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from windhoek.coding.code import check
from windhoek.coding.codebook import Codebook, load, load_files
from windhoek.coding.codebook_files import CodebookError, Files, files
from windhoek.store.store import Store, StoreError
from windhoek.store.tables import Codebook as Kept
from windhoek.store.tables import Document
from windhoek.store.work import Version


def remembered(store: Store) -> Files:
    """The codebook that the store is coded by, as it was then; the shipped one where nothing is coded."""
    row = Kept.objects.using(store.alias).first()
    return Files(row.folder, tuple((name, text) for name, text in row.own)) if row else Files()


def coded_by(store: Store) -> Codebook:
    """The codebook that the store is coded by, read; the shipped one where that no longer goes with this windhoek."""
    try:
        return load_files(remembered(store))
    except CodebookError:
        return load()


def chosen(store: Store, codebook: str | os.PathLike[str] | None = None) -> Files:
    """The codebook to code by: that of a folder, "shipped", or (None) the one that the store is coded by.

    The last is read from its folder as it is now, or taken as it was where the folder has gone. Raises CodebookError
    where there is a mistake in it, in whatever language.
    """
    if codebook is None:
        found = remembered(store)
        if found.folder and Path(found.folder).is_dir():
            found = files(found.folder)
    else:
        found = files(codebook)
    check(load_files(found))
    return found


def keep(store: Store, version: Version) -> None:
    """Remember what the store is coded by from now on."""
    kept = version.files
    row = Kept.objects.using(store.alias).first()
    if row is None or (row.folder, row.digest, row.coder) != (kept.folder, kept.digest, version.coder):
        with store.writing():
            Kept.objects.using(store.alias).all().delete()
            Kept.objects.using(store.alias).create(
                folder=kept.folder,
                digest=kept.digest,
                coder=version.coder,
                own=[list(each) for each in kept.own],
            )


def hold(store: Store, version: Version) -> None:
    """Make sure, inside a transaction, that the store is still coded by `version`. Raises StoreError."""
    if not Kept.objects.using(store.alias).filter(coder=version.coder).exists():
        raise StoreError(
            f"{store.name}: another process has begun to code it by another codebook. Wait until it has ended, then "
            "start again."
        )


@dataclass(frozen=True, slots=True)
class Told:
    """A store's codebook for people: `folder` and the names of its `tables` are empty for the shipped one.

    `sha256` is over all tables, the shipped ones included. `behind` documents are yet to be coded by it.
    """

    folder: str
    sha256: str
    tables: tuple[str, ...]
    behind: int


def told(store: Store) -> Told:
    """What a store is coded by."""
    row = Kept.objects.using(store.alias).first()
    documents = Document.objects.using(store.alias)
    if row is None:
        return Told("", Files().digest, (), documents.count())
    behind = documents.exclude(coder=row.coder).count()
    return Told(row.folder, row.digest, tuple(name for name, _ in row.own), behind)
