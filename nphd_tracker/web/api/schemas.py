"""What is asked for, and what is answered: the words of the OpenAPI document.

Filters are those of the pages and commands (`shown.selection` reads them); answers are written by the
functions that write the JSON of the commands, and held against these shapes by the tests.
"""

from marshmallow import Schema, fields, validate

from nphd_tracker.absorption import Band, Basis
from nphd_tracker.follow_ups import Cause, State
from nphd_tracker.reading import Measure, Severity, Source
from nphd_tracker.regions import Agency
from nphd_tracker.web.api.answers import LARGEST_PAGE, PAGE_SIZE
from nphd_tracker.web.api.fields import (
    Day,
    File,
    Line,
    choice,
    day,
    moment,
    money,
    number,
    text,
    truth,
    whole,
)
from nphd_tracker.web.serving.language import LANGUAGES, N_

LONGEST_ELECTION = 80
LONGEST_TEXT = 500


class Asked(Schema):
    """What every operation may be asked: the language of names and messages."""

    lang = fields.String(validate=validate.OneOf(LANGUAGES))


class Paged(Asked):
    page = fields.Integer(load_default=1, validate=validate.Range(min=1, max=1_000_000))
    page_size = fields.Integer(
        load_default=PAGE_SIZE, validate=validate.Range(min=1, max=LARGEST_PAGE)
    )


class Places(Asked):
    """Which agreements."""

    election = Line(
        LONGEST_ELECTION, metadata={"description": N_("Kegiatan, misalnya Pilkada 2024.")}
    )
    province = fields.String(
        validate=validate.Regexp(r"^[0-9]{2}$"),
        metadata={"description": N_("Kode provinsi, misalnya 53.")},
    )
    region = fields.String(
        validate=validate.Regexp(r"^[0-9]{2}(\.[0-9]{2})?$"),
        metadata={"description": N_("Kode daerah, misalnya 53.71.")},
    )
    agency = choice(Agency, metadata={"description": N_("Lembaga penerima.")})


class Filters(Places):
    """The filters of the dashboard."""

    as_of = Day(metadata={"description": N_("Posisi; bawaan: tanggal terbaru.")})
    basis = choice(Basis, metadata={"description": N_("Dasar persentase.")})
    band = choice(Band, metadata={"description": N_("Golongan persentase.")})


class OneDay(Asked):
    as_of = Day(metadata={"description": N_("Posisi; bawaan: tanggal terbaru.")})


class PagedFilters(Filters, Paged):
    pass


class AbsorptionQuery(Filters):
    by = fields.String(
        load_default="agency",
        validate=validate.OneOf(["agency", "region", "province", "agreement"]),
        metadata={"description": N_("Satu baris untuk apa.")},
    )
    below = fields.Float(
        validate=validate.Range(min=0, min_inclusive=False, max=1000),
        metadata={"description": N_("Hanya yang di bawah sekian persen.")},
    )


class ReportQuery(Filters):
    below = fields.Float(
        load_default=100.0,
        validate=validate.Range(min=0, min_inclusive=False, max=1000),
        metadata={"description": N_("Ambang persen pada lembar Belum 100%.")},
    )


class FiguresQuery(Paged):
    status = fields.String(
        validate=validate.OneOf(["current", "superseded", "undone"]),
        metadata={"description": N_("Hanya angka yang berlaku, digantikan, atau dibatalkan.")},
    )


class FiguresFilters(Places):
    all = fields.Boolean(
        load_default=False,
        metadata={"description": N_("Juga angka yang digantikan atau dibatalkan.")},
    )


class FollowUpFilters(PagedFilters):
    state = choice(State, metadata={"description": N_("Status tindak lanjut.")})


# --- what is sent


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


class FollowUpChange(Schema):
    """What is left out stays as it is."""

    cause = choice(Cause)
    promise = Line(LONGEST_TEXT)
    office = Line(LONGEST_TEXT)
    due = Day(allow_none=True)
    state = choice(State, State.OVERDUE)
    note = Line(LONGEST_TEXT)


class NewFollowUp(Schema):
    agreement = number(required=True)
    cause = choice(Cause, required=True)
    basis = choice(Basis)
    as_of = Day()
    promise = Line(LONGEST_TEXT, load_default="")
    office = Line(LONGEST_TEXT, load_default="")
    due = Day(allow_none=True, load_default=None)


# --- what is answered


class Problem(Schema):
    """RFC 9457. ``errors``: what is wrong with single fields; ``files``: a file that was refused."""

    type = text()
    title = text()
    status = whole()
    detail = text()
    errors = fields.Dict(keys=fields.String(), values=fields.List(fields.String()))
    files = fields.List(fields.Nested(lambda: FileAnswer()))


class Row(Schema):
    """Sums in rupiah, null where nobody reported; the rate is cut to two decimals."""

    key = text()
    name = text()
    committed = money()
    disbursed = money()
    spent = money()
    returned = money()
    interest = money()
    numerator = money()
    denominator = money()
    rate = text(none=True)
    rate_floor = text(none=True)
    below = truth(none=True)
    band = choice(Band, required=True)
    closed = truth()
    agreements = whole()
    reported = whole()
    unreported_committed = money()
    unabsorbed = money()
    oldest = day()
    newest = day()


class AgreementRow(Row):
    id = whole()
    region = text()
    agency = choice(Agency, required=True)
    unit = text(none=True)
    number = text(none=True)


AGREEMENT_COLUMNS = tuple(name for name in AgreementRow._declared_fields if name != "id")
"""The columns of the CSV: the key is the agreement's number."""


class AbsorptionRow(Row):
    """``region``, ``agency``, ``unit``, ``number``: of a row an agreement."""

    region = fields.String()
    agency = choice(Agency)
    unit = fields.String(allow_none=True)
    number = fields.String(allow_none=True)


class Answered(Schema):
    as_of = day(none=False)
    basis = choice(Basis, required=True)
    election = text()


class Absorption(Answered):
    rows = fields.List(fields.Nested(AbsorptionRow), required=True)
    total = fields.Nested(Row, required=True)


class AgreementList(Answered):
    agreements = fields.List(fields.Nested(AgreementRow), required=True)
    total = fields.Nested(Row, required=True)


class Rate(Schema):
    numerator = money()
    denominator = money()
    rate = text(none=True)
    below = truth(none=True)
    band = choice(Band, required=True)
    unabsorbed = money()
    as_of = day()


class Value(Schema):
    """A measure on the day; ``figures`` are the numbers of the figures that add up to it."""

    amount = money()
    as_of = day(none=False)
    source = choice(Source, required=True)
    figures = fields.List(fields.Integer(), required=True)


class Terms(Schema):
    number = text(none=True)
    signed_on = day()
    register_number = text(none=True)
    return_due = day()
    closed_on = day()


class AgreementAnswer(Schema):
    id = whole()
    election = text()
    region = text()
    region_name = text()
    agency = choice(Agency, required=True)
    unit = text(none=True)
    as_of = day(none=False)
    closed = truth()
    rates = fields.Dict(keys=fields.String(), values=fields.Nested(Rate), required=True)
    values = fields.Dict(keys=fields.String(), values=fields.Nested(Value), required=True)
    terms = fields.Nested(Terms, required=True)
    follow_ups = fields.List(fields.Integer(), required=True)


class Provenance(Schema):
    """The import a figure came with."""

    id = whole()
    file = text()
    sha256 = text()
    status = text()
    applied_at = moment()
    applied_by = text()
    undone_at = moment()
    undone_by = text()


class Cell(Schema):
    sheet = text()
    cell = text()


class FigureAnswer(Schema):
    """One amount as one import states it. ``status``: it speaks, another of the same key speaks
    instead, or its import was undone."""

    id = whole()
    measure = choice(Measure, required=True)
    on = day(none=False)
    amount = money()
    source = choice(Source, required=True)
    is_movement = truth()
    tranche = text()
    line = text()
    line_name = text()
    document = text()
    status = text()
    cells = fields.List(fields.Nested(Cell), required=True)
    import_ = fields.Nested(Provenance, required=True, data_key="import")


class FigureList(Schema):
    agreement = whole()
    figures = fields.List(fields.Nested(FigureAnswer), required=True)


class Elections(Schema):
    elections = fields.List(fields.String(), required=True)


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


class ImportList(Schema):
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


class FollowUpEvent(Schema):
    at = moment(none=False)
    kind = text()
    cause = choice(Cause, required=True)
    promise = text()
    office = text()
    due = day()
    state = choice(State, required=True)
    note = text()
    who = text(none=True)
    import_ = fields.Integer(allow_none=True, required=True, data_key="import")


class FollowUpAnswer(Schema):
    """``moved``: how much more of the numerator there is than when it was opened."""

    id = whole()
    agreement = whole()
    election = text()
    region = text()
    agency = choice(Agency, required=True)
    unit = text(none=True)
    basis = choice(Basis, required=True)
    as_of = day(none=False)
    numerator = money()
    denominator = money()
    rate = text(none=True)
    moved = money()
    state = choice(State, required=True)
    cause = choice(Cause, required=True)
    promise = text()
    office = text()
    due = day()
    opened_at = moment(none=False)
    history = fields.List(fields.Nested(FollowUpEvent), required=True)


class FollowUpList(Schema):
    follow_ups = fields.List(fields.Nested(FollowUpAnswer), required=True)
