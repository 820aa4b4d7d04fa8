"""Writes imports/README.md: what the importer says, from its catalogue. Run by ``make catalogue``."""

from pathlib import Path

from nphd_tracker.importing.opening.refusals import REASONS
from nphd_tracker.importing.problems import CATALOGUE
from nphd_tracker.reading import Severity

PAGE = Path(__file__).parent.parent / "imports" / "README.md"
SEVERITIES = {
    Severity.ERROR: ("Salah: barisnya ditinggalkan", "Error: its row is left out"),
    Severity.WARNING: ("Periksa: sudah dibaca, mohon dilihat", "Warning: read, please look"),
    Severity.INFO: ("Info: kebiasaan yang dipakai", "Info: a convention applied"),
}
HEAD = """# Yang diketahui pengimpor

- `vocabulary.toml`: judul kolom, nama penerima, singkatan daerah, kata satuan. Boleh ditambah tanpa mengubah
  program, di sini atau di `vocabulary.toml` pada folder instance.
- `reference/`: kode dan nama wilayah (ODbL, lihat pemberitahuannya).
- `examples/`: lembar contoh; yang bernama *rekaan* berisi angka karangan.

*What the importer knows, as data: wordings, regions, examples. Below is everything it can say, generated from
its catalogue by `make catalogue`; words in braces are filled in.*
"""


def page() -> str:
    """The whole page as text."""
    parts = [HEAD]
    for severity, (indonesian, english) in SEVERITIES.items():
        parts.append(
            f"\n## {indonesian} ({english})\n\n| kode | pesan | message |\n|---|---|---|\n"
        )
        parts += [
            f"| `{code}` | {entry.indonesian} | {entry.english} |\n"
            for code, entry in sorted(CATALOGUE.items())
            if entry.severity is severity
        ]
    parts.append(
        "\n## Berkas yang tidak dapat dibaca (Files that cannot be read)\n\n"
        "| kode | pesan | message |\n|---|---|---|\n"
    )
    parts += [
        f"| `{code}` | {indonesian} | {english} |\n"
        for code, indonesian, english in sorted(REASONS.values())
    ]
    return "".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
