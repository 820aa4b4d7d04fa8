"""Follow-ups: which are asked for, what one is opened and changed with, and one with its history."""

from marshmallow import Schema, fields

from nphd_tracker.absorption import Basis
from nphd_tracker.follow_ups import Cause, State
from nphd_tracker.regions import Agency
from nphd_tracker.web.api.fields import Day, Line, choice, day, moment, money, number, text, whole
from nphd_tracker.web.api.schemas.asked import PagedFilters
from nphd_tracker.web.api.schemas.covering import Covering
from nphd_tracker.web.serving.language import N_

LONGEST_TEXT = 500


class FollowUpFilters(PagedFilters):
    state = choice(State, metadata={"description": N_("Status tindak lanjut.")})


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


class FollowUpList(Covering):
    follow_ups = fields.List(fields.Nested(FollowUpAnswer), required=True)
