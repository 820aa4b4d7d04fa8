"""Where the interface for machines lies. Nothing of it is a page, and no page lies in it."""

from flask import has_request_context, request

ROOT = "/api/"
PREFIX = "/api/v1"


def is_for_machines() -> bool:
    """Whether this request is a program's, also for an address that does not exist."""
    return has_request_context() and request.path.startswith(ROOT)
