"""What was worked out for one page is kept for the next, for as long as nothing was imported.

Every look asks the database first whether an import was applied or undone since, by whatever
process; then everything is forgotten. Keep here only what follows from the imports, and what nobody
changes afterwards. An answer is kept for the scope it was worked out in, and told in no other.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TYPE_CHECKING, Generic, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy.orm import Session

from nphd_tracker import store

if TYPE_CHECKING:
    from sqlalchemy import Engine

Kept = TypeVar("Kept")


class Memory(Generic[Kept]):
    """The last few answers to one question, for each database."""

    def __init__(self, keep: int) -> None:
        self._keep = keep
        self._lock = Lock()
        self._states: WeakKeyDictionary[Engine, Hashable] = WeakKeyDictionary()
        self._answers: WeakKeyDictionary[Engine, OrderedDict[Hashable, Kept]] = WeakKeyDictionary()

    def recall(self, session: Session, key: Hashable, make: Callable[[], Kept]) -> Kept:
        """What ``make`` gave for this key, made again once the imports have changed."""
        engine = session.get_bind().engine
        state = store.what_stands(session)
        key = (store.scope_of(session), key)
        with self._lock:
            if self._states.get(engine) != state:
                self._states[engine] = state
                self._answers[engine] = OrderedDict()
            answers = self._answers[engine]
            if key in answers:
                answers.move_to_end(key)
                return answers[key]
        answer = make()
        with self._lock:
            # Into the answers of the state it was made of, though another may be known by now.
            answers[key] = answer
            while len(answers) > self._keep:
                answers.popitem(last=False)
        return answer
