"""The numbers a program gets are those of the commands and the pages."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy.orm import Session

from nphd_tracker.cli import main
from nphd_tracker.reading import Measure
from nphd_tracker.web.serving.settings import settings_of

from ..data import MEETING, figure, say
from .conftest import Program

pytestmark = pytest.mark.usefixtures("meeting")


@pytest.fixture
def command(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """What the command prints of the same database."""
    settings = settings_of(app)
    monkeypatch.setenv("NPHD_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("NPHD_INSTANCE_PATH", str(settings.instance_path))

    def run(*arguments: str) -> Any:
        done = CliRunner().invoke(main, ["absorption", "--json", *arguments])
        assert done.exit_code == 0, done.output
        return json.loads(done.stdout)

    return run


@pytest.mark.parametrize(
    ("address", "arguments"),
    [
        ("", ()),
        ("by=region&below=100", ("--by", "region", "--below", "100")),
        ("by=agreement&agency=KPU", ("--by", "agreement", "--agency", "KPU")),
        ("by=province&basis=spent/committed", ("--by", "province", "--basis", "spent/committed")),
        ("province=53&as_of=2024-07-31", ("--province", "53", "--as-of", "2024-07-31")),
        ("region=53.09&by=agreement&below=37.75",
         ("--region", "53.09", "--by", "agreement", "--below", "37.75")),
        ("election=Pilkada 2029", ("--election", "Pilkada 2029")),
    ],
)  # fmt: skip
def test_absorption_is_what_the_command_prints(
    program: Program, command: Callable[..., Any], address: str, arguments: tuple[str, ...]
) -> None:
    answer = program.ask(f"/absorption?{address}")
    assert answer.status_code == 200
    document = json.loads(answer.data)
    assert document.pop("covers") == {"regions": [], "agencies": []}
    assert document == command(*arguments)
    assert list(document) == ["as_of", "basis", "election", "rows", "total"]


def test_sen_are_decimals_and_whole_rupiah_are_integers(program: Program, session: Session) -> None:
    half = figure("53.07", "KPU", Measure.SPENT, 1, on=MEETING)
    say(session, replace(half, amount=1_050), file="sen.xlsx")
    (row,) = [one for one in program.get("/absorption?by=region")["rows"] if one["key"] == "53.07"]
    assert row["spent"] == 10.5
    assert isinstance(row["disbursed"], int)


def test_csv_has_the_rows_and_the_total(program: Program) -> None:
    answer = program.ask("/absorption.csv?by=agency&lang=en")
    assert answer.mimetype == "text/csv"
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    document = program.get("/absorption?by=agency&lang=en")
    assert [row["name"] for row in rows] == [*(one["name"] for one in document["rows"]), "Total"]
    assert [int(row["committed"]) for row in rows[:-1]] == [
        one["committed"] for one in document["rows"]
    ]


def test_csv_of_agreements_has_the_same_columns_when_there_are_none(program: Program) -> None:
    full = program.ask("/agreements.csv").text.splitlines()
    empty = program.ask("/agreements.csv?province=11").text.splitlines()
    assert len(full) == 24
    assert empty == full[:1]


def test_no_text_of_a_sheet_is_a_formula_in_a_csv(program: Program, session: Session) -> None:
    say(
        session,
        figure("53.07", "KPU", Measure.SPENT, 5, document="=1+1"),
        file="=HYPERLINK(1).xlsx",
    )
    text = program.ask("/figures.csv?region=53.07").text
    (row,) = [one for one in csv.DictReader(io.StringIO(text)) if one["measure"] == "spent"]
    assert (row["document"], row["file"]) == ("'=1+1", "'=HYPERLINK(1).xlsx")


def test_csv_of_figures_says_where_each_stands(program: Program) -> None:
    text = program.ask("/figures.csv?region=53.07").text
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["measure"], row["amount"], row["cells"]) for row in rows] == [
        ("committed", "21700000000", "Rekap!C12"),
        ("disbursed", "7000000000", "Rekap!D12"),
    ]
    assert {row["file"] for row in rows} == {"rekap-nphd-ntt-2024-08-01.xlsx"}


def test_csv_of_figures_has_those_that_count_and_all_when_asked(
    program: Program, session: Session
) -> None:
    say(session, figure("53.07", "KPU", Measure.DISBURSED, 9_000_000_000), file="baru.xlsx")

    def amounts(more: str) -> list[str]:
        text = program.ask(f"/figures.csv?region=53.07{more}").text
        rows = csv.DictReader(io.StringIO(text))
        return [row["amount"] for row in rows if row["measure"] == "disbursed"]

    assert amounts("") == ["9000000000"]
    assert amounts("&all=true") == ["7000000000", "9000000000"]


def test_figures_of_the_nation_are_those_of_its_provinces(program: Program) -> None:
    nation = program.ask("/figures.csv").text.splitlines()
    assert nation == program.ask("/figures.csv?province=53").text.splitlines()
    assert len(nation) == 32


def test_the_report_is_the_summary_of_the_page(program: Program) -> None:
    answer = program.ask("/report.xlsx?province=53&agency=KPU")
    assert "ringkasan-nphd-53-kpu-2024-08-01.xlsx" in answer.headers["Content-Disposition"]
    assert len(load_workbook(io.BytesIO(answer.data)).sheetnames) > 3


@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("/absorption?provnce=53", "provnce"),
        ("/absorption?as_of=kemarin", "as_of"),
        ("/absorption?by=week", "by"),
        ("/absorption?below=0", "below"),
        ("/absorption?below=nan", "below"),
        ("/agreements?page=0", "page"),
        ("/agreements?page_size=100000", "page_size"),
        ("/agreements?election=a%00b", "election"),
    ],
)
def test_what_cannot_be_asked_is_named(program: Program, address: str, field: str) -> None:
    answer = program.ask(address)
    assert answer.status_code == 422
    assert answer.mimetype == "application/problem+json"
    assert list(answer.get_json()["errors"]) == [field]


def test_a_region_that_is_none_is_said(program: Program) -> None:
    answer = program.ask("/absorption?region=53.99")
    assert answer.status_code == 422
    assert "53.99" in answer.get_json()["detail"]
