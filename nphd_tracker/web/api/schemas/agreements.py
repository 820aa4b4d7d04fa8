"""Agreements, and the figures behind one with the cells they came from."""

from marshmallow import Schema, fields, validate

from nphd_tracker.absorption import Band
from nphd_tracker.reading import Measure, Source
from nphd_tracker.regions import Agency
from nphd_tracker.web.api.fields import choice, day, moment, money, text, truth, whole
from nphd_tracker.web.api.schemas.asked import Paged
from nphd_tracker.web.api.schemas.covering import Covering
from nphd_tracker.web.api.schemas.numbers import Answered, Row
from nphd_tracker.web.serving.language import N_


class FiguresQuery(Paged):
    status = fields.String(
        validate=validate.OneOf(["current", "superseded", "undone"]),
        metadata={"description": N_("Hanya angka yang berlaku, digantikan, atau dibatalkan.")},
    )


class AgreementRow(Row):
    id = whole()
    region = text()
    agency = choice(Agency, required=True)
    unit = text(none=True)
    number = text(none=True)


AGREEMENT_COLUMNS = tuple(name for name in AgreementRow._declared_fields if name != "id")
"""The columns of the CSV: the key is the agreement's number."""


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


class Elections(Covering):
    elections = fields.List(fields.String(), required=True)
