"""What of a limited person's the pages offer and say: their places, agencies, and one line about it.

That nothing else is found is the session's work (`store.limit_session`); here is only what would
otherwise be a choice that leads nowhere, and the line that keeps a part from being taken for the
whole.
"""

from flask import Flask, g

from nphd_tracker import store
from nphd_tracker.errors import NotFoundError
from nphd_tracker.regions import Agency, Region
from nphd_tracker.reporting.wording import Phrase, name_agency
from nphd_tracker.scope import Scope
from nphd_tracker.web.serving.database import db, request_scope
from nphd_tracker.web.serving.language import current_language
from nphd_tracker.web.shown.selection import Selection
from nphd_tracker.web.words.filters import region_book, region_label

_NAMED = 4
"""So many places are named in the line; more are counted."""
_YOURS = Phrase("Wilayah Anda", "Your regions")
_ALL_PLACES = Phrase("semua daerah", "all regions")
_AND_MORE = Phrase("dan {count} lagi", "and {count} more")


def init_app(app: Flask) -> None:
    app.context_processor(lambda: {"scope_line": scope_line(request_scope(), current_language())})
    app.add_template_test(is_openable, "openable")


def own_agencies() -> list[Agency]:
    return [one for one in Agency if request_scope().has_agency(one)]


def own_provinces() -> list[Region]:
    """Those of which the person sees anything."""
    return [one for one in region_book().provinces() if request_scope().meets_province(one.code)]


def own_regions(province: str | None = None) -> list[Region]:
    """The places of a province, itself too, or of all, that the person sees."""
    regions = region_book().all()
    inside = [one for one in regions if province in (None, one.code, one.province)]
    return [one for one in inside if request_scope().has_region(one.code)]


def own_places() -> list[tuple[Region, list[Region]]]:
    """Each province with those of its places that can be chosen."""
    return [(one, own_regions(one.code)) for one in own_provinces()]


def refuse_outside(scope: Scope, selection: Selection) -> None:
    """An address that asks for what lies outside is answered as one that asks for nothing there is.

    A province is asked for as soon as anything of it is seen; its own government only by who sees it.
    """
    region, province, agency = selection.region, selection.province, selection.agency
    wrong = region if region and not scope.has_region(region) else None
    wrong = wrong or (province if province and not scope.meets_province(province) else None)
    if wrong:
        raise NotFoundError(
            f'Tidak ada wilayah berkode "{wrong}".', f'There is no region with the code "{wrong}".'
        )
    if agency and not scope.has_agency(agency):
        raise NotFoundError(f'Tidak ada lembaga "{agency}".', f'There is no agency "{agency}".')


def scope_line(scope: Scope, language: str) -> str:
    """``Wilayah Anda: Kota Kupang, Kab. Sikka; KPU``; "" for who sees everything."""
    if scope.is_everything:
        return ""
    places = [region_label(code) for code in sorted(scope.places)] or [_ALL_PLACES.say(language)]
    if len(places) > _NAMED:
        more = _AND_MORE.say(language).format(count=len(places) - _NAMED)
        places = [*places[:_NAMED], more]
    agencies = [name_agency(one, language) for one in Agency if one in scope.agencies]
    parts = (", ".join(places), ", ".join(agencies))
    return f"{_YOURS.say(language)}: {'; '.join(filter(None, parts))}"


def scope_in_name(scope: Scope) -> str:
    """For a file's name: ``wilayah-53-71-kpu-``; more than two places are ``sebagian-``."""
    if scope.is_everything:
        return ""
    places = sorted(scope.places)
    named = [one.replace(".", "-") for one in places] if len(places) <= 2 else ["sebagian"]
    agencies = [one.value.lower() for one in Agency if one in scope.agencies]
    return "".join(f"{part}-" for part in ("wilayah", *named, *agencies))


def is_openable(import_id: int) -> bool:
    """Whether a link to an import leads anywhere for this person; asked once an import and request."""
    if request_scope().is_everything:
        return True
    known: dict[int, bool] = g.setdefault("openable_imports", {})
    if import_id not in known:
        known[import_id] = bool(store.list_in_sight(db.session(), [import_id]))
    return known[import_id]
