"""What this is made of: known holes in it, and a bill of materials. Part of ``make check``.

The hashes in the locks hold every package to its bytes. Whether a hole is known in one, only the
vulnerability service can say: where it cannot be asked that is said, and the check goes on.
"""

import hashlib
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

ROOT = Path(__file__).parent.parent
LOCK = ROOT / "requirements.lock"
STATIC = ROOT / "nphd_tracker" / "static"
VENDORED = STATIC / "vendor" / "vendored.toml"
SBOM = ROOT / "build" / "sbom.cdx.json"
ELSEWHERE = {"waitress": "ZPL-2.1", "tzdata": "Apache-2.0", "colorama": "BSD-3-Clause"}
"""Licences of what is installed on another system only."""
PATIENCE_S = 40


@dataclass(frozen=True)
class Vendored:
    """A file of others that the pages carry; paths below the static folder."""

    path: str
    package: str
    version: str
    licence: str
    licence_file: str
    sha256: str


def vendored() -> list[Vendored]:
    return [Vendored(**one) for one in tomllib.loads(VENDORED.read_text("utf-8"))["file"]]


def locked(lock: Path = LOCK) -> set[tuple[str, str]]:
    """Name and version of every package in a lock."""
    return set(re.findall(r"^([a-z0-9._-]+)==([^\s;]+)", lock.read_text("utf-8"), re.M))


# --- known holes


@dataclass(frozen=True)
class Audit:
    """``holes`` are told one a line; ``unasked`` packages the service said nothing about."""

    holes: tuple[str, ...]
    unasked: int
    asked: int


def audit() -> Audit | None:
    """What the vulnerability service says; None where it cannot be asked."""
    command = [
        sys.executable, "-m", "pip_audit", "--requirement", str(LOCK), "--require-hashes",
        "--disable-pip", "--progress-spinner", "off", "--timeout", "5", "--format", "json",
    ]  # fmt: skip
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE_S)
    except subprocess.TimeoutExpired:
        return None
    start = done.stdout.find("{")
    return judge(json.loads(done.stdout[start:])) if start >= 0 else None


def judge(report: Mapping[str, Any]) -> Audit:
    asked = [one for one in report["dependencies"] if "skip_reason" not in one]
    holes = [
        f"{one['name']} {one['version']}: {hole['id']}"
        + (f", mended in {', '.join(hole['fix_versions'])}" if hole["fix_versions"] else "")
        for one in asked
        for hole in one["vulns"]
    ]
    return Audit(tuple(holes), len(report["dependencies"]) - len(asked), len(asked))


# --- the bill of materials


def write_sbom(path: Path) -> dict[str, Any]:
    """The packages of the lock with their licences, and the vendored files; valid CycloneDX."""
    path.parent.mkdir(parents=True, exist_ok=True)
    command = [
        sys.executable, "-W", "ignore", "-m", "cyclonedx_py", "requirements", str(LOCK),
        "--pyproject", str(ROOT / "pyproject.toml"), "--output-reproducible",
        "--spec-version", "1.6", "--output-format", "JSON", "--output-file", str(path),
    ]  # fmt: skip
    subprocess.run(command, check=True)
    bill: dict[str, Any] = json.loads(path.read_text("utf-8"))
    for component in bill["components"]:
        component["licenses"] = licences_of(component["name"])
        component.pop("description", None)
    bill["components"] += [_component(one) for one in vendored()]
    text = json.dumps(bill, indent=1, ensure_ascii=False)
    wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if wrong is not None:
        raise SystemExit(f"the bill of materials is no valid CycloneDX: {wrong}")
    path.write_text(text, encoding="utf-8")
    return bill


def licences_of(package: str) -> list[dict[str, Any]]:
    """As the package itself says it."""
    try:
        said = metadata(package)
    except PackageNotFoundError:
        return [{"expression": ELSEWHERE[package]}] if package in ELSEWHERE else []
    if expression := said.get("License-Expression"):
        return [{"expression": expression}]
    classifiers = [one for one in said.get_all("Classifier") or [] if one.startswith("License")]
    names = [one.rpartition(" :: ")[2] for one in classifiers] or [said.get("License") or ""]
    return [{"license": {"name": name.splitlines()[0]}} for name in names if name]


def _component(one: Vendored) -> dict[str, Any]:
    return {
        "type": "file",
        "name": one.path,
        "version": one.version,
        "bom-ref": f"static/{one.path}",
        "purl": f"pkg:npm/{one.package}@{one.version}",
        "licenses": [{"license": {"id": one.licence}}],
        "hashes": [{"alg": "SHA-256", "content": one.sha256}],
    }


def missing(bill: Mapping[str, Any]) -> list[str]:
    """What the bill should name and does not, or names without a licence."""
    named = {(one["name"], one.get("version", "")) for one in bill["components"]}
    wanted = locked() | {(one.path, one.version) for one in vendored()}
    bare = [one["name"] for one in bill["components"] if not one.get("licenses")]
    return sorted(
        [f"{name} {version} is not named" for name, version in wanted - named]
        + [f"{name} has no licence" for name in bare]
    )


def changed_files(files: Iterable[Vendored]) -> list[str]:
    """Vendored files that are not what was recorded, or whose licence is not there."""
    found = []
    for one in files:
        path = STATIC / one.path
        is_same = path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == one.sha256
        if not is_same:
            found.append(f"{one.path} is not the file that was recorded")
        if not (STATIC / one.licence_file).is_file():
            found.append(f"{one.path} has no licence beside it")
    return found


def main() -> int:
    wrong = changed_files(vendored()) + missing(write_sbom(SBOM))
    print(f"bill of materials: {SBOM.relative_to(ROOT)}")
    found = audit()
    if found is None or not found.asked:
        print("KNOWN HOLES NOT CHECKED: the vulnerability service cannot be asked from here.")
    else:
        wrong += found.holes
        print(f"known holes: {len(found.holes)} in {found.asked} packages")
        if found.unasked:
            print(f"NOT CHECKED: {found.unasked} packages the service does not know.")
    for line in wrong:
        print(line, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
