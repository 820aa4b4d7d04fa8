"""The headers that go with every page: nothing runs, loads or frames what is not ours."""

from flask import Flask, Response, current_app, request

from nphd_tracker.web.serving.settings import settings_of

CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",  # Bootstrap's marks are data:, a saved chart is blob:
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "object-src 'none'",
        "frame-ancestors 'none'",
    )
)
_UNUSED = (
    "accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer",
    "microphone", "midi", "payment", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{one}=()" for one in _UNUSED),
    "X-Permitted-Cross-Domain-Policies": "none",
}
OVER_TLS = {"Strict-Transport-Security": "max-age=31536000; includeSubDomains"}


def init_app(app: Flask) -> None:
    app.after_request(_add)


def _add(response: Response) -> Response:
    """A page is for who asked and is never kept; a file of ours may be (`delivery`)."""
    is_tls = request.is_secure or settings_of(current_app).https
    for name, value in {**HEADERS, **(OVER_TLS if is_tls else {})}.items():
        response.headers.setdefault(name, value)
    if request.endpoint == "sign_in.leave":
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
    if request.endpoint != "static" or response.status_code not in (200, 304):
        response.headers["Cache-Control"] = "private, no-store"
    return response
