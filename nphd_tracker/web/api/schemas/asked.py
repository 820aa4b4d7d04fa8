"""What every operation may be asked: the language, which page, which agreements, on which day."""

from marshmallow import Schema, fields, validate

from nphd_tracker.absorption import Band, Basis
from nphd_tracker.regions import Agency
from nphd_tracker.web.api.answers import LARGEST_PAGE, PAGE_SIZE
from nphd_tracker.web.api.fields import Day, Line, choice
from nphd_tracker.web.serving.language import LANGUAGES, N_

LONGEST_ELECTION = 80


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
