"""The kinds of values programs send and get.

What is answered is written by the same functions as the JSON of the commands, never by a schema:
there a field only documents. What is asked is checked by it.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from flask_smorest.fields import Upload
from marshmallow import ValidationError, fields, validate
from werkzeug.datastructures import FileStorage

from nphd_tracker.dates import NotADateError, parse_day

LARGEST_ID = 2**31 - 1
"""PostgreSQL's integer; a larger number is no number of ours."""
NUMBER = f"<int(min=1, max={LARGEST_ID})"
"""For a rule: ``NUMBER + ":agreement_id>"``."""


class Line(fields.String):
    """One line of text as a person types it; blanks are joined, signs no database keeps refused."""

    def __init__(self, longest: int, **more: Any) -> None:
        super().__init__(validate=validate.Length(max=longest), **more)

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> str:
        text = super()._deserialize(value, attr, data, **kwargs) or ""
        if any(sign == "\0" or "\ud800" <= sign <= "\udfff" for sign in text):
            raise ValidationError("Not a valid string.")
        return " ".join(text.split())


class Day(fields.Date):
    """A day that a person can mean, as the pages take it."""

    def _deserialize(self, value: Any, *rest: Any, **more: Any) -> date:
        day: date = super()._deserialize(value, *rest, **more)
        try:
            return parse_day(day.isoformat())
        except NotADateError as error:
            raise self.make_error("invalid", input=value, obj_type=self.OBJ_TYPE) from error


class File(Upload):  # type: ignore[misc]  # it ships no types
    """One file of a form; a text field of its name is none."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> FileStorage:
        if not isinstance(value, FileStorage):
            raise ValidationError("Not a valid file.")
        return value


def choice(kinds: type[StrEnum], *without: StrEnum, **more: Any) -> fields.String:
    """One of the words of an enumeration."""
    words = [one.value for one in kinds if one not in without]
    return fields.String(validate=validate.OneOf(words), **more)


def number(**more: Any) -> fields.Integer:
    """The number of something stored, in JSON."""
    bounds = validate.Range(min=1, max=LARGEST_ID)
    return fields.Integer(strict=True, validate=bounds, **more)


def money(**more: Any) -> fields.Float:
    """Rupiah: an integer, with decimals only where there are sen; null where nobody reported."""
    return fields.Float(allow_none=True, required=True, **more)


def text(*, none: bool = False) -> fields.String:
    return fields.String(allow_none=none, required=True)


def whole(*, none: bool = False) -> fields.Integer:
    return fields.Integer(allow_none=none, required=True)


def day(*, none: bool = True) -> fields.Date:
    return fields.Date(allow_none=none, required=True)


def moment(*, none: bool = True) -> fields.DateTime:
    return fields.DateTime(allow_none=none, required=True)


def truth(*, none: bool = False) -> fields.Boolean:
    return fields.Boolean(allow_none=none, required=True)
