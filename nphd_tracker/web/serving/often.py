"""How often one person, or one address, may ask for what costs much.

Kept in the memory of each process: it holds off a flood, nothing more. How many wrong passwords
there were is counted in the database (`store.accounts.attempts`).
"""

import math
import time

from flask import request
from flask_limiter import Limiter

from nphd_tracker.web.serving.access import person_name


def _who() -> str:
    return person_name() or request.remote_addr or ""


limiter = Limiter(_who, storage_uri="memory://", strategy="moving-window")
costly = limiter.limit("120 per minute")
"""Reading workbooks and writing them: more than a person with twenty-two files ever asks for."""


def seconds_to_wait() -> int:
    """Until whoever asked too often may ask again."""
    broken = limiter.current_limit
    return max(1, math.ceil(broken.reset_at - time.time())) if broken else 60
