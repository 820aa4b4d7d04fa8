"""The sheets that stand only where they have content: Selisih, and Tren with its chart."""

from datetime import date, datetime
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from nphd_tracker.importing.sheets import read_workbook
from nphd_tracker.importing.vocabulary import load_vocabulary
from nphd_tracker.reading import ReadOptions
from nphd_tracker.regions import RegionBook
from nphd_tracker.reporting.summary import write_summary
from nphd_tracker.reporting.trend import months_between_labels

from .builders import DAY, FILE, ntt_holdings, rival_holdings, summarise, with_trend
from .conftest import Reopen
from .test_summary import table_rows

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def test_every_difference_is_a_row_with_both_values_and_cells(
    reopen: Reopen, book: RegionBook
) -> None:
    rows = table_rows(reopen(summarise(rival_holdings(), book))["Selisih"])
    assert [(row["Jenis Selisih"], row["Selisih (Rp)"]) for row in rows] == [
        ("Pelapor berbeda, tanggal sama", -299.5),
        ("Register dan posisi", 50),
    ]
    assert rows[0] == {
        "Kode Wilayah": "53.09",
        "Pemberi Hibah": "Kabupaten Ngada",
        "Lembaga": "KPU",
        "Satuan Kerja": "=KPU",
        "Ukuran": "Pencairan",
        "Jenis Selisih": "Pelapor berbeda, tanggal sama",
        "Dipakai (Rp)": 900,
        "Posisi Dipakai": datetime(2024, 8, 1),
        "Pelapor Dipakai": "Pemda",
        "Asal Dipakai": f"{FILE} REKAP NTT!C201",
        "Pembanding (Rp)": 600.5,
        "Posisi Pembanding": datetime(2024, 8, 1),
        "Pelapor Pembanding": "Penerima",
        "Asal Pembanding": f"{FILE} REKAP NTT!C201",
        "Selisih (Rp)": -299.5,
    }
    assert rows[1]["Posisi Pembanding"] == datetime(2024, 6, 1)


def test_amounts_that_differ_keep_their_formats(reopen: Reopen, book: RegionBook) -> None:
    sheet = reopen(summarise(rival_holdings(), book, language="en"))["Selisih"]
    (table,) = sheet.tables.values()
    header, first, second = sheet[table.ref]
    last = [cell.value for cell in header].index("Difference (Rp)")
    assert (first[last].number_format, second[last].number_format) == ("#,##0.00", "#,##0")
    assert first[0].data_type == "s"


def test_each_month_is_a_row_and_the_last_is_the_day_itself(
    reopen: Reopen, book: RegionBook
) -> None:
    workbook = reopen(with_trend(summarise(rival_holdings(), book)))
    rows = table_rows(workbook["Tren"])
    assert [row["Pencairan (Rp)"] for row in rows] == [300, 700.5, 900]
    assert [row["Belanja (Rp)"] for row in rows] == [None, 100, None]
    assert rows[-1]["Tanggal"] == datetime(DAY.year, DAY.month, DAY.day)
    assert rows[-1]["Nilai NPHD (Rp)"] == 1500
    assert (rows[-1]["NPHD"], rows[-1]["Lapor pencairan"]) == (2, 1)


def test_the_trend_is_drawn_as_three_lines_of_its_table(book: RegionBook, tmp_path: Path) -> None:
    path = tmp_path / "tren.xlsx"
    write_summary(path, with_trend(summarise(rival_holdings(), book)))
    with ZipFile(path) as archive:
        charts = [
            ElementTree.fromstring(archive.read(name))
            for name in archive.namelist()
            if name.startswith("xl/charts/chart")
        ]
    trends = [one for one in charts if one.find(f".//{CHART}barChart") is None]
    [trend] = trends
    lines = list(trend.iter(f"{CHART}ser"))
    assert len(lines) == 3
    assert {line.findtext(f"{CHART}val/{CHART}numRef/{CHART}f") for line in lines} == {
        f"'Tren'!${column}$30:${column}$32" for column in "BCD"
    }
    assert trend.find(f".//{CHART}catAx") is None
    months = trend.find(f".//{CHART}dateAx")
    assert months is not None
    assert months.find(f"{CHART}majorTimeUnit").get("val") == "months"  # type: ignore[union-attr]
    assert "[$-421]" in months.find(f"{CHART}numFmt").get("formatCode", "")  # type: ignore[union-attr]
    assert all(hidden.get("val") == "0" for hidden in trend.iter(f"{CHART}delete"))


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (date(2024, 8, 1), date(2024, 8, 20), 1),
        (date(2023, 8, 29), date(2024, 8, 1), 1),
        (date(2023, 8, 29), date(2025, 5, 31), 2),
        (date(2019, 1, 1), date(2025, 1, 1), 6),
    ],
)
def test_no_month_of_the_trend_is_labelled_twice(first: date, last: date, months: int) -> None:
    assert months_between_labels(first, last) == months


def test_sheets_without_content_are_left_out(reopen: Reopen, book: RegionBook) -> None:
    data = with_trend(summarise(ntt_holdings(), book))
    object.__setattr__(data, "trend", data.trend[-1:])
    names = reopen(data).sheetnames
    assert "Selisih" not in names
    assert "Tren" not in names


def test_new_sheets_stand_before_the_checks_and_print_like_the_others(
    reopen: Reopen, book: RegionBook
) -> None:
    workbook = reopen(with_trend(summarise(rival_holdings(), book)))
    assert workbook.sheetnames[2:] == [
        "Per Wilayah",
        "Tindak Lanjut",
        "Tren",
        "Selisih",
        "Pemeriksaan",
        "Rincian",
        "Catatan",
    ]
    for name in ("Tren", "Selisih"):
        sheet = workbook[name]
        assert sheet.page_setup.paperSize == 9
        assert sheet.print_title_rows == ("$29:$29" if name == "Tren" else "$6:$6")
        assert sheet.freeze_panes


def test_the_importer_reads_rincian_alone(book: RegionBook, tmp_path: Path) -> None:
    path = tmp_path / "ringkasan.xlsx"
    write_summary(path, with_trend(summarise(rival_holdings(), book)))
    reading = read_workbook(path, path.name, ReadOptions(today=DAY), load_vocabulary())
    assert reading.is_summary
    assert [sheet.sheet for sheet in reading.sheets] == ["Rincian"]
