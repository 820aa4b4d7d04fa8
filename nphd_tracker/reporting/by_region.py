"""Per Wilayah: the rate of every grantor, when there is more than one."""

from openpyxl.workbook.workbook import Workbook

from nphd_tracker.reporting.cells import put
from nphd_tracker.reporting.contents import SummaryData
from nphd_tracker.reporting.page import set_up_print, set_widths, write_title
from nphd_tracker.reporting.rates import WIDTHS, write_rates
from nphd_tracker.reporting.wording import name_basis


def write_by_region(workbook: Workbook, data: SummaryData) -> tuple[str, str]:
    """Write the sheet; its name, and the range of its region codes."""
    sheet = workbook.create_sheet("Per Wilayah")
    header_row = write_title(
        sheet,
        data,
        data.say("PER WILAYAH", "BY REGION"),
        name_basis(data.basis, data.language),
    )
    heading = data.say("Pemberi Hibah", "Grantor")
    end = write_rates(
        sheet, header_row, heading, data.regions, data.total, data.basis, data, column=2
    )
    put(sheet, header_row, 1, data.say("Kode Wilayah", "Region code"), "kepala")
    for row, region in enumerate(data.regions, start=header_row + 1):
        put(sheet, row, 1, region.key, "kode")
    put(sheet, end - 1, 1, None, "kode total")
    set_widths(sheet, (9, 30, *WIDTHS))
    sheet.freeze_panes = sheet.cell(header_row + 1, 3)
    set_up_print(sheet, data, header_row=header_row)
    return sheet.title, f"A{header_row + 1}:A{end - 1}"
