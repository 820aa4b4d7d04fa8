"""nphd-tracker: from the spreadsheets of regional election grants to who is below 100%, and by how much.

The house, and who may import whom (downward only; tests/test_architecture.py keeps it):

    web/  cli/               the pages and the commands: the only places that join the rest
    intake                   a file -> what it says, what that would change, the import applied
    safekeeping/             backup, restore, move to another engine, verify
    charts                   values -> Plotly figures, and each as a drawing (SVG)
    reporting/               values -> workbooks: the summary, the blank template
    importing/               a workbook -> figures and problems
                             (opening/: a file -> cells, or one sentence why not; knows no meaning)
    models  store            the tables; every query and every write (migrations/ beside them)
    movement                 what moved between two days; the ministry's counts of local governments
    follow_ups               what was agreed about an agreement, and how it moved since
    differences  reconciliation  what does not agree; one agreement as both parties see it
    absorption               figures -> rates, coverage, bands (due: what is due; positions: values at a date)
    scope                    whose agreements a person may see
    reading                  what an importer hands over: figures, terms and problems with their cells
                             (blocks: very many figures alike, kept as columns)
    regions  money  dates    the words of the field: text -> value -> text
    passwords                kept as hashes, refused while easy to guess
    errors  resources        what cannot go on; where the data files are; collecting is about memory,
                             whole_files about files that are there whole or not at all
    progress                 how far long work has come, and that it shall stop

Inside of ``web`` a page group has a room, named as its folder of ``templates``; ``pages`` are its
addresses, and what they show is put together beside them. Who may import whom there, downward only:

    api/  imports/  admin/   for programs; upload, preview, record, undo; the trail
    dashboard/  grid/  chase/  reports/  people/
                             the numbers and what lies below them; an officer's own grid; whom to ask;
                             what leaves as a document; who may sign in
    charts/  entries/  follow_ups/  meeting/  jobs/
                             each chart with its table; what is typed by hand; what was agreed; the
                             meeting on one page; long work, and the worker that does it
    shown/  incoming/        what several pages show; files as they come in, said in words
    words/                   formats, names, columns in words, the glossary
    serving/                 what every request goes through: settings, database, access, language

``charts``, ``reporting``, ``importing`` and ``store`` do not import one another, and nothing but
``web`` imports Flask (``models`` hands its metadata to Flask-SQLAlchemy there). A figure travels one
way: bytes -> cells -> table -> figures -> store -> positions -> rates -> a page, a chart or a workbook.
"""

import os

# With lxml, which docxtpl brings, openpyxl reads untrusted sheets past defusedxml, and loses the
# shapes of comments when it writes. It decides on import, so it is told here, before anything else.
os.environ.setdefault("OPENPYXL_LXML", "False")

__version__ = "0.1.0"
