"""The file of an import, handed back with its problems written into it.

The problems are those that the pages show: as stored with the preview, not found anew.
"""

import tempfile
from io import BytesIO
from pathlib import Path

from nphd_tracker.errors import TrackerError
from nphd_tracker.reading import Problem, Severity
from nphd_tracker.reporting.handed_back.annotated import write_annotated
from nphd_tracker.web.incoming.cards import Card

TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12",
}


def annotated_file(card: Card, kept: Path, language: str) -> BytesIO:
    """The kept file with its notes; TrackerError where its format has no room for them."""
    if not card.takes_notes:
        raise TrackerError(
            "Catatan hanya dapat ditulis ke dalam berkas .xlsx atau .xlsm. Buka berkasnya di "
            "Excel, simpan sebagai .xlsx, lalu unggah.",
            "Notes can only be written into an .xlsx or .xlsm file. Open it in Excel, save it "
            "as .xlsx, and upload that.",
        )
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "catatan"
        write_annotated(kept, out, _problems_of(card), language)
        return BytesIO(out.read_bytes())


def annotated_name(name: str) -> str:
    """``rekap.xlsm`` -> ``rekap (catatan).xlsm``."""
    path = Path(name)
    return f"{path.stem} (catatan){path.suffix.lower()}"


def _problems_of(card: Card) -> list[Problem]:
    return [
        Problem(
            Severity(said["severity"]),
            said["code"],
            said["sheet"],
            said["cell"],
            said["value"],
            said["message_id"],
            said["message_en"],
            said.get("value_en", ""),
        )
        for said in card.said["problems"]
    ] + [
        Problem(
            Severity.INFO,
            said["code"],
            said["sheet"],
            said["cell"],
            said["value"],
            f"Dilewati: {said['message_id']}",
            f"Left out: {said['message_en']}",
            said.get("value_en", ""),
        )
        for said in card.said.get("skipped", ())
    ]
