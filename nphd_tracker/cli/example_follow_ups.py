"""What was agreed in the invented province, so that nobody meets an empty page in the demo.

Opened on a day of its sheets, so that each shows how its figure moved since: one has reached 100%
meanwhile, some are overdue today, some are not due yet.
"""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.absorption import Basis, Standing, is_below, stand
from nphd_tracker.follow_ups import Cause, Promise, is_open_to_follow_up

ELECTION = "Contoh (angka rekaan)"
OPENED_ON = date(2024, 7, 31)

_AGREED: tuple[tuple[Cause, str, str, date | int | None], ...] = (
    (Cause.CASH, "Transfer tahap II sesudah dana bagi hasil masuk", "BPKAD", date(2024, 9, 30)),
    (Cause.GRANTEE, "Permohonan pencairan diajukan lengkap", "Sekretariat penerima", 14),
    (Cause.APPROVAL, "Persetujuan TAPD lalu SP2D terbit", "Sekretariat Daerah", 30),
    (Cause.ACCOUNT, "Rekening hibah dibuka dan dilaporkan", "Sekretariat penerima", None),
    (Cause.SIGNING, "Addendum ditandatangani", "Badan Kesbangpol", date(2024, 10, 31)),
)
"""Cause, promise, office, and the due date: a day, so many days from today, or none."""


def open_examples(session: Session, today: date, polling_day: date | None) -> int:
    """Open them for what still has the largest remainders, and for one that was met; how many."""
    then = {one.holding.id: one for one in _behind(session, OPENED_ON, polling_day)}
    now = [one.holding.id for one in _behind(session, today, polling_day)]
    met = [one for number, one in then.items() if number not in now]
    waiting = [then[number] for number in now if number in then]
    chosen = [*waiting[: len(_AGREED) - 1], *met[:1]]
    for standing, (cause, text, office, due) in zip(chosen, _AGREED, strict=False):
        on = today + timedelta(days=due) if isinstance(due, int) else due
        store.open_follow_up(session, standing, Promise(cause, text, office, on))
    return len(chosen)


def _behind(session: Session, day: date, polling_day: date | None) -> list[Standing]:
    """Below 100% on a day, the largest remainder first."""
    holdings = store.load_holdings_at(session, ELECTION, day, polling_day)
    stood = [stand(one, day, Basis.DISBURSED_COMMITTED, polling_day) for one in holdings]
    below = [one for one in stood if is_open_to_follow_up(one) and is_below(one)]
    return sorted(below, key=lambda one: -(one.unabsorbed or 0))
