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


class _Answers(Generic[Kept]):
    """Of one state of the imports."""

    def __init__(self, state: Hashable) -> None:
        self.state = state
        self.found: OrderedDict[Hashable, Kept] = OrderedDict()
        self.making: dict[Hashable, Lock] = {}


class Memory(Generic[Kept]):
    """The last few answers to one question, for each database."""

    def __init__(self, keep: int) -> None:
        self._keep = keep
        self._lock = Lock()
        self._answers: WeakKeyDictionary[Engine, _Answers[Kept]] = WeakKeyDictionary()

    def recall(self, session: Session, key: Hashable, make: Callable[[], Kept]) -> Kept:
        """What ``make`` gave for this key, made again once the imports have changed.

        Of many who ask at once, one makes it and the others wait for it.
        """
        state = store.what_stands(session)
        key = (store.scope_of(session), key)
        with self._lock:
            answers = self._answers_of(session.get_bind().engine, state)
            if key in answers.found:
                answers.found.move_to_end(key)
                return answers.found[key]
            making = answers.making.setdefault(key, Lock())
        with making:
            with self._lock:
                if key in answers.found:
                    return answers.found[key]
            answer = make()
            with self._lock:
                # Into the answers of the state it was made of, though another may be known by now.
                answers.found[key] = answer
                answers.making.pop(key, None)
                while len(answers.found) > self._keep:
                    answers.found.popitem(last=False)
        return answer

    def _answers_of(self, engine: "Engine", state: Hashable) -> _Answers[Kept]:
        answers = self._answers.get(engine)
        if answers is None or answers.state != state:
            answers = self._answers[engine] = _Answers(state)
        return answers
