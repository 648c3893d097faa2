"""Every link of a page of every kind leads somewhere, to a place that is there, in the language of the reader."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from functools import cache
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from benchmarks.pages import drawn, is_page
from lxml import html

from windhoek.document import LANGUAGES

OWN = "http://localhost"
EACH = 1
FILES = re.compile(r"/static/.*|/api/.*|.*\.(csv|json|zip|atom)")  # they stand outside the languages
MADE_WHOLE = re.compile(r".*\.(pdf|docx|xlsx|zip|svg)")  # slow to make, and tried by the tests of their own


def language(path: str) -> str:
    found = re.match(rf"/({'|'.join(LANGUAGES)})(/|$)", path)
    return found[1] if found else "en"


def kind(path: str, query: str) -> str:
    """Which page of `urls.py` an address is of, with what is asked of it."""
    from django.urls import resolve

    found = resolve(path)
    return f"{found.route} {sorted(re.findall(r'[?&]?([a-z]+)=', query))}"


@pytest.mark.parametrize("where", ["", "/ar"])
def test_every_link_leads_to_a_place_that_is_there(client: Any, store: Any, where: str) -> None:
    @cache
    def look(address: str) -> tuple[int, str, Any]:
        """The status, the address after all redirects and the tree of a page."""
        answer = client.get(address, follow=True)
        here = unquote(answer.redirect_chain[-1][0] if answer.redirect_chain else address)
        page = html.fromstring(answer.content) if "text/html" in answer["Content-Type"] else None
        return answer.status_code, here, page

    wrong: list[str] = []
    links: dict[str, dict[str, str]] = defaultdict(dict)
    for name, address in drawn(store, 1):
        if not is_page(name):
            continue
        _status, _here, page = look(where + address)
        for element, attribute, link, _at in page.iterlinks():
            to = urlsplit(urljoin(OWN + where + address, link))
            if element.get("method") == "post" or attribute not in ("href", "src", "action"):
                continue
            if to.netloc != "localhost":
                if element.tag != "a":
                    wrong.append(f"{where}{address}: {link} asks another site")
                continue
            other = language(to.path) != (language(where + "/"))
            if (
                other
                and not element.get("hreflang")
                and element.tag != "link"
                and not FILES.fullmatch(to.path)
            ):
                wrong.append(f"{where}{address}: {link} loses the language")
            if to.path.startswith(
                "/api/documents/"
            ):  # an example of a document that this store need not have
                continue
            path = to.path + (f"?{to.query}" if to.query else "")
            if not other and unquote(path) != unquote(where + address) and not MADE_WHOLE.fullmatch(to.path):
                links[kind(unquote(to.path), to.query)][f"{path}#{to.fragment}"] = f"{where}{address}"
    some = random.Random(1325)
    for found in links.values():
        for link in some.sample(sorted(found), min(EACH, len(found))):
            address, _, fragment = link.partition("#")
            status, here, page = look(address)
            place = unquote(here.partition("#")[2] or fragment)
            if status != 200:
                wrong.append(f"{found[link]}: {address} answers {status}")
            elif place and page is not None and not page.xpath("//*[@id=$place]", place=place):
                wrong.append(f"{found[link]}: {link} has no such place")
    assert not wrong, "\n".join(wrong)
