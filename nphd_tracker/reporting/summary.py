"""The Excel summary: what a superior opens, checks and forwards.

Every figure leads back to its cell, every total is recomputed beside itself, and the workbook can
be imported again: unedited it changes nothing. The importer knows it by `KEYWORDS`.
"""

from pathlib import Path

from nphd_tracker.collecting import without_collecting
from nphd_tracker.differences import find_differences
from nphd_tracker.reporting import detail
from nphd_tracker.reporting.by_region import write_by_region
from nphd_tracker.reporting.checks import SHEET as CHECKS
from nphd_tracker.reporting.checks import write_checks
from nphd_tracker.reporting.contents import ImportNote, Origin, SummaryData, collect_summary
from nphd_tracker.reporting.detail import write_detail
from nphd_tracker.reporting.differences import write_differences
from nphd_tracker.reporting.follow_ups import list_rows, write_follow_ups
from nphd_tracker.reporting.notes import write_notes
from nphd_tracker.reporting.overview import write_overview
from nphd_tracker.reporting.shortfall import write_shortfall
from nphd_tracker.reporting.trend import write_trend
from nphd_tracker.reporting.workbook import save, start_workbook

__all__ = ["KEYWORDS", "ImportNote", "Origin", "SummaryData", "collect_summary", "write_summary"]

KEYWORDS = "nphd-tracker-ringkasan;v1"
"""In the workbook's properties: by these the importer recognises our own summary."""


@without_collecting()
def write_summary(path: Path, data: SummaryData) -> None:
    """Write the summary: Ringkasan, Belum 100%, Per Wilayah, Tindak Lanjut, Tren, Selisih,
    Pemeriksaan, Rincian, Catatan; the third to sixth only where there is something in them."""
    title = data.say(f"Ringkasan NPHD {data.election}", f"NPHD summary {data.election}")
    workbook = start_workbook(
        f"{title}, {data.day}{data.title_mark}", KEYWORDS, data.language, data.made_at
    )
    write_overview(workbook, data)
    codes = dict([write_shortfall(workbook, data)])
    if len(data.regions) > 1:
        codes |= dict([write_by_region(workbook, data)])
    follow_ups = list_rows(data)
    if follow_ups:
        codes |= dict([write_follow_ups(workbook, data, follow_ups)])
    if len(data.trend) > 1:
        write_trend(workbook, data)
    different = find_differences(data.standings)
    if different:
        codes |= dict([write_differences(workbook, data, different)])
    written = write_detail(workbook, data)
    codes[detail.SHEET] = written.ranges[detail.REGION_CODE].rpartition("!")[2].replace("$", "")
    results = write_checks(workbook, data, written)
    write_notes(workbook, data)
    # Pemeriksaan is written after Rincian, which it reads, and stands before it.
    workbook.move_sheet(CHECKS, offset=-1)
    save(workbook, path, results={CHECKS: results}, codes=codes)
