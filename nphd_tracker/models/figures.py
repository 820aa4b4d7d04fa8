"""Imports, agreements, and what each import said about an agreement.

Figures and terms are only ever added. What an import said stops counting when the import is marked
undone, never by changing or deleting it.
"""

from datetime import date, datetime
from typing import Literal

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from nphd_tracker.models.base import Base

ImportStatus = Literal["staged", "applied", "undone", "discarded"]


class Import(Base):
    """One reading of one file. ``options`` and ``description`` are JSON text.

    ``sequence`` counts applied imports: of two that say something of one key, the later one speaks.
    It is unique, so two imports cannot be applied at the same moment. ``digest`` is what was read,
    ``base`` what it would change; both must still hold when it is applied. ``..._by`` is a person's
    name, ``perintah:NAME`` for a command, "" where nobody was known.
    """

    __tablename__ = "import"
    __table_args__ = (
        CheckConstraint("status IN ('staged', 'applied', 'undone', 'discarded')", name="status"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    file_name: Mapped[str]
    sha256: Mapped[str] = mapped_column(index=True)
    size: Mapped[int] = mapped_column(BigInteger)
    status: Mapped[str] = mapped_column(default="staged")
    created_at: Mapped[datetime]
    applied_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]
    sequence: Mapped[int | None] = mapped_column(unique=True)
    election: Mapped[str]
    digest: Mapped[str]
    base: Mapped[str]
    figures_new: Mapped[int]
    figures_changed: Mapped[int]
    figures_same: Mapped[int]
    left_out_errors: Mapped[bool] = mapped_column(default=False)
    created_by: Mapped[str] = mapped_column(default="", server_default="")
    applied_by: Mapped[str] = mapped_column(default="", server_default="")
    undone_by: Mapped[str] = mapped_column(default="", server_default="")
    options: Mapped[str]
    description: Mapped[str]


class ImportPlace(Base):
    """A grantor and agency that the file of an import speaks of; both "" for what nobody could read.

    ``is_taken``: the import stores it, or would; else it was left out.
    """

    __tablename__ = "import_place"

    import_id: Mapped[int] = mapped_column(ForeignKey("import.id"), primary_key=True)
    region: Mapped[str] = mapped_column(primary_key=True)
    agency: Mapped[str] = mapped_column(primary_key=True)
    is_taken: Mapped[bool]


class Agreement(Base):
    """One grantor x one grantee x one election; ``unit`` only where a sheet names one.

    ``unit_implied``: the unit is just the region's own (Polres Ngada), not worth showing alone.
    """

    __tablename__ = "agreement"
    __table_args__ = (UniqueConstraint("election", "region", "agency", "unit_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    election: Mapped[str]
    region: Mapped[str]
    agency: Mapped[str]
    unit: Mapped[str | None]
    unit_key: Mapped[str]
    unit_implied: Mapped[bool]


class FigureRow(Base):
    """One amount as one import states it. ``cells`` are like ``Rekap!F16``, one a line.

    The indexes lead to the newest position of an agreement and the newest day of an import at once,
    however many there are.
    """

    __tablename__ = "figure"
    __table_args__ = (
        Index(None, "agreement_id", "is_movement", "measure", "source", "on"),
        Index(None, "import_id", "on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("import.id"))
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"))
    measure: Mapped[str]
    on: Mapped[date]
    amount: Mapped[int] = mapped_column(BigInteger)
    source: Mapped[str]
    is_movement: Mapped[bool]
    tranche: Mapped[str]
    line: Mapped[str]
    line_name: Mapped[str]
    document: Mapped[str]
    cells: Mapped[str]


class TermRow(Base):
    """One term of an agreement as one import states it; see `reading.StatedTerm`."""

    __tablename__ = "term"

    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("import.id"), index=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"), index=True)
    kind: Mapped[str]
    value: Mapped[str]
    source: Mapped[str]
    cells: Mapped[str]
