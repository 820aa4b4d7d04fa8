"""What the OpenAPI document promises holds for whatever is asked: no 500, no other shape.

schemathesis asks in this process, each operation some times, always the same; with a token of each
role, and now and then with none or a wrong one, which must not be let in.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.specs.openapi.checks import positive_data_acceptance

from nphd_tracker.models import Role
from nphd_tracker.web.serving.settings import settings_of

from .conftest import RECAP, ROOT, Program

KNOWN = {"agreement_id": 5, "import_id": 1, "follow_up_id": 1, "job_id": 1}
"""What is there: numbers made up at random would find nothing."""

PLAIN = {"Accept-Encoding": "identity"}
"""Nothing between a test and its application unpacks."""

NOT_PROMISED = [
    # That a code of two digits is a province is said by a table, not by a pattern.
    positive_data_acceptance,
]


@pytest.mark.usefixtures("meeting")
@pytest.mark.parametrize(
    ("role", "examples"), [(Role.ADMIN, 20), (Role.OFFICER, 8), (Role.VIEWER, 8)]
)
def test_every_answer_keeps_the_promise(
    app: Flask,
    program: Program,
    program_of: Callable[..., Program],
    role: Role,
    examples: int,
) -> None:
    assert program.send(RECAP, "again.xlsx").status_code == 201
    assert program.post("/follow-ups", json={"agreement": 5, "cause": "cash"}).status_code == 201
    small = settings_of(app)
    app.extensions["nphd-settings"] = replace(small, large_file_bytes=10)
    assert program.send(RECAP, "large.xlsx").status_code == 202
    app.extensions["nphd-settings"] = small
    schema = schemathesis.openapi.from_wsgi(f"{ROOT}/openapi.json", app)
    asked = [found.ok() for found in schema.get_all_operations()]
    assert len(asked) > 15
    headers = program_of(role).headers
    for operation in asked:
        _ask(operation, headers, examples)


def _ask(operation: Any, headers: dict[str, str], examples: int) -> None:
    @settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(), is_there=st.booleans())
    def ask(case: Any, is_there: bool) -> None:
        for name, number in KNOWN.items() if is_there else ():
            if name in case.path_parameters:
                case.path_parameters[name] = number
        case.call_and_validate(headers=headers | PLAIN, excluded_checks=NOT_PROMISED)

    ask()
