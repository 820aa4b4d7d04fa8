"""One archive for an office without internet: what ``make bundle`` does.

All wheels of the lock for Linux and Windows on Python 3.11 to 3.13, the product's own, a script each
to start it, and the checksums of everything. The lock's hashes are checked here and again there.
"""

import hashlib
import re
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from collections.abc import Collection, Iterator
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
TEXTS = ROOT / "docs" / "bundle"
PYTHONS = ("3.11", "3.12", "3.13")
PLATFORMS = {
    "linux": tuple(
        f"{tag}_x86_64"
        for tag in (
            "manylinux2014",
            "manylinux_2_17",
            "manylinux_2_24",
            "manylinux_2_26",
            "manylinux_2_27",
            "manylinux_2_28",
            "manylinux1",
            "manylinux2010",
        )
    ),
    "win32": ("win_amd64",),
}
"""As the interpreters there call themselves, and the wheels that they take."""
_PIN = re.compile(r"^(?P<what>[A-Za-z0-9][^\\#\n]*?)\s*\\?$")
_EPOCH = (2024, 8, 1, 0, 0, 0)
"""In the archive, so that two of one version are equal byte by byte."""


def main() -> None:
    out = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "dist")
    out.mkdir(parents=True, exist_ok=True)
    print(build(out))


def build(
    out: Path, platforms: Collection[str] = tuple(PLATFORMS), pythons: Collection[str] = PYTHONS
) -> Path:
    """The archive, written into a folder."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    with tempfile.TemporaryDirectory() as scratch:
        wheels = Path(scratch)
        for platform in platforms:
            for python in pythons:
                download(wheels, platform, python)
        run("hatchling", "build", "-t", "wheel", "-d", str(wheels))
        own = next(wheels.glob("nphd_tracker-*.whl"))
        archive = out / f"nphd-tracker-{version}-tanpa-internet.zip"
        write(archive, f"nphd-tracker-{version}", version, own.name, wheels)
    return archive


def download(wheels: Path, platform: str, python: str) -> None:
    """The wheels that one interpreter needs; refused where one differs from the lock."""
    pins = wheels / f"{platform}-{python}.txt"
    pins.write_text("\n".join(pinned(platform, python)), encoding="utf-8")
    tags = [word for tag in PLATFORMS[platform] for word in ("--platform", tag)]
    run(
        *("pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"),
        *("--require-hashes", "--only-binary=:all:", "--implementation", "cp"),
        *("--python-version", python, *tags, "--dest", str(wheels), "--requirement", str(pins)),
    )
    pins.unlink()


def pinned(platform: str, python: str) -> Iterator[str]:
    """The lock's lines that hold on an interpreter, their conditions settled and taken off."""
    where = {
        "sys_platform": platform,
        "platform_system": {"win32": "Windows"}.get(platform, "Linux"),
        "os_name": "nt" if platform == "win32" else "posix",
        "python_version": python,
        "python_full_version": f"{python}.0",
        "platform_machine": "AMD64" if platform == "win32" else "x86_64",
    }
    for pin, hashes in lock():
        requirement = Requirement(pin)
        if requirement.marker is None or requirement.marker.evaluate(where):
            yield f"{requirement.name}{requirement.specifier} {' '.join(hashes)}"


def lock() -> Iterator[tuple[str, list[str]]]:
    """Each pin of requirements.lock with its hashes."""
    pin, hashes = "", []
    for line in (ROOT / "requirements.lock").read_text("utf-8").splitlines():
        if hit := re.search(r"--hash=sha256:[0-9a-f]{64}", line):
            hashes.append(hit[0])
        elif hit := _PIN.match(line):
            if pin:
                yield pin, hashes
            pin, hashes = hit["what"], []
    yield pin, hashes


def write(archive: Path, top: str, version: str, own: str, wheels: Path) -> None:
    files = {f"wheels/{one.name}": one.read_bytes() for one in sorted(wheels.glob("*.whl"))}
    files["requirements.lock"] = (ROOT / "requirements.lock").read_bytes()
    for page in sorted([ROOT / "docs" / "teknisi.md", *(ROOT / "docs" / "server").iterdir()]):
        files[page.relative_to(ROOT).as_posix()] = page.read_bytes()
    for text in sorted(TEXTS.iterdir()):
        said = text.read_text("utf-8").replace("VERSION", version).replace("WHEEL", own)
        files[text.name] = (
            said.replace("\n", "\r\n").encode() if text.suffix != ".sh" else said.encode()
        )
    sums = [f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items()]
    files["SHA256SUMS"] = "".join(sums).encode()
    part = archive.with_suffix(".part")
    with zipfile.ZipFile(part, "w") as file:
        for name, data in files.items():
            entry = zipfile.ZipInfo(f"{top}/{name}", _EPOCH)
            entry.external_attr = (0o755 if name.endswith(".sh") else 0o644) << 16
            entry.create_system = 3
            is_packed = name.endswith(".whl")
            entry.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
            file.writestr(entry, data)
    part.replace(archive)


def run(module: str, *arguments: str) -> None:
    subprocess.run([sys.executable, "-m", module, *arguments], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
