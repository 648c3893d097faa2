"""Who does the work of an ingest: this process, processes of this machine, or a Dask cluster."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context


class NoCluster(Exception):
    """The cluster asked for cannot be used: one line that says why and what to do."""


@contextmanager
def executor(jobs: int | None, cluster: str | None) -> Iterator[Executor | None]:
    """An executor for `windhoek.store.ingest.ingest`; None lets it use all cores of this machine.

    `jobs` is a number of processes, 1 being this one; `cluster` is the address of a Dask scheduler, and comes first.
    Raises NoCluster when Dask is missing or no scheduler answers.
    """
    if cluster:
        try:
            from distributed import Client
        except ImportError:
            raise NoCluster(
                "--cluster needs Dask: install it with  pip install 'windhoek[cluster]'."
            ) from None
        try:
            client = Client(cluster, timeout=15)  # type: ignore[no-untyped-call]
        except (OSError, ValueError) as error:
            raise NoCluster(
                f"{cluster}: no Dask scheduler answers there ({error}). Check the address."
            ) from None
        with client:
            yield client.get_executor()  # type: ignore[no-untyped-call]
    elif jobs == 1:
        from windhoek.store.ingest import Inline

        yield Inline()
    elif jobs:
        with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
            yield pool
    else:
        yield None
