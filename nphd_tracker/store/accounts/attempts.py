"""Tries to sign in that have not turned out right: counted in the database, whichever process asks.

Guessing is stopped without locking anybody out of everywhere: what strangers get wrong never counts
against a browser in which that account has signed in before. Each try is written down before the
password is looked at and taken back when it was right, so that many at once are not more than one
after another.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Session

from nphd_tracker.models import SignInAttempt

QUARTER, DAY = timedelta(minutes=15), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many tries, the one that is being made among them, within so long."""

    most: int
    within: timedelta


OF_ACCOUNT_HERE = (Limit(5, QUARTER), Limit(20, DAY))
"""One account from one address, or in one browser it has signed in with before."""
OF_ADDRESS = (Limit(40, QUARTER),)
"""All accounts from one address, browsers not known: an office may have only one address."""
OF_ACCOUNT = (Limit(50, DAY),)
"""One account from everywhere, browsers not known."""


def note_attempt(session: Session, account: str, address: str, device: str = "") -> int:
    """Write down that someone tries; commit it before `find_wait`. Returns the try's number.

    ``account`` and ``device`` are keyed hashes; a ``device`` is a browser known to this account.
    """
    now = datetime.now(UTC)
    session.execute(delete(SignInAttempt).where(SignInAttempt.at <= now - DAY))
    row = SignInAttempt(at=now, account=account, address=address, device=device)
    session.add(row)
    session.flush()
    return row.id


def find_wait(session: Session, account: str, address: str, device: str = "") -> timedelta | None:
    """How long to wait, where there were too many tries; None where this one may go on."""
    row = SignInAttempt
    if device:
        waits = [_wait(session, OF_ACCOUNT_HERE, row.account == account, row.device == device)]
    else:
        here = (row.account == account, row.address == address, row.device == "")
        waits = [
            _wait(session, OF_ACCOUNT_HERE, *here),
            _wait(session, OF_ADDRESS, row.address == address, row.device == ""),
            _wait(session, OF_ACCOUNT, row.account == account, row.device == ""),
        ]
    return max((wait for wait in waits if wait), default=None)


def take_back_attempt(session: Session, attempt_id: int) -> None:
    """It was refused without a look at its password, so it does not count."""
    session.execute(delete(SignInAttempt).where(SignInAttempt.id == attempt_id))


def forget_attempts(session: Session, account: str, address: str, device: str = "") -> None:
    """The password was right: what this person got wrong here before is forgiven."""
    row = SignInAttempt
    where = row.device == device if device else (row.address == address) & (row.device == "")
    session.execute(delete(row).where(row.account == account, where))


def forget_account(session: Session, account: str) -> None:
    """An admin set a new password: everyone starts again."""
    session.execute(delete(SignInAttempt).where(SignInAttempt.account == account))


def _wait(
    session: Session, limits: tuple[Limit, ...], *where: ColumnElement[bool]
) -> timedelta | None:
    now = datetime.now(UTC)
    waits = []
    for limit in limits:
        query = select(func.count(), func.min(SignInAttempt.at)).where(
            *where, SignInAttempt.at > now - limit.within
        )
        tries, first = session.execute(query).one()
        if tries > limit.most:
            waits.append(first + limit.within - now)
    return max(waits, default=None)
