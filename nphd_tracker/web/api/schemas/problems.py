"""What went wrong, for a program."""

from marshmallow import Schema, fields

from nphd_tracker.web.api.fields import text, whole
from nphd_tracker.web.api.schemas.imports import FileAnswer


class Problem(Schema):
    """RFC 9457. ``errors``: what is wrong with single fields; ``files``: a file that was refused."""

    type = text()
    title = text()
    status = whole()
    detail = text()
    errors = fields.Dict(keys=fields.String(), values=fields.List(fields.String()))
    files = fields.List(fields.Nested(FileAnswer))
