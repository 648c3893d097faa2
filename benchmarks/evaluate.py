"""`make evaluate`: how well windhoek reads, cites and codes, against labels that people made. Prints every figure.

    python -m benchmarks.evaluate [units] [drafts] [citations] [codes] [commitments] [blind] [check] [languages] [links] [mandates] [matrix] [reports] [speakers] [register] [corpus]

Without words after it all parts run. A miss is listed with its unit, so that a person can judge it;
only those of the blind labels are not (`python -m benchmarks.blind --list`).
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks import (
    blind,
    check,
    codes,
    commitments,
    drafts,
    languages,
    links,
    mandate_pairs,
    matrix_cells,
    monitor,
    register_draw,
    speakers,
    units,
)
from benchmarks import citations as citing

SHARED = units.SHARED


def show_units() -> None:
    """Labels of units against `gold/dev`, and numbers printed in the XML against units."""
    found = units.gold()
    for each in found:
        print(f"  {each.name:18} {each.both:4} right, {len(each.extra)} too many, {len(each.missed)} missed")
        if each.extra or each.missed:
            print(f"    too many: {' '.join(each.extra) or '–'}   missed: {' '.join(each.missed) or '–'}")
    print(f"  units F1 on gold/dev: {units.f1(found):.4f} (goal 0.99)")
    printed, kept, lost = units.numbered()
    print(
        f"  numbers printed in AKN resolutions: {printed:,}, with a unit of their own: {kept:,} ({kept / printed:.4%})"
    )
    for line in lost:
        print(f"    {line}")


def show_corpus() -> None:
    """Every file of the record in one run: stored, or named with its reason."""
    from windhoek.store.ingest import ingest
    from windhoek.store.store import Store

    folders = (
        "sc-resolutions", "sc-presidential-statements", "sc-not-adopted", "ga-resolutions",
        "draft-resolutions-pdf", "docx", "statements", "sc-metadata",
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as where:
        store = Store(Path(where) / "all.sqlite3")
        report = ingest(store, [SHARED / "corpus" / name for name in folders])
        store.close()
    print(
        f"  stored {report.stored:,} files as {report.documents:,} documents with {report.units:,} paragraphs"
    )
    print(f"  skipped {len(report.skipped)}, failed {report.failed}:")
    for line in (*report.skipped, *report.failures):
        print(f"    {line}")


PARTS = {
    "units": show_units,
    "drafts": lambda: print(drafts.table(drafts.compare())),
    "citations": lambda: print(citing.show(citing.compare())),
    "codes": lambda: print(codes.show_all()),
    "commitments": lambda: print(
        commitments.show(commitments.compare()), commitments.show_study(commitments.study()), sep="\n\n"
    ),
    "check": lambda: print(check.show()),
    "blind": lambda: print(blind.show(blind.compare())),
    "languages": lambda: print(languages.show(languages.compare())),
    "links": lambda: print(links.show()),
    "mandates": lambda: print(mandate_pairs.show(mandate_pairs.judge())),
    "matrix": lambda: print(matrix_cells.show()),
    "reports": lambda: print(monitor.show(monitor.said())),
    "speakers": lambda: print(
        speakers.show(speakers.compare()), speakers.show_judged(speakers.judge()), sep="\n"
    ),
    "register": lambda: print(register_draw.show()),
    "corpus": show_corpus,
}


def main(names: list[str]) -> None:
    """Print the parts that are named, or all."""
    if not SHARED.is_dir():
        sys.exit(
            f"{SHARED}: not here. The labels and texts are measured from this folder; put it beside the repository."
        )
    for name in names or PARTS:
        print(
            f"\n== {name}: {(PARTS[name].__doc__ or name).splitlines()[0] if name in ('units', 'corpus') else name}"
        )
        PARTS[name]()


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except BrokenPipeError:
        # Whoever reads our output, such as `head`, has seen enough.
        sys.stderr.close()
