"""Who may import whom: the map in the package's docstring, kept."""

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from nphd_tracker.resources import PACKAGE

# From the top: a module may import what stands further down, and the parts of its own folder.
FLOORS = (
    {"web", "cli", "__main__"},
    {"intake", "safekeeping"},
    {"charts", "reporting", "importing", "store", "migrations"},
    {"models"},
    {"movement"},
    {"follow_ups"},
    {"reconciliation"},
    {"differences"},
    {"absorption"},
    {"due"},
    {"positions"},
    {"blocks"},
    {"reading", "scope"},
    {"regions"},
    {"money", "dates", "passwords"},
    {"progress"},
    {"errors", "resources", "collecting", "whole_files"},
)
# The same inside of web: its rooms, from the pages down to what every request goes through.
ROOMS = (
    {"__init__"},
    {"api", "imports", "admin"},
    {"dashboard", "grid", "chase", "reports", "people"},
    {"charts", "entries", "follow_ups", "meeting", "jobs"},
    {"shown", "incoming"},
    {"words"},
    {"serving"},
)
WEB_ONLY = {
    "flask", "flask_babel", "flask_limiter", "flask_login", "flask_migrate", "flask_smorest",
    "flask_sqlalchemy", "flask_wtf", "marshmallow", "webargs", "werkzeug",
}  # fmt: skip
MODULES = sorted(PACKAGE.rglob("*.py"))
WEB = PACKAGE / "web"


def house(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path, *, types: bool = False) -> set[str]:
    """Every module a file imports, also inside its functions; not what only ``types`` need."""
    names = set()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in tree.body:
        if not types and isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            node.body = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} imports relatively"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def floor(name: str, floors: tuple[set[str], ...] = FLOORS) -> int:
    return next(place for place, houses in enumerate(floors) if name in houses)


def test_every_module_has_its_floor() -> None:
    found = {house(path) for path in MODULES} - {"__init__"}
    assert found == set().union(*FLOORS)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_downward_only(path: Path) -> None:
    own = house(path)
    for name in imported(path):
        parts = name.split(".")
        if parts[0] == "nphd_tracker" and own != "__init__" and parts[1] != "__version__":
            downward = floor(parts[1]) > floor(own)
            is_shell = own == "__main__" or (own, parts[1]) == ("cli", "web")
            assert downward or parts[1] == own or is_shell, f"{own} may not import {name}"
        assert own == "web" or parts[0] not in WEB_ONLY, f"{own} may not import {name}"


OPENING = PACKAGE / "importing" / "opening"


@pytest.mark.parametrize("path", sorted(OPENING.glob("*.py")), ids=lambda path: path.name)
def test_opening_a_file_knows_nothing_of_what_it_means(path: Path) -> None:
    above = {name for name in imported(path) if name.startswith("nphd_tracker.importing.")}
    assert all(name.startswith("nphd_tracker.importing.opening.") for name in above)


def room(path: Path) -> str:
    return path.relative_to(WEB).parts[0].removesuffix(".py")


def test_every_page_group_has_its_room() -> None:
    assert {room(path) for path in WEB.rglob("*.py")} == set().union(*ROOMS)


@pytest.mark.parametrize(
    "path", sorted(WEB.rglob("*.py")), ids=lambda path: str(path.relative_to(WEB))
)
def test_rooms_of_the_web_import_downward_only(path: Path) -> None:
    own = room(path)
    for name in imported(path):
        parts = name.split(".")
        if parts[:2] == ["nphd_tracker", "web"]:
            downward = floor(parts[2], ROOMS) > floor(own, ROOMS)
            assert downward or parts[2] == own, f"web/{own} may not import {name}"


def test_no_files_import_each_other_in_a_circle() -> None:
    """Also where only types are needed: what two files share stands below both."""
    names = {path: path.relative_to(PACKAGE.parent).with_suffix("") for path in MODULES}
    modules = {".".join(name.parts).removesuffix(".__init__"): p for p, name in names.items()}
    needs = {
        module: {n for name in imported(path, types=True) if (n := _file_of(name, modules))}
        for module, path in modules.items()
    }
    for module, needed in needs.items():
        needed -= {module, *(face for face in modules if module.startswith(f"{face}."))}
    TopologicalSorter(needs).prepare()


def _file_of(name: str, modules: dict[str, Path]) -> str | None:
    """The file that ``from a.b import c`` takes ``c`` from: a.b.c, else a.b."""
    return next((one for one in (name, name.rpartition(".")[0]) if one in modules), None)
