"""Imports: what is sent, what a file says, what an import did; and the jobs of large files."""

from marshmallow import Schema, fields, validate

from nphd_tracker.reading import Measure, Severity, Source
from nphd_tracker.regions import Agency
from nphd_tracker.web.api.fields import (
    Day,
    File,
    Line,
    choice,
    day,
    moment,
    money,
    text,
    truth,
    whole,
)
from nphd_tracker.web.api.schemas.asked import LONGEST_ELECTION, Asked
from nphd_tracker.web.api.schemas.covering import Covering
from nphd_tracker.web.serving.language import N_


class UploadForm(Asked):
    file = File(required=True)
    as_of = Day()
    source = choice(Source)
    election = Line(LONGEST_ELECTION)
    sheet = Line(100)


class ApplyBody(Schema):
    skip_errors = fields.Boolean(
        load_default=False,
        truthy={True},
        falsy={False},
        metadata={"description": N_("Ambil baris yang baik, tinggalkan yang salah.")},
    )


class SheetAnswer(Schema):
    sheet = text()
    header_rows = fields.List(fields.Integer(), allow_none=True, required=True)
    rows_read = whole()
    rows_left_out = whole()
    figures = whole()
    as_of = day()
    unit = whole()
    source = choice(Source, required=True)
    election = text()
    columns = fields.Dict(keys=fields.String(), values=fields.String(), required=True)


class ProblemOfSheet(Schema):
    severity = choice(Severity, required=True)
    code = text()
    sheet = text()
    cell = text()
    value = text()
    message = text()


class Counts(Schema):
    new = whole()
    changed = whole()
    same = whole()


class FileAnswer(Schema):
    """One file in the JSON of `nphd import` and `nphd check`."""

    file = text()
    sha256 = text()
    status = text()
    import_ = fields.Integer(allow_none=True, required=True, data_key="import")
    sheets = fields.List(fields.Nested(SheetAnswer), required=True)
    problems = fields.List(fields.Nested(ProblemOfSheet), required=True)
    figures = fields.Nested(Counts)


class FileAnswers(Schema):
    files = fields.List(fields.Nested(FileAnswer), required=True)


class ImportRow(Schema):
    """One import in the JSON of `nphd imports`."""

    import_ = fields.Integer(required=True, data_key="import")
    file = text()
    sha256 = text()
    status = text()
    election = text()
    created_at = moment(none=False)
    applied_at = moment()
    undone_at = moment()
    created_by = text()
    applied_by = text()
    undone_by = text()
    new = whole()
    changed = whole()
    same = whole()


class ImportList(Covering):
    imports = fields.List(fields.Nested(ImportRow), required=True)


class FigureChange(Schema):
    region = text()
    agency = choice(Agency, required=True)
    unit = text(none=True)
    measure = choice(Measure, required=True)
    on = day(none=False)
    old = money()
    new = money()
    cells = fields.List(fields.String(), required=True)
    is_movement = truth()
    tranche = text()
    line = text()


class ImportAnswer(ImportRow):
    """``changes``: the first 500, those of known figures first."""

    sheets = fields.List(fields.Nested(SheetAnswer), required=True)
    problems = fields.List(fields.Nested(ProblemOfSheet), required=True)
    changes = fields.List(fields.Nested(FigureChange), required=True)


class Undone(Schema):
    """The answer of `nphd undo`."""

    import_ = fields.Integer(required=True, data_key="import")
    undone = truth()
    changed = truth()


class Discarded(Schema):
    import_ = fields.Integer(required=True, data_key="import")
    discarded = truth()


class RefusedFile(Schema):
    file = text()
    message = text()


class JobAnswer(Schema):
    """``imports``: what was previewed or is applied; ``message`` says why it failed."""

    job = whole()
    kind = text()
    state = fields.String(
        required=True,
        validate=validate.OneOf(["waiting", "running", "done", "failed", "cancelled"]),
    )
    file = text()
    percent = whole()
    seconds_left = whole(none=True)
    message = text()
    imports = fields.List(fields.Integer(), required=True)
    refused = fields.List(fields.Nested(RefusedFile), required=True)
