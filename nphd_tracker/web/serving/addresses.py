"""Where the interface for machines lies. Nothing of it is a page, and no page lies in it."""

from flask import has_request_context, request

ROOT = "/api/"
PREFIX = "/api/v1"


def is_for_spreadsheets() -> bool:
    """Whether this is a file that a spreadsheet fetches by itself."""
    is_file = request.path.endswith((".csv", ".xlsx"))
    return is_for_machines() and is_file and request.method in ("GET", "HEAD")


def challenge() -> str:
    """For WWW-Authenticate. A browser asks for a password only where it could be of use."""
    spreadsheet = ', Basic realm="nphd", charset="UTF-8"' if is_for_spreadsheets() else ""
    return f'Bearer realm="nphd"{spreadsheet}'


def is_for_machines() -> bool:
    """Whether this request is a program's, also for an address that does not exist."""
    return has_request_context() and request.path.startswith(ROOT)
