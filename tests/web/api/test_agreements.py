"""Agreements in pages, and every figure with the cell and the import it came from."""

import json
import re
from datetime import date

import pytest
from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.reading import Measure

from ..data import NTT, figure, say
from .conftest import ROOT, Program

pytestmark = pytest.mark.usefixtures("meeting")


def links(text: str) -> dict[str, str]:
    return {name: address for address, name in re.findall(r'<([^>]+)>; rel="(\w+)"', text)}


def test_the_pages_together_are_the_whole_list(program: Program) -> None:
    whole = program.get("/agreements")["agreements"]
    assert len(whole) == len(NTT)
    found, address = [], "/agreements?page_size=5"
    while address:
        answer = program.ask(address)
        found += answer.get_json()["agreements"]
        address = links(answer.headers["Link"]).get("next", "").removeprefix(ROOT)
    assert found == whole


def test_a_page_tells_of_the_others(program: Program) -> None:
    answer = program.ask("/agreements?agency=KPU&page_size=4&page=2")
    assert json.loads(answer.headers["X-Pagination"]) == {
        "total": 10, "total_pages": 3, "page": 2, "page_size": 4,
    }  # fmt: skip
    told = links(answer.headers["Link"])
    assert list(told) == ["first", "prev", "next", "last"]
    assert told["next"] == f"{ROOT}/agreements?agency=KPU&page_size=4&page=3"


def test_a_page_past_the_end_is_empty(program: Program) -> None:
    answer = program.ask("/agreements?page=99")
    assert answer.get_json()["agreements"] == []
    assert "next" not in links(answer.headers["Link"])


def test_the_total_is_over_all_pages(program: Program) -> None:
    part, whole = program.get("/agreements?page_size=1"), program.get("/absorption")
    assert part["total"] == whole["total"]


def test_bands_are_a_filter(program: Program) -> None:
    found = program.get("/agreements?band=full")["agreements"]
    assert {one["band"] for one in found} == {"full"}
    assert len(found) == 4


def test_one_agreement_names_the_figures_its_values_are_made_of(program: Program) -> None:
    number = program.get("/agreements?region=53.07")["agreements"][0]["id"]
    one = program.get(f"/agreements/{number}")
    assert one["region_name"] == "Kabupaten Sikka"
    assert one["rates"]["disbursed/committed"]["rate"] == "32.25"
    assert one["values"]["disbursed"]["amount"] == 7_000_000_000
    figures = {f["id"]: f for f in program.get(f"/agreements/{number}/figures")["figures"]}
    (behind,) = one["values"]["disbursed"]["figures"]
    assert figures[behind]["cells"] == [{"sheet": "Rekap", "cell": "D12"}]


def test_figures_say_what_stands_what_was_superseded_and_what_was_undone(
    program: Program, session: Session
) -> None:
    newer = say(session, figure("53.07", "KPU", Measure.DISBURSED, 9_000_000_000), file="baru.xlsx")
    gone = say(session, figure("53.07", "KPU", Measure.DISBURSED, 1), file="salah.xlsx")
    store.undo_import(session, gone.id)
    session.commit()
    number = program.get("/agreements?region=53.07")["agreements"][0]["id"]
    found = program.get(f"/agreements/{number}/figures")["figures"]
    told = {f["import"]["file"]: f["status"] for f in found if f["measure"] == "disbursed"}
    assert told == {
        "baru.xlsx": "current",
        "salah.xlsx": "undone",
        "rekap-nphd-ntt-2024-08-01.xlsx": "superseded",
    }
    (undone,) = [f["import"] for f in found if f["status"] == "undone"]
    assert undone["status"] == "undone"
    assert undone["undone_at"] is not None
    (current,) = [
        f for f in program.get(f"/agreements/{number}/figures?status=current")["figures"]
        if f["measure"] == "disbursed"
    ]  # fmt: skip
    assert current["import"]["id"] == newer.id


def test_an_earlier_day_is_answered_as_it_was(program: Program, session: Session) -> None:
    later = figure("53.07", "KPU", Measure.DISBURSED, 9_000_000_000, on=date(2024, 9, 1))
    say(session, later, file="september.xlsx")
    number = program.get("/agreements?region=53.07")["agreements"][0]["id"]
    before = program.get(f"/agreements/{number}?as_of=2024-08-15")
    after = program.get(f"/agreements/{number}")
    assert before["values"]["disbursed"]["amount"] == 7_000_000_000
    assert after["values"]["disbursed"]["amount"] == 9_000_000_000


@pytest.mark.parametrize("number", ["999", "0", "99999999999999999999", "x"])
def test_no_such_agreement(program: Program, number: str) -> None:
    for path in (f"/agreements/{number}", f"/agreements/{number}/figures"):
        answer = program.ask(path)
        assert answer.status_code == 404
        assert answer.get_json()["status"] == 404


def test_elections(program: Program) -> None:
    assert program.get("/elections")["elections"] == ["Pilkada 2024"]
