"""Headers that Django does not set by itself: no device of the reader, and nobody else's page, has a part in this site."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]

_FEATURES = (
    "accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer", "microphone", "midi",
    "payment", "publickey-credentials-get", "screen-wake-lock", "usb", "xr-spatial-tracking",
)  # fmt: skip
PERMISSIONS = ", ".join(f"{name}=()" for name in _FEATURES)


def headers(answer: Answer) -> Answer:
    """The middleware: `Permissions-Policy` without any permission, and `Cross-Origin-Resource-Policy` for this site alone.

    The API is for other sites' pages too, and may be read by them.
    """

    def answer_safely(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        response["Permissions-Policy"] = PERMISSIONS
        shared = request.path.startswith("/api/")
        response["Cross-Origin-Resource-Policy"] = "cross-origin" if shared else "same-origin"
        if shared:
            response["Access-Control-Allow-Origin"] = "*"
        return response

    return answer_safely
