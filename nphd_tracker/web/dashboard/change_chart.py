"""The largest movements between two days as bars: what is drawn, and what is said beside each."""

from nphd_tracker.charts.changes import ChangeBar, change_bars
from nphd_tracker.charts.drawing import Dict
from nphd_tracker.movement import Change, Movement
from nphd_tracker.web.serving.language import current_language
from nphd_tracker.web.serving.language import gettext as _
from nphd_tracker.web.shown.changes import Changes, grantee, movement_name, signed
from nphd_tracker.web.words.filters import percent, rupiah, tanggal
from nphd_tracker.web.words.names import remaining_name


def chart(changes: Changes) -> Dict:
    """The largest movements as bars, in the language of the page."""
    bars = [
        ChangeBar(
            name=grantee(change),
            note=signed(change.by),
            before=change.before.rate,
            now=change.now.rate,
            is_full=change.movement is Movement.REACHED,
            hover=_hover(change, changes),
        )
        for change in changes.drawn
        if change.before is not None and change.before.rate and change.now.rate
    ]
    return change_bars(bars, "nphd-perubahan", decimal_comma=current_language() == "id")


def _hover(change: Change, changes: Changes) -> str:
    before, now = change.before, change.now
    lines = [grantee(change), movement_name(change.movement)]
    for day, one in ((changes.since, before), (changes.day, now)):
        if one is not None:
            said = _(
                "%(part)s dari %(whole)s", part=rupiah(one.numerator), whole=rupiah(one.denominator)
            )
            lines.append(f"{tanggal(day)}: {percent(one.rate)}, {said}")
    if now.unabsorbed and now.unabsorbed > 0:
        lines.append(f"{remaining_name(now.basis)} {rupiah(now.unabsorbed)}")
    return "\n".join(lines)
