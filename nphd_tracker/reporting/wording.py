"""The words of the field as a workbook prints them, in Indonesian and English.

"Serapan" never stands alone: to a treasury it means spending, to the meeting disbursement.
The texts in Rincian's rows are Indonesian in both languages, for the importer reads them again.
"""

from nphd_tracker.absorption import Band, Basis, Row, Standing
from nphd_tracker.reading import Measure, Source
from nphd_tracker.regions import Agency

DASH = "–"
"""Stands where there is no rate: not a zero."""

INVENTED = "ANGKA REKAAN"


def is_invented(election: str) -> bool:
    return election.startswith("Contoh")


def mark_invented(election: str) -> str:
    """What goes behind a title over invented figures, unless the name says so itself."""
    return f" ({INVENTED})" if is_invented(election) and INVENTED not in election.upper() else ""


class Phrase(tuple[str, str]):
    """The same thing said in Indonesian and in English."""

    __slots__ = ()

    def __new__(cls, indonesian: str, english: str) -> "Phrase":
        return super().__new__(cls, (indonesian, english))

    def say(self, language: str) -> str:
        return self[1] if language == "en" else self[0]


MEASURES = {
    Measure.COMMITTED: Phrase("Nilai NPHD", "Agreement value"),
    Measure.DISBURSED: Phrase("Pencairan", "Disbursement"),
    Measure.SPENT: Phrase("Belanja", "Spending"),
    Measure.RETURNED: Phrase("Sisa disetor ke RKUD", "Return to the regional treasury"),
    Measure.INTEREST: Phrase("Jasa giro disetor", "Interest returned"),
}

SOURCES = {
    Source.GRANTOR: Phrase("Pemda", "Grantor"),
    Source.GRANTEE: Phrase("Penerima", "Grantee"),
    Source.OTHER: Phrase("Lainnya", "Other"),
}

AGENCIES = {
    Agency.KPU: Phrase("KPU", "KPU"),
    Agency.BAWASLU: Phrase("Bawaslu", "Bawaslu"),
    Agency.TNI: Phrase("TNI", "TNI"),
    Agency.POLRI: Phrase("Polri", "Polri"),
    Agency.OTHER: Phrase("Penerima lain", "Other grantee"),
}

BASES = {
    Basis.DISBURSED_COMMITTED: Phrase("Realisasi pencairan", "Disbursement rate"),
    Basis.SPENT_COMMITTED: Phrase(
        "Serapan belanja dari nilai NPHD", "Spending rate on agreement value"
    ),
    Basis.SPENT_DISBURSED: Phrase(
        "Serapan belanja dari pencairan", "Spending rate on disbursement"
    ),
}

UNABSORBED = {
    Measure.DISBURSED: Phrase("Belum cair", "Not yet disbursed"),
    Measure.SPENT: Phrase("Belum dibelanjakan", "Not yet spent"),
}

BANDS = {
    Band.NONE: Phrase("Belum lapor", "Not reported"),
    Band.ZERO: Phrase("0%", "0%"),
    Band.BELOW40: Phrase("Di bawah 40%", "Below 40%"),
    Band.BELOW100: Phrase("40% ke atas, belum 100%", "40% to below 100%"),
    Band.FULL: Phrase("100%", "100%"),
    Band.OVER: Phrase("Di atas 100%, periksa", "Over 100%, check"),
}

CLOSED = Phrase("Selesai, sisa dikembalikan", "Closed, remainder returned")

UNIT_CLASH = Phrase("Satuan kerja belum jelas", "Which unit is not clear")

DIFFERENCES = {
    "sources": Phrase("pelapor lain", "another reporter"),
    "parts": Phrase("jumlah rinciannya", "the sum of its parts"),
    "movements": Phrase("jumlah mutasinya", "the sum of its movements"),
}


def name_basis(basis: Basis, language: str) -> str:
    """``Realisasi pencairan (Pencairan / Nilai NPHD)``: the name, and what is divided by what."""
    over, under = MEASURES[basis.numerator], MEASURES[basis.denominator]
    return f"{BASES[basis].say(language)} ({over.say(language)} / {under.say(language)})"


def name_agency(agency: str, language: str) -> str:
    return AGENCIES[Agency(agency)].say(language)


def describe_row(row: Row, language: str) -> str:
    """The band of a group in words; a full group that is not fully reported says so."""
    if row.closed:
        return CLOSED.say(language)
    words = BANDS[row.band].say(language)
    if row.rate is None and row.reported:
        words = Phrase("Pembaginya nol", "The amount to divide by is zero").say(language)
    missing = row.agreements - row.reported
    if row.reported and missing:
        words += Phrase(f"; {missing} belum lapor", f"; {missing} not reported").say(language)
    return words


def describe_standing(standing: Standing, language: str) -> str:
    """The band of one agreement in words, or why it has no rate."""
    if standing.holding.unit_clash:
        return UNIT_CLASH.say(language)
    if standing.closed:
        return CLOSED.say(language)
    over = MEASURES[standing.basis.numerator].say(language)
    under = MEASURES[standing.basis.denominator].say(language)
    match standing.no_rate_reason:
        case "no-numerator":
            return Phrase(f"{over} belum dilaporkan", f"{over} not reported").say(language)
        case "no-denominator":
            return Phrase(f"{under} belum dilaporkan", f"{under} not reported").say(language)
        case "zero-denominator":
            return Phrase(f"{under} nol", f"{under} is zero").say(language)
        case _:
            return BANDS[standing.band].say(language)
