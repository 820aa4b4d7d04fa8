"""The page of open differences: both values with their cells, filtered, printed, or said to be none."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from nphd_tracker import store
from nphd_tracker.reading import Measure, Source
from tests.web.data import INVENTED, MEETING, PILKADA, figure, ntt, say
from tests.web.seen import section, words

Open = Callable[[str], str]
JUNE = MEETING.replace(month=6)


@pytest.fixture
def rivals(session: Session) -> None:
    """Ngada's KPU received less than was sent; Sikka's register and position differ."""
    disbursed = Measure.DISBURSED
    say(session, figure("53.09", "KPU", disbursed, 1000, cell="Rekap!F16"), file="pemda.xlsx")
    grantee = {"source": Source.GRANTEE, "cell": "KPU!B4"}
    say(session, figure("53.09", "KPU", disbursed, 700, **grantee), file="penerima.xlsx")
    say(
        session,
        figure("53.07", "BAWASLU", disbursed, 5000, cell="Rekap!F17"),
        figure("53.07", "BAWASLU", disbursed, 5400, JUNE, is_movement=True, cell="Register!D4"),
        figure("53.09", "TNI", Measure.COMMITTED, 10),
        figure("53.09", "TNI", Measure.COMMITTED, 8, JUNE, source=Source.GRANTEE),
        file="register.xlsx",
    )


@pytest.mark.usefixtures("rivals")
def test_both_values_stand_with_date_reporter_file_and_cell(open_page: Open) -> None:
    rows = section(open_page("/selisih"), "differences")
    assert rows.startswith("Setiap selisih 3")
    assert (
        "Kab. Ngada · KPU Berita acara Kab. Ngada KPU Pencairan Pelapor berbeda, tanggal sama "
        "1.000 1 Agustus 2024 · Pemda pemda.xlsx · Rekap!F16 "
        "700 1 Agustus 2024 · Penerima penerima.xlsx · KPU!B4 -300"
    ) in rows
    assert (
        "Pencairan Register dan posisi 5.000 1 Agustus 2024 · Pemda register.xlsx · Rekap!F17 "
        "5.400 1 Juni 2024 · jumlah transfer di register, Pemda register.xlsx · Register!D4 +400"
    ) in rows


@pytest.mark.usefixtures("rivals")
def test_most_rupiah_come_first(open_page: Open) -> None:
    rows = section(open_page("/selisih"), "differences")
    assert re.findall(r" ([+-]\d+)(?= |$)", rows) == ["+400", "-300", "-2"]


@pytest.mark.usefixtures("rivals")
def test_each_kind_is_counted_and_can_be_shown_alone(open_page: Open) -> None:
    kinds = section(open_page("/selisih"), "kinds")
    assert "Pelapor berbeda, tanggal sama 1 300" in kinds
    assert "Register dan posisi 1 400" in kinds
    assert "Pelapor berbeda, posisi lebih lama 1 2" in kinds
    page = open_page("/selisih?kind=movements")
    assert section(page, "differences").startswith("Setiap selisih 1")
    assert "Register dan posisi 1 400" in section(page, "kinds")


@pytest.mark.usefixtures("rivals")
def test_filters_of_the_dashboard_hold_here(open_page: Open) -> None:
    assert section(open_page("/selisih?agency=KPU"), "differences").startswith("Setiap selisih 1")
    assert section(open_page("/selisih?region=53.07"), "kinds").startswith("Menurut jenisnya")
    assert "Tidak ada selisih" in words(open_page("/selisih?as_of=2024-06-15&region=53.07"))
    assert "Tidak ada selisih jenis ini" in words(open_page("/selisih?kind=parts"))


@pytest.mark.usefixtures("rivals")
def test_every_row_leads_to_the_cell_and_to_the_minute(open_page: Open) -> None:
    page = open_page("/selisih?agency=KPU")
    links = re.findall(r'href="(/agreements/\d+\?[^"]*#figure-\d+)"', page)
    assert len(links) == 2
    for link in links:
        target = open_page(link.replace("&amp;", "&").partition("#")[0])
        assert f'id="{link.partition("#")[2]}"' in target
    [minute] = re.findall(r'href="(/agreements/\d+/berita-acara[^"]*)"', page)
    assert "BERITA ACARA" in open_page(minute.replace("&amp;", "&"))


def test_an_undone_import_differs_no_longer(session: Session, open_page: Open) -> None:
    say(session, figure("53.09", "KPU", Measure.DISBURSED, 1000))
    other = say(session, figure("53.09", "KPU", Measure.DISBURSED, 1, source=Source.GRANTEE))
    assert "-999" in open_page("/selisih")
    store.undo_import(session, other.id)
    session.commit()
    assert "-999" not in open_page("/selisih")


@pytest.mark.usefixtures("meeting")
def test_where_all_agree_the_page_says_so_and_what_that_means(open_page: Open) -> None:
    none = section(open_page("/selisih"), "none")
    assert "sampai 1 Agustus 2024" in none
    assert "Angka dari satu pelapor saja tidak dapat diperbandingkan" in none


def test_without_any_import_the_page_says_how_to_begin(open_page: Open) -> None:
    assert "/imports" in open_page("/selisih")


def test_an_unknown_kind_is_said(client: FlaskClient) -> None:
    answer = client.get("/selisih?kind=besar")
    assert answer.status_code == 400
    assert "sources, movements, parts, older" in answer.text


@pytest.mark.usefixtures("rivals")
def test_english_is_complete(open_page: Open) -> None:
    page = words(open_page("/selisih?lang=en"))
    assert "Reporters differ, same date" in page
    assert "Register against position" in page
    assert "the transfers in the register, Grantor" in page


def test_long_lists_are_cut_but_not_their_totals(
    session: Session, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nphd_tracker.web.dashboard.differences.SHOWN", 2)
    said = ntt()
    rivals = [figure(one.region, one.agency, one.measure, 1, source=Source.GRANTEE) for one in said]
    say(session, *said, *rivals)
    page = open_page("/selisih")
    assert f"Pelapor berbeda, tanggal sama {len(said)}" in section(page, "kinds")
    assert f"2 dari {len(said)} baris" in words(page)
    whole = section(open_page("/selisih?all=1"), "differences")
    assert whole.count("-") >= len(said)


def test_minute_says_both_sides_what_remains_and_who_signs(
    session: Session, open_page: Open
) -> None:
    returned, spent = Measure.RETURNED, Measure.SPENT
    grantee = {"source": Source.GRANTEE}
    say(
        session,
        figure("53.09", "KPU", Measure.COMMITTED, 2000, JUNE),
        figure("53.09", "KPU", Measure.COMMITTED, 2500),
        figure("53.09", "KPU", Measure.DISBURSED, 1500),
        figure("53.09", "KPU", Measure.DISBURSED, 1400, **grantee),
        figure("53.09", "KPU", Measure.DISBURSED, 900, JUNE, is_movement=True, document="SP2D 1"),
        figure("53.09", "KPU", spent, 1000, **grantee),
        figure("53.09", "KPU", returned, 50, **grantee),
        figure("53.09", "KPU", Measure.INTEREST, 7, **grantee),
    )
    [holding] = store.load_holdings(session, PILKADA)
    session.commit()
    minute = words(open_page(f"/agreements/{holding.id}/berita-acara"))
    assert "Semula 1 Juni 2024 Pemda – 2.000" in minute
    assert "Addendum atau perubahan 1 Agustus 2024 Pemda +500 2.500" in minute
    assert "Pencairan 1.500 1 Agustus 2024 1.400 1 Agustus 2024 100 1.500" in minute
    assert "1 Juni 2024 SP2D 1 900 –" in minute
    assert "c Belum cair (a − b) 1.000" in minute
    assert "e Sisa dana (b − d) 500" in minute
    assert "g Masih di penerima (e − f) 450" in minute
    assert "h Jasa giro disetor (di luar pokok) 7" in minute
    assert "Register dan posisi 1.500 Pemda, 1 Agustus 2024 900" in minute
    assert "Pemerintah Kabupaten Ngada Nama : NIP/NRP : Jabatan :" in minute.replace(":", " :")
    assert "KPU Kabupaten Ngada" in minute
    assert "ANGKA REKAAN" not in minute


def test_minute_of_invented_figures_bears_the_mark(session: Session, open_page: Open) -> None:
    say(session, figure("53.09", "KPU", Measure.DISBURSED, 10), election=INVENTED)
    [holding] = store.load_holdings(session, INVENTED)
    session.commit()
    assert open_page(f"/agreements/{holding.id}/berita-acara").count("ANGKA REKAAN") >= 2


def test_minute_of_an_unknown_agreement_is_not_found(client: FlaskClient) -> None:
    assert client.get("/agreements/4711/berita-acara").status_code == 404
