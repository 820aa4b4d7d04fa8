"""Sums and rates: what is asked of them, and the rows they are answered in."""

from marshmallow import Schema, fields, validate

from nphd_tracker.absorption import Band, Basis
from nphd_tracker.regions import Agency
from nphd_tracker.web.api.fields import choice, day, money, text, truth, whole
from nphd_tracker.web.api.schemas.asked import Filters, Places
from nphd_tracker.web.api.schemas.covering import Covering
from nphd_tracker.web.serving.language import N_


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


class FiguresFilters(Places):
    all = fields.Boolean(
        load_default=False,
        metadata={"description": N_("Juga angka yang digantikan atau dibatalkan.")},
    )


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


class AbsorptionRow(Row):
    """``region``, ``agency``, ``unit``, ``number``: of a row an agreement."""

    region = fields.String()
    agency = choice(Agency)
    unit = fields.String(allow_none=True)
    number = fields.String(allow_none=True)


class Answered(Covering):
    as_of = day(none=False)
    basis = choice(Basis, required=True)
    election = text()


class Absorption(Answered):
    rows = fields.List(fields.Nested(AbsorptionRow), required=True)
    total = fields.Nested(Row, required=True)
