"""One way of importing a sheet, in a process of its own: ``python -m tests.bench.peers NAME FILE``.

Prints one JSON line: seconds without the imports of Python, those of CPU, and peak memory of the
process and of its children in MB. Ours stores four figures a row, with everything an import does. The
peers check nothing and store one row a row of the sheet; only `openpyxl_figures` stores those figures
too, in the same table. With a second FILE the process has shown a preview of that one before, as a
server's has, and a reader waits for the next.
"""

import atexit
import json
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flask import Flask

LIST = "large.xlsx"
LARGE = 30 * 10**6
MEGABYTE = 1024
"""In KiB, as Linux counts the peak."""


def calamine(path: Path, folder: Path) -> Callable[[], object]:
    from python_calamine import CalamineWorkbook

    return lambda: CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()


def ours(path: Path, folder: Path) -> Callable[[], object]:
    from tests.bench.measuring import open_app

    return _importing(open_app(folder), path)


def served(path: Path, folder: Path, before: Path) -> Callable[[], object]:
    """What a server does with a file, having shown another before."""
    return _importing(_open_served(folder, before), path)


def served_preview(path: Path, folder: Path, before: Path) -> Callable[[], object]:
    return _previewing(_open_served(folder, before), path)


def _open_served(folder: Path, before: Path) -> "Flask":
    """An application that has shown a preview, a reader waiting for the next file."""
    from nphd_tracker.importing.opening.reader import keep_one_waiting
    from tests.bench.measuring import open_app

    app = open_app(folder)
    keep_one_waiting()
    _previewing(app, before)()
    time.sleep(1)  # nobody uploads two files in one second
    return app


def again(path: Path, folder: Path) -> Callable[[], object]:
    """What `LIST` brought is there already; of each row one figure is another now."""
    from tests.bench.measuring import open_app

    app = open_app(folder)
    _importing(app, path.with_name(LIST))()
    return _importing(app, path)


def postgresql(path: Path, folder: Path) -> Callable[[], object]:
    """The same into a server of its own, which is made and ended outside of what is timed."""
    from tests.bench.served import database, prepare

    serving = database(folder, "postgresql")
    url = serving.__enter__()
    atexit.register(serving.__exit__, None, None, None)
    return _importing(prepare(url, folder), path)


def _importing(app: "Flask", path: Path) -> Callable[[], object]:
    from nphd_tracker.importing.opening.guard import open_workbook
    from nphd_tracker.importing.opening.limits import Limits
    from nphd_tracker.importing.vocabulary import load_vocabulary
    from nphd_tracker.intake import applying
    from nphd_tracker.reading import ReadOptions
    from nphd_tracker.web.serving.database import db
    from nphd_tracker.web.serving.settings import settings_of

    app.app_context().push()
    load_vocabulary()
    if (
        path.stat().st_size > LARGE
    ):  # the product refuses it; here it is to be seen what it would take
        wide = Limits(
            total_bytes=2 * 10**9, memory_bytes=8 * 10**9, cpu_seconds=300, wall_seconds=600
        )
        setattr(applying, "open_workbook", partial(open_workbook, limits=wide))  # noqa: B010

    def work() -> None:
        options = ReadOptions(today=date(2026, 6, 1))
        seen = applying.import_file(
            db.session(), path, path.name, options, settings_of(app).uploads
        )
        db.session.commit()
        assert seen.status == "applied", [problem.indonesian for problem in seen.problems[:3]]

    return work


def preview(path: Path, folder: Path) -> Callable[[], object]:
    from tests.bench.measuring import open_app

    return _previewing(open_app(folder), path)


def _previewing(app: "Flask", path: Path) -> Callable[[], object]:
    """What happens between an upload and the preview: guard, child, reading, comparing."""
    from nphd_tracker.importing.vocabulary import load_vocabulary
    from nphd_tracker.intake import stage
    from nphd_tracker.reading import ReadOptions
    from nphd_tracker.web.serving.database import db
    from nphd_tracker.web.serving.settings import settings_of

    app.app_context().push()
    load_vocabulary()

    def work() -> None:
        options = ReadOptions(today=date(2026, 6, 1))
        seen = stage(db.session(), path, path.name, options, settings_of(app).uploads)
        db.session.commit()
        assert seen.import_id

    return work


def pandas(path: Path, folder: Path) -> Callable[[], object]:
    import openpyxl  # noqa: F401 - pandas imports it late
    import pandas as pd

    def work() -> None:
        with sqlite3.connect(folder / "pandas.sqlite3") as connection:
            pd.read_excel(path, engine="openpyxl", header=1).to_sql("row", connection, index=False)
        connection.close()

    return work


def openpyxl_orm(path: Path, folder: Path) -> Callable[[], object]:
    """The rows as cells, read-only, into one mapped object a row."""
    import openpyxl
    from sqlalchemy import BigInteger, Date, Float, Text, create_engine
    from sqlalchemy.orm import DeclarativeBase, Session, mapped_column

    class Base(DeclarativeBase):
        pass

    types = [BigInteger, Text, Text, Text, Text, Text, Date, BigInteger, BigInteger, Float,
             BigInteger, BigInteger, BigInteger, Text]  # fmt: skip
    body: dict[str, Any] = {
        "__tablename__": "row",
        "id": mapped_column(BigInteger, primary_key=True),
    }
    body |= {f"c{number}": mapped_column(kind, nullable=True) for number, kind in enumerate(types)}
    row_class = type("Row", (Base,), body)
    engine = create_engine(f"sqlite:///{folder / 'orm.sqlite3'}")
    Base.metadata.create_all(engine)

    def work() -> None:
        sheet = openpyxl.load_workbook(path, read_only=True, data_only=True).worksheets[0]
        with Session(engine) as session:
            session.add_all(
                row_class(id=cells[0], **{f"c{n}": value for n, value in enumerate(cells)})
                for cells in sheet.iter_rows(min_row=3, values_only=True)
            )
            session.commit()

    return work


def openpyxl_figures(path: Path, folder: Path) -> Callable[[], object]:
    """The same figures in the same table as ours: one mapped object each, of rows taken on trust."""
    import openpyxl
    from sqlalchemy import create_engine
    from sqlalchemy.orm import Session

    from nphd_tracker.models import Agreement, Base, FigureRow, Import
    from tests.bench.sheets import MEASURES

    engine = create_engine(f"sqlite:///{folder / 'figures.sqlite3'}")
    Base.metadata.create_all(engine)
    said = {"election": "2024", "options": "", "description": "", "digest": "", "base": ""}
    counts = dict.fromkeys(("size", "figures_new", "figures_changed", "figures_same"), 0)

    def work() -> None:
        sheet = openpyxl.load_workbook(path, read_only=True, data_only=True).worksheets[0]
        numbers: dict[tuple[Any, ...], int] = {}
        with Session(engine) as session:
            session.add(
                Import(
                    id=1, file_name="", sha256="", created_at=datetime.now(UTC), **said, **counts
                )
            )
            for row, cells in enumerate(sheet.iter_rows(min_row=3, values_only=True), start=3):
                whose = cells[1], cells[4], cells[5]
                if whose not in numbers:
                    numbers[whose] = len(numbers) + 1
                    region, agency, unit = map(str, whose)
                    session.add(
                        Agreement(
                            id=numbers[whose], election="2024", region=region, agency=agency,
                            unit=unit, unit_key=unit, unit_implied=False,
                        )
                    )  # fmt: skip
                session.add_all(
                    FigureRow(
                        import_id=1, agreement_id=numbers[whose], measure=measure, on=cells[6].date(),
                        amount=cells[column] * 100, source="grantor", is_movement=False, tranche="",
                        line="", line_name="", document="", cells=f"Daftar!{chr(65 + column)}{row}",
                    )
                    for column, measure in MEASURES.items()
                )  # fmt: skip
            session.commit()

    return work


def django(path: Path, folder: Path, before: Path) -> Callable[[], object]:
    """django-import-export as its admin page does it: a dry run, then the import."""
    from django.conf import settings

    settings.configure(
        DATABASES={
            "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": folder / "django.sqlite3"}
        },
        INSTALLED_APPS=["import_export"],
        USE_TZ=True,
    )
    import django as framework

    framework.setup()
    from django.db import connection, models
    from import_export import resources
    from import_export.formats.base_formats import XLSX

    from tests.bench.sheets import HEADINGS, MEASURES

    body: dict[str, Any] = {
        "__module__": __name__,
        "Meta": type("Meta", (), {"app_label": "import_export"}),
    }
    for number, heading in enumerate(HEADINGS):
        kind = models.BigIntegerField if number in (0, 12, *MEASURES) else models.TextField
        body[f"c{number}"] = kind(null=True, verbose_name=heading)
    row_model = type("Row", (models.Model,), body)
    with connection.schema_editor() as editor:
        editor.create_model(row_model)
    resource_class = resources.modelresource_factory(row_model)

    def take(path: Path, *dry_runs: bool) -> None:
        dataset = XLSX().create_dataset(path.read_bytes())
        dataset.headers = ["id", *(f"c{number}" for number in range(1, len(HEADINGS)))]
        for dry_run in dry_runs:
            result = resource_class().import_data(dataset, dry_run=dry_run, raise_errors=True)
            assert not result.has_errors()

    take(before, True)
    return lambda: take(path, True, False)


PEERS: dict[str, Callable[..., Callable[[], object]]] = {
    one.__name__: one
    for one in (
        calamine, ours, again, postgresql, preview, served, served_preview, pandas, openpyxl_orm,
        openpyxl_figures, django,
    )
}  # fmt: skip


def main() -> None:
    name, *files = sys.argv[1:]
    path, *before = map(Path, files)
    with tempfile.TemporaryDirectory() as folder:
        work = PEERS[name](path, Path(folder), *before)
        began, start = _cpu(), time.perf_counter()
        work()
        seconds, cpu = time.perf_counter() - start, _cpu() - began
        own, children = (
            resource.getrusage(who).ru_maxrss // MEGABYTE
            for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        )
    print(json.dumps({"seconds": seconds, "cpu": cpu, "own": own, "child": children}))


def _cpu() -> float:
    """Seconds of both kinds, of this process and of those it has waited for."""
    used = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


if __name__ == "__main__":
    main()
