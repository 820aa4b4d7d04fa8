"""Template filters: what is stored -> what is read. Templates print; these format."""

from datetime import date, datetime, tzinfo
from functools import cache

from flask import Flask, current_app

from nphd_tracker import dates, money
from nphd_tracker.absorption import OLD_AFTER_DAYS, Basis
from nphd_tracker.reading import Measure
from nphd_tracker.regions import RegionBook
from nphd_tracker.resources import data_folder
from nphd_tracker.web.serving.language import current_language, grouped
from nphd_tracker.web.serving.settings import is_invented, settings_of

NOTHING = "–"


def office_zone() -> tzinfo:
    """The zone of the office that runs this: WIB, WITA or WIT."""
    return settings_of(current_app).zone


@cache
def region_book() -> RegionBook:
    """All regions by code; names are only looked up here, so no aliases are needed."""
    return RegionBook.load(data_folder("imports") / "reference", {})


def rupiah(sen: int | None) -> str:
    return NOTHING if sen is None else money.format_rupiah(sen, current_language())


def number(sen: int | None) -> str:
    """An amount under a heading that already says rupiah."""
    return NOTHING if sen is None else money.format_number(sen, current_language())


def percent(rate: str | None) -> str:
    """A truncated rate as it was computed: ``"64.03"`` -> ``64,03%``."""
    if rate is None:
        return NOTHING
    return (rate if current_language() == "en" else rate.replace(".", ",")) + "%"


def tanggal(day: date | datetime | None) -> str:
    if day is None:
        return NOTHING
    return dates.format_date(day.date() if isinstance(day, datetime) else day, current_language())


def waktu(moment: datetime | None) -> str:
    """``24 November 2026, 14.31 WIB``, in the office's zone; "" for never."""
    if moment is None:
        return ""
    local = moment.astimezone(office_zone())
    time = local.strftime("%H:%M" if current_language() == "en" else "%H.%M")
    return f"{tanggal(local)}, {time} {local.tzname()}"


def region_name(code: str) -> str:
    region = region_book().get(code)
    return region.name if region else code


def region_label(code: str) -> str:
    region = region_book().get(code)
    return region.label if region else code


def init_app(app: Flask) -> None:
    for formatter in (
        rupiah, number, percent, grouped, tanggal, waktu, region_name, region_label,
    ):  # fmt: skip
        app.add_template_filter(formatter)
    app.jinja_env.tests["invented"] = is_invented
    app.jinja_env.globals.update(measures=Measure, bases=Basis, old_after_days=OLD_AFTER_DAYS)
