"""The API put together, and the page that describes it."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.renderers import JSONRenderer

from windhoek.register import RegisterError
from windhoek.site.api import known, texts


class _Readable(JSONRenderer):
    """JSON in which a person can read Arabic."""

    json_dumps_params = {"ensure_ascii": False}  # noqa: RUF012


class _Api(NinjaAPI):
    """An API whose description names what every address may answer, besides what it answers to a good question."""

    def get_openapi_schema(self, **given: Any) -> Any:
        described = super().get_openapi_schema(**given)
        for methods in described["paths"].values():
            for each in methods.values():
                each["responses"] |= {status: {"description": told} for status, told in _ALWAYS.items()}
        return described


_ALWAYS = {
    422: "A parameter is not understood; `detail` says which, and why.",
    429: "Too many requests: `Retry-After` has the seconds to wait.",
}
api = _Api(
    title="Windhoek",
    version=version("windhoek"),
    description="What the Security Council asked for women, peace and security, paragraph by paragraph, with its source.",
    docs_url=None,  # the bundled page wants inline script: `page` below describes the same
    renderer=_Readable(),
    urls_namespace="api",
)
api.add_router("", texts.router)
api.add_router("", known.router)


@api.exception_handler(Http404)
def _nothing(request: HttpRequest, error: Http404) -> HttpResponse:
    return api.create_response(request, {"detail": "There is nothing of that name."}, status=404)


@api.exception_handler(RegisterError)
def _wrong(request: HttpRequest, error: RegisterError) -> HttpResponse:
    return api.create_response(request, {"detail": str(error)}, status=500)


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Render what the API answers, taken from its own description, with examples to follow."""
    here = request.build_absolute_uri("/").removesuffix("/")
    return render(request, "api.html", {"operations": _operations(), "here": here})


@cache
def _operations() -> list[dict[str, Any]]:
    described = api.get_openapi_schema(path_prefix="/api/")
    return [
        {
            "path": path,
            "anchor": each["operationId"],
            "summary": each["summary"],
            "description": each.get("description", ""),
            "parameters": [_parameter(one) for one in each.get("parameters", ())],
            "examples": each["x-examples"],
        }
        for path, methods in described["paths"].items()
        for each in methods.values()
    ]


def _parameter(described: dict[str, Any]) -> dict[str, Any]:
    kinds = described["schema"].get("anyOf") or [described["schema"]]
    values = [
        value for kind in kinds for value in kind.get("enum") or kind.get("items", {}).get("enum") or ()
    ]
    must = "Needed." if described.get("required") else ""
    many = "May be given several times." if any(kind.get("type") == "array" for kind in kinds) else ""
    told = described.get("description") or described["schema"].get("description", "")
    return {
        "name": described["name"],
        "values": [value for value in values if value],
        "told": " ".join(filter(None, (must, told, many))),
    }
