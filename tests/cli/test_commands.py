"""The commands of DESIGN.md section 6: names, exits and JSON are a contract."""

import csv
import getpass
import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from click.testing import Result

from tests.cli.conftest import NTT, SHEETS, document

Run = Callable[..., Result]
FILE_FIELDS = {"file", "sha256", "status", "import", "sheets", "problems"}
SHEET_FIELDS = {
    "sheet", "header_rows", "rows_read", "rows_left_out", "figures", "as_of", "unit", "columns",
}  # fmt: skip
ROW_FIELDS = {
    "key", "name", "committed", "disbursed", "spent", "returned", "interest", "numerator",
    "denominator", "rate", "rate_floor", "below", "band", "closed", "agreements", "reported",
    "unreported_committed", "unabsorbed", "oldest", "newest",
}  # fmt: skip


def test_import_says_what_was_read(nphd: Run) -> None:
    result = nphd("import", NTT, "--json")
    (file,) = document(result)["files"]
    (sheet,) = file["sheets"]
    assert result.exit_code == 0
    assert file.keys() >= FILE_FIELDS
    assert (file["status"], file["import"], file["problems"]) == ("applied", 1, [])
    assert sheet.keys() >= SHEET_FIELDS
    assert (sheet["header_rows"], sheet["as_of"], sheet["unit"]) == ([5, 7], "2024-08-01", 1)
    assert (sheet["columns"]["C"], sheet["columns"]["M"]) == ("KPU.committed", "POLRI.disbursed")
    assert sheet["figures"] == 31


def test_kpu_in_ntt_is_at_64_03_percent(nphd: Run) -> None:
    nphd("import", NTT)
    answer = document(nphd("absorption", "--json"))
    kpu = answer["rows"][0]
    assert (answer["as_of"], answer["basis"], answer["election"]) == (
        "2024-08-01",
        "disbursed/committed",
        "Pilkada 2024",
    )
    assert kpu.keys() == ROW_FIELDS
    assert (kpu["numerator"], kpu["denominator"]) == (89606513000, 139936513000)
    assert (kpu["rate"], kpu["rate_floor"], kpu["band"]) == ("64.03", "15.92", "below100")
    assert (kpu["reported"], kpu["agreements"], kpu["committed"]) == (6, 10, 562661654000)
    assert (kpu["spent"], kpu["below"]) == (None, True)


def test_below_lists_agreements_and_keeps_the_total_over_all(nphd: Run) -> None:
    nphd("import", NTT)
    answer = document(nphd("absorption", "--by", "agreement", "--below", "100", "--json"))
    assert {row["region"] for row in answer["rows"]} == {"53.07", "53.12", "53.13", "53.18"}
    assert all(row["agency"] == "KPU" and row["unit"] is None for row in answer["rows"])
    assert answer["total"]["agreements"] == 23


@pytest.mark.parametrize("by", ["region", "province", "agreement"])
def test_every_grouping_adds_up_to_the_same_total(nphd: Run, by: str) -> None:
    nphd("import", NTT)
    rows = document(nphd("absorption", "--by", by, "--json"))["rows"]
    total = document(nphd("absorption", "--json"))["total"]
    assert sum(row["numerator"] or 0 for row in rows) == total["numerator"]
    assert sum(row["committed"] or 0 for row in rows) == total["committed"]


def test_absorption_as_csv(nphd: Run) -> None:
    nphd("import", NTT)
    rows = list(csv.DictReader(io.StringIO(nphd("absorption", "--csv").stdout)))
    assert [row["key"] for row in rows] == ["KPU", "BAWASLU", "TNI", "POLRI", "total"]
    assert rows[0]["rate"] == "64.03"
    assert rows[2]["rate"] == ""


def test_absorption_as_a_table_is_indonesian_or_english(nphd: Run) -> None:
    nphd("import", NTT)
    assert "64,03%" in nphd("absorption").stdout
    assert "64.03%" in nphd("--lang", "en", "absorption").stdout


def test_the_same_file_again_adds_nothing(nphd: Run) -> None:
    nphd("import", NTT)
    again = nphd("import", NTT, "--json")
    (file,) = document(again)["files"]
    assert (again.exit_code, file["status"], file["import"]) == (0, "unchanged", 1)
    assert len(document(nphd("imports", "--json"))["imports"]) == 1


def test_a_twin_that_says_the_same_attests_and_changes_nothing(nphd: Run) -> None:
    nphd("import", NTT)
    (file,) = document(nphd("import", NTT.with_suffix(".ods"), "--json"))["files"]
    assert (file["status"], file["import"]) == ("unchanged", 2)


def test_dry_run_stores_nothing(nphd: Run) -> None:
    (file,) = document(nphd("import", NTT, "--dry-run", "--json"))["files"]
    assert (file["status"], file["import"]) == ("would-apply", None)
    assert document(nphd("imports", "--json"))["imports"] == []


def test_errors_refuse_the_file_unless_the_good_rows_are_asked_for(nphd: Run) -> None:
    sheet = SHEETS / "rekap-bermasalah.xlsx"
    refused = nphd("import", sheet, "--json")
    assert (refused.exit_code, document(refused)["files"][0]["status"]) == (1, "refused")
    assert document(nphd("imports", "--json"))["imports"] == []
    taken = nphd("import", sheet, "--skip-errors", "--json")
    assert (taken.exit_code, document(taken)["files"][0]["status"]) == (0, "applied")
    rows = document(nphd("absorption", "--by", "agreement", "--json"))["rows"]
    assert len(rows) == 9
    polri = next(row for row in rows if row["agency"] == "POLRI")
    assert (polri["rate"], polri["below"]) == ("99.99", True)


def test_check_needs_no_database(nphd: Run, tmp_path: Path) -> None:
    result = nphd("check", NTT, "--json")
    assert document(result)["files"][0]["status"] == "readable"
    assert not (tmp_path / "instance").exists()


def test_undo_lets_what_was_said_before_show_through(nphd: Run) -> None:
    nphd("import", SHEETS / "daftar-nphd-nasional-2024.xlsx")
    before = document(nphd("absorption", "--json"))
    nphd("import", NTT)
    assert document(nphd("absorption", "--json")) != before
    first, second = nphd("undo", 2, "--json"), nphd("undo", 2, "--json")
    assert document(first) == {"import": 2, "undone": True, "changed": True}
    assert document(second) == {"import": 2, "undone": True, "changed": False}
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert document(nphd("absorption", "--json")) == before


def test_a_command_is_named_as_what_its_account_did(nphd: Run) -> None:
    nphd("import", NTT)
    nphd("undo", 1)
    (told,) = document(nphd("imports", "--json"))["imports"]

    name = f"perintah:{getpass.getuser()}"
    assert (told["created_by"], told["applied_by"], told["undone_by"]) == (name, name, name)


def test_undoing_what_is_not_there_says_so(nphd: Run) -> None:
    result = nphd("undo", 7)
    assert result.exit_code == 1
    assert "Impor nomor 7 tidak ada, atau di luar wilayah Anda." in result.stderr


def test_usage_exits_2(nphd: Run) -> None:
    assert nphd("absorption", "--as-of", "kemarin").exit_code == 2
    assert nphd("import").exit_code == 2
    assert nphd("absorption", "--by", "warna").exit_code == 2


def test_of_several_files_the_worst_counts_and_the_good_ones_go_in(
    nphd: Run, tmp_path: Path
) -> None:
    empty, image = tmp_path / "kosong.xlsx", tmp_path / "gambar.xlsx"
    empty.write_bytes(b"")
    image.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    result = nphd("import", empty, NTT, image, "--json")
    files = document(result)["files"]
    assert result.exit_code == 1
    assert [file["status"] for file in files] == ["refused", "applied", "refused"]
    assert all(len(files[i]["problems"]) == 1 for i in (0, 2))


def test_settings_name_the_election(nphd: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NPHD_ELECTION", "PSU 2025")
    nphd("import", SHEETS / "monitoring-hibah-satker-2025.xlsx")
    assert document(nphd("absorption", "--json"))["election"] == "PSU 2025"
    assert document(nphd("absorption", "--json"))["total"]["agreements"] == 6


def test_the_summary_comes_back_unchanged_and_an_edit_is_an_import(
    nphd: Run, tmp_path: Path
) -> None:
    out, edited = tmp_path / "ringkasan.xlsx", tmp_path / "diubah.xlsx"
    nphd("import", NTT)
    assert nphd("report", out).exit_code == 0
    (same,) = document(nphd("import", out, "--json"))["files"]
    assert (same["status"], same["figures"]) == ("unchanged", {"new": 0, "changed": 0, "same": 31})
    workbook = openpyxl.load_workbook(out)
    cells = [c for row in workbook["Rincian"].iter_rows() for c in row if c.value == 7000000000]
    cells[0].value = 9000000000
    workbook.save(edited)
    (changed,) = document(nphd("import", edited, "--json"))["files"]
    assert (changed["status"], changed["figures"]["changed"]) == ("applied", 1)
    assert document(nphd("absorption", "--json"))["rows"][0]["numerator"] == 91606513000


def test_the_blank_sheet_filled_in_imports_without_a_question(nphd: Run, tmp_path: Path) -> None:
    out = tmp_path / "isian.xlsx"
    assert nphd("template", out, "--region", "53.07", "--as-of", "2024-08-15").exit_code == 0
    workbook = openpyxl.load_workbook(out)
    sheet = workbook.worksheets[0]
    heads = {
        c.value: c.column for row in sheet.iter_rows() for c in row if isinstance(c.value, str)
    }
    row = next(r for r in range(1, 40) if sheet.cell(r, 1).value == "53.07")
    sheet.cell(row, heads["Nilai NPHD (Rp)"]).value = 21700000000
    sheet.cell(row, heads["Pencairan s.d. Posisi (Rp)"]).value = 9500000000
    workbook.save(out)
    result = nphd("import", out, "--json")
    (file,) = document(result)["files"]
    assert (result.exit_code, file["status"]) == (0, "applied")
    assert {p["severity"] for p in file["problems"]} <= {"info"}
    assert document(nphd("absorption", "--json"))["rows"][0]["rate"] == "43.77"


def test_a_blank_sheet_without_its_day_is_asked_for_it_at_the_cell(
    nphd: Run, tmp_path: Path
) -> None:
    out = tmp_path / "isian.xlsx"
    assert nphd("template", out, "--region", "53.07").exit_code == 0
    workbook = openpyxl.load_workbook(out)
    row = next(r for r in range(1, 40) if workbook.worksheets[0].cell(r, 1).value == "53.07")
    workbook.worksheets[0].cell(row, 5).value = 21700000000
    workbook.save(out)

    (file,) = document(nphd("import", out, "--json"))["files"]

    [missing] = [p for p in file["problems"] if p["code"] == "date-missing"]
    assert missing["cell"] == "B3"
    assert missing["message"].startswith("Tanggal posisi tidak ditemukan. Isi di sel ini")


def test_a_report_over_nothing_says_what_to_do(nphd: Run, tmp_path: Path) -> None:
    result = nphd("report", tmp_path / "ringkasan.xlsx")
    assert result.exit_code == 1
    assert "Impor" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("name", ["rekap-bermasalah.xlsx", "monitoring-hibah-satker-2025.xlsx"])
def test_check_says_what_an_import_would(nphd: Run, name: str) -> None:
    (checked,) = document(nphd("check", SHEETS / name, "--json"))["files"]
    (dry,) = document(nphd("import", SHEETS / name, "--dry-run", "--json"))["files"]
    assert checked["sheets"] == dry["sheets"]
    assert checked["problems"] == dry["problems"]
