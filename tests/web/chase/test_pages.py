"""/tagih: the list, its filters, its CSV, and what to send from it."""

import csv
import io
from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Page
from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.absorption import Basis, stand
from nphd_tracker.follow_ups import Cause, Promise
from nphd_tracker.reading import Measure
from tests.web.data import MEETING, NTT, PILKADA, figure, say
from tests.web.seen import section, words

Open = Callable[[str], str]


@pytest.mark.usefixtures("meeting")
def test_largest_amount_comes_first_with_its_reason(open_page: Open) -> None:
    page = section(open_page("/tagih"), "chase")
    assert page.startswith("Yang perlu ditagih 19")
    assert "Jumlah yang ditagih seluruh nilai NPHD bila belum lapor" in page
    prov = page.index("Provinsi Nusa Tenggara Timur KPU 341.000.000.000")
    assert prov < page.index("Provinsi Nusa Tenggara Timur Bawaslu 85.797.784.000")
    assert "belum lapor: Pencairan" in page
    silent = sum(value for _, _, value, disbursed in NTT if disbursed is None)
    assert f"Jumlah {silent + 50_330_000_000:,}".replace(",", ".") in page


@pytest.mark.usefixtures("meeting")
def test_late_ones_say_what_was_due_and_how_far_behind(open_page: Open) -> None:
    page = section(open_page("/tagih?region=53.07"), "chase")
    assert "Kab. Sikka KPU 14.700.000.000 32,25%" in page
    assert (
        "perkiraan terlambat: seharusnya cair Rp 21.700.000.000 per 27 Juni 2024,"
        " kurang Rp 14.700.000.000" in page
    )
    assert "Jumlah 14.700.000.000" in page


@pytest.mark.usefixtures("meeting")
@pytest.mark.parametrize(("value", "short"), [(7_000_000_000, None), (9_000_000_000, 2)])
def test_a_lowered_value_is_the_most_that_is_due(
    session: Session, open_page: Open, value: int, short: int | None
) -> None:
    """Complete by the value that its rate is of, it is not late; else it lacks what is undisbursed."""
    lowered = figure("53.07", "KPU", Measure.COMMITTED, value, date(2024, 8, 15))
    say(session, lowered, file="addendum.xlsx")
    chased = section(open_page("/tagih?region=53.07&as_of=2024-08-15"), "chase")
    board = words(open_page("/?region=53.07&as_of=2024-08-15"))
    if short is None:
        assert "terlambat" not in chased
        assert "seharusnya sudah cair: kurang" not in board
    else:
        assert f"seharusnya cair Rp {value:,}".replace(",", ".") in chased
        assert f"kurang Rp {short}.000.000.000" in chased
        assert f"seharusnya sudah cair: kurang Rp {short}.000.000.000 pada 1 NPHD" in board


@pytest.mark.usefixtures("meeting")
def test_what_is_below_100_and_not_chased_is_counted_beside_the_list(
    session: Session, open_page: Open
) -> None:
    assert "NPHD lain juga belum 100%" not in words(open_page("/tagih"))
    say(
        session,
        figure("53.07", "TNI", Measure.COMMITTED, 2_000_000_000),
        figure("53.07", "TNI", Measure.DISBURSED, 600_000_000),
        file="sikka.xlsx",
    )
    page = section(open_page("/tagih"), "chase")
    assert "1 NPHD lain juga belum 100% (belum cair Rp 1.400.000.000), tetapi tidak ditagih" in page
    assert "Rp 1.400.000.000" not in section(open_page("/tagih?reason=estimate"), "chase")
    assert "NPHD lain juga" not in section(open_page("/tagih?agency=KPU"), "chase")


@pytest.mark.browser
@pytest.mark.usefixtures("meeting")
def test_a_reason_is_read_to_its_end_on_a_telephone(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{address}/tagih?region=53.07")
    mark = page.get_by_text("kurang Rp 14.700.000.000").bounding_box()
    assert mark is not None
    assert mark["x"] >= 0
    assert mark["x"] + mark["width"] <= 360


@pytest.mark.usefixtures("meeting")
def test_reason_filters_and_is_refused_when_unknown(client: FlaskClient, open_page: Open) -> None:
    late = section(open_page("/tagih?reason=estimate"), "chase")
    assert late.startswith("Perkiraan terlambat 4")
    assert "belum lapor: " not in late
    assert client.get("/tagih?reason=nonsense").status_code == 400


@pytest.mark.usefixtures("meeting")
def test_what_is_complete_is_not_on_the_list(open_page: Open) -> None:
    page = words(open_page("/tagih?region=53.15"))
    assert "Yang perlu ditagih 1" in page
    assert "TNI" in page


@pytest.mark.usefixtures("meeting")
def test_sheet_to_send_is_one_click_away_and_filled_in(
    client: FlaskClient, open_page: Open
) -> None:
    assert "/reports/lembar-isian.xlsx?region=53.07&amp;election=Pilkada+2024" in open_page(
        "/tagih?region=53.07"
    )
    assert client.get("/reports/lembar-isian.xlsx?region=53.07").status_code == 200


def test_overdue_promise_is_told_with_its_day(session: Session, open_page: Open) -> None:
    say(
        session,
        figure("53.09", "TNI", Measure.COMMITTED, 1_000_000_000),
        figure("53.09", "TNI", Measure.DISBURSED, 400_000_000),
    )
    [holding] = store.load_holdings(session, PILKADA)
    standing = stand(holding, MEETING, Basis.DISBURSED_COMMITTED)
    promise = Promise(Cause.CASH, "cair tahap II", "BPKAD", date(2024, 8, 20))
    store.open_follow_up(session, standing, promise)
    session.commit()
    page = words(open_page("/tagih"))
    assert "janji lewat tenggat sejak 20 Agustus 2024" in page
    assert "cair tahap II (BPKAD)" in page
    assert "600.000.000" in page
    for earlier in ("/tagih?as_of=2024-08-15", "/rakor?as_of=2024-08-15", "/?as_of=2024-08-15"):
        assert "lewat" not in words(open_page(earlier)).lower(), earlier
    assert "Terbuka" in section(open_page("/follow-ups?as_of=2024-08-15"), "list")
    for later in ("", "?as_of=2024-08-01", "?as_of=2024-08-21"):  # the newest there is, and past it
        assert "Lewat tenggat" in section(open_page(f"/follow-ups{later}"), "list")
        assert "lewat" in words(open_page(f"/rakor{later}"))


@pytest.mark.usefixtures("meeting")
def test_csv_has_every_line_with_plain_numbers(client: FlaskClient) -> None:
    answer = client.get("/tagih/daftar-tagih.csv")
    disposition = answer.headers["Content-Disposition"]
    assert disposition == "attachment; filename=daftar-tagih-2024-08-01.csv"
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 19
    assert rows[0]["Kode wilayah"] == "53"
    assert rows[0]["Jumlah yang ditagih (Rp)"] == "341000000000"
    english = client.get("/tagih/daftar-tagih.csv?lang=en").data.decode("utf-8-sig")
    assert english.startswith("Region code,")


def test_unit_that_looks_like_a_formula_stays_text_in_the_csv(
    session: Session, client: FlaskClient
) -> None:
    say(session, figure("53.09", "OTHER", Measure.COMMITTED, 1_000, unit="=1+1"))
    assert ";'=1+1;" in client.get("/tagih/daftar-tagih.csv").text


def test_nothing_to_chase_is_said(session: Session, open_page: Open) -> None:
    say(
        session,
        figure("53.09", "KPU", Measure.COMMITTED, 1_000),
        figure("53.09", "KPU", Measure.DISBURSED, 1_000),
    )
    assert "Tidak ada yang perlu ditagih." in words(open_page("/tagih"))


def test_page_opens_before_anything_was_imported(open_page: Open) -> None:
    assert "Tidak ada yang perlu ditagih." in words(open_page("/tagih"))
