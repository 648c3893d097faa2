"""How the labels work, and which files could not be stored."""

from __future__ import annotations

import posixpath

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from windhoek.site import citing, shelf
from windhoek.site.pagination import numbered
from windhoek.store import codebooks, pages

_EXAMPLES = (
    ("PP3", "S/RES/1325 (2000)", gettext_noop("the third preambular paragraph, counted from one")),
    ("OP6", "S/RES/1325 (2000)", gettext_noop("operative paragraph 6")),
    ("OP7(a)(i)", "S/RES/2467 (2019)", gettext_noop("a part of operative paragraph 7, set out on its own")),
    (
        "OP13(2)",
        "S/RES/2467 (2019)",
        gettext_noop("the second part of paragraph 13 where the parts have dashes or bullets"),
    ),
    (
        "OP1~2",
        "S/RES/2467 (2019)",
        gettext_noop("the second paragraph to which the document gives the number 1"),
    ),
    ("¶12", "S/2010/498", gettext_noop("paragraph 12 of a report")),
    ("§3", "S/PV.7658, speech 12", gettext_noop("the third paragraph of a speech")),
    (
        "12§3",
        "S/PV.7658",
        gettext_noop("the third paragraph of the twelfth statement in the record of a meeting"),
    ),
)
_PER_PAGE = 200


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Render the page on labels, measures, sources and licence."""
    labels = [
        {"label": label, "names": _(names), "cited": citing.cite(name, label)}
        for label, name, names in _EXAMPLES
    ]
    return render(
        request,
        "about.html",
        {"labels": labels, "themes": shelf.themes(), "codebook": codebooks.told(shelf.store())},
    )


@require_safe
def failed(request: HttpRequest) -> HttpResponse:
    """Render the list of files that gave no document, each with its reason."""
    page = Paginator(pages.failures(shelf.store()), _PER_PAGE).get_page(request.GET.get("page"))
    home = _home([file.path for file in page.object_list])
    context = {
        "files": [
            {
                "path": file.path.removeprefix(home),
                "reason": file.reason.removeprefix(f"{file.path}: ").replace(home, ""),
            }
            for file in page.object_list
        ],
        "total": page.paginator.count,
        "pages": numbered(request, page),
    }
    return render(request, "failed.html", context)


def _home(paths: list[str]) -> str:
    """The folder that files lie in together, with a slash: where it is on this machine is nobody's business."""
    folders = {posixpath.dirname(path) for path in paths if posixpath.isabs(path)}
    return posixpath.join(posixpath.commonpath(folders), "") if folders else ""
