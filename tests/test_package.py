"""The house: what is in the wheel, who may import whom, types and style, and that every command is in the manual."""

from __future__ import annotations

import configparser
import fnmatch
import os
import re
import subprocess
import sys
import tarfile
import tomllib
import urllib.request
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
import reports

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("hedui", "extract", "align", "reconcile", "corpus", "outputs")
LEFT_OUT = ("__pycache__",)


def run(*command: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, **environment}
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)


def files_of_the_house() -> list[Path]:
    """Every file of the rooms that belongs to the project, relative to the root."""
    found = (path for room in ROOMS for path in (ROOT / room).rglob("*") if path.is_file())
    return sorted(path.relative_to(ROOT) for path in found if not set(path.parts) & set(LEFT_OUT))


def as_installed(path: Path) -> str:
    """Where a file of the rooms is found once installed."""
    return (path if path.parts[0] == "hedui" else "hedui" / path).as_posix()


BESIDE = (".ci", "benchmarks", "docs", "tests")
"""Folders that the source archive holds beside the rooms."""
LOOSE = (
    "CHANGELOG.md",
    "Dockerfile",
    "LICENSE",
    "MANIFEST.in",
    "README.md",
    "mkdocs.yml",
    "pyproject.toml",
    "setup.cfg",
)


def files_beside() -> list[Path]:
    """Every file of the project outside its rooms, relative to the root."""
    found = (path for folder in BESIDE for path in (ROOT / folder).rglob("*") if path.is_file())
    kept = (path.relative_to(ROOT) for path in found if not set(path.parts) & set(LEFT_OUT) and path.suffix != ".pyc")
    return sorted([*kept, *map(Path, LOOSE)])


@pytest.fixture(scope="session")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source archive, built from a copy of the tree, and the wheel, built from the source archive."""
    copy = tmp_path_factory.mktemp("tree")
    for path in [*files_of_the_house(), *files_beside()]:
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        (copy / path).write_bytes((ROOT / path).read_bytes())
    built = run(sys.executable, "-m", "build", "--no-isolation", "--outdir", "dist", ".", cwd=copy)
    assert built.returncode == 0, built.stdout + built.stderr
    return copy / "dist"


@pytest.fixture(scope="session")
def wheel(dist: Path) -> Path:
    """The wheel that is built from the source archive."""
    return next(dist.glob("*.whl"))


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel unpacked, away from the tree."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def test_every_file_of_the_rooms_is_in_the_wheel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if name.startswith("hedui/")}
    assert sorted({as_installed(path) for path in files_of_the_house()} ^ packed) == []


def test_the_source_archive_holds_the_whole_project(dist: Path) -> None:
    with tarfile.open(next(dist.glob("*.tar.gz"))) as archive:
        packed = {name.partition("/")[2] for name in archive.getnames()}
    wanted = {path.as_posix() for path in [*files_of_the_house(), *files_beside()]}
    assert sorted(wanted - packed) == []
    made = {"PKG-INFO", "setup.cfg"}
    strange = {name for name in packed - wanted if "." in name.rpartition("/")[2] and ".egg-info" not in name}
    assert sorted(strange - made) == [".ci"]


def test_the_packages_listed_are_the_folders_there_are() -> None:
    setup = configparser.ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    listed = setup["options"]["packages"].split()
    there = {path.parent for path in files_of_the_house() if path.name == "__init__.py"}
    assert sorted(listed) == sorted(as_installed(folder).replace("/", ".") for folder in there)
    mapped = dict(line.split(" = ") for line in setup["options"]["package_dir"].strip().splitlines())
    assert mapped == {as_installed(folder).replace("/", "."): folder.as_posix() for folder in there}


def test_the_installed_package_runs_by_itself(installed: Path) -> None:
    out = run(sys.executable, "-m", "hedui", "--version", cwd=installed, PYTHONPATH=str(installed))
    assert out.returncode == 0, out.stderr
    where = run(sys.executable, "-c", "import hedui.outputs as o; print(o.__file__)", cwd=installed)
    assert Path(where.stdout.strip()).is_relative_to(installed)


def away(installed: Path, *arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """A command of the unpacked wheel, run where nothing of the tree is to be seen."""
    command = (sys.executable, "-P", "-W", "error", "-m", "hedui", *arguments)
    return run(*command, cwd=cwd or installed, PYTHONPATH=str(installed), HEDUI_LANG="en")


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (("demo", "--quiet"), "figures-exchanged"),
        (("--help",), "corpus"),
        (("rules", "D605"), "series-differs"),
        (("corpus", "series", "--help"), "Facts that several documents"),
        (("bench", "run", "--only", "press"), "planted"),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, tuple) else "",
)
def test_commands_of_the_installed_package(installed: Path, command: tuple[str, ...], says: str) -> None:
    out = away(installed, *command)
    assert out.returncode in (0, 1), out.stderr
    assert says in out.stdout
    assert "inside hedui" not in out.stderr


def test_the_review_page_of_the_installed_package(installed: Path, tmp_path: Path) -> None:
    assert away(installed, "demo", "-o", str(tmp_path / "r.json")).returncode in (0, 1)
    command = (sys.executable, "-P", "-m", "hedui", "review", str(tmp_path / "r.json"), "--no-open")
    env = {**os.environ, "PYTHONPATH": str(installed), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, cwd=tmp_path, env=env, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            address = process.stdout.readline().strip()
            with urllib.request.urlopen(address, timeout=20) as page:
                assert "hedui" in page.read().decode()
        finally:
            process.kill()


def test_an_archive_is_checked_by_the_installed_package(installed: Path, tmp_path: Path) -> None:
    """The templates and migrations are there."""
    reports.write(tmp_path / "archive", planted=True)
    for step in (
        ("corpus", "run", str(tmp_path / "archive"), "-o", str(tmp_path / "results"), "-j", "1"),
        ("corpus", "series", str(tmp_path / "results"), "-j", "1"),
        ("corpus", "report", str(tmp_path / "results"), "-o", str(tmp_path / "report.html")),
    ):
        out = away(installed, *step, cwd=tmp_path)
        assert out.returncode == 0, out.stderr
    assert "stated differently" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_shells_complete_the_commands(installed: Path) -> None:
    """What docs/install.md tells users to put into their shell's start file."""
    for shell in ("bash", "zsh", "fish"):
        out = run(
            sys.executable, "-m", "hedui", cwd=installed, PYTHONPATH=str(installed), _HEDUI_COMPLETE=f"{shell}_source"
        )
        assert "_HEDUI_COMPLETE" in out.stdout


def test_the_container_is_built_from_the_wheel(wheel: Path) -> None:
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    copied = re.search(r"^COPY dist/(\S+) ", text, re.MULTILINE)
    assert copied
    assert fnmatch.fnmatch(wheel.name, copied[1])
    setup = configparser.ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    base = re.search(r"^FROM python:(3\.\d+)", text, re.MULTILINE)
    assert base
    assert f"Programming Language :: Python :: {base[1]}" in setup["metadata"]["classifiers"]
    assert "hedui = hedui.cli:main" in setup["options.entry_points"]["console_scripts"]


def test_imports_run_one_way(installed: Path) -> None:
    linter = (sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()")
    out = run(*linter, "--config", str(ROOT / "pyproject.toml"), "--no-cache", cwd=installed)
    assert out.returncode == 0, out.stdout + out.stderr
    files = re.search(r"Analyzed (\d+) files", out.stdout)
    assert files
    assert int(files[1]) == sum(path.suffix == ".py" for path in files_of_the_house())


def test_types_hold_strictly(installed: Path) -> None:
    config = str(ROOT / "pyproject.toml")
    cache = str(ROOT / ".mypy_cache")
    checker = (
        sys.executable,
        "-m",
        "mypy",
        "--config-file",
        config,
        "--cache-dir",
        cache,
        "--no-namespace-packages",
        "-p",
        "hedui",
    )
    out = run(*checker, cwd=installed, MYPYPATH=str(installed))
    assert out.returncode == 0, out.stdout + out.stderr
    files = re.search(r"no issues found in (\d+) source files", out.stdout)
    assert files
    assert int(files[1]) == sum(path.suffix == ".py" for path in files_of_the_house())


@pytest.mark.parametrize("command", [("check",), ("format", "--check", "--diff")], ids=["lint", "format"])
def test_style(command: tuple[str, ...]) -> None:
    out = run(sys.executable, "-m", "ruff", *command, ".")
    assert out.returncode == 0, out.stdout + out.stderr


def needed() -> set[str]:
    """The distributions that an installation without extras brings, as far as they are installed here."""
    from packaging.requirements import Requirement

    setup = configparser.ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    waiting = [Requirement(line) for line in setup["options"]["install_requires"].split("\n") if line]
    found: set[str] = set()
    while waiting:
        one = waiting.pop()
        if one.name not in found and (one.marker is None or one.marker.evaluate({"extra": ""})):
            found.add(one.name)
            waiting += map(Requirement, metadata.distribution(one.name).requires or ())
    return found


def test_no_licence_that_binds_others() -> None:
    """What we need from others, and they in turn, is MIT, BSD, Apache, MPL, HPND or PSF."""
    names = needed()
    assert {"pdfminer.six", "starlette", "numpy"} <= names
    for name in names:
        meta = metadata.distribution(name).metadata
        said = " ".join(
            [meta.get("License-Expression") or "", (meta.get("License") or "")[:200]]
            + [c for c in meta.get_all("Classifier") or [] if c.startswith("License")]
        )
        assert re.search(r"MIT|BSD|Apache|MPL|Mozilla|HPND|PSF|Python Software", said), (name, said)
        assert "GPL" not in said, (name, said)


def test_the_front_door_is_what_it_says() -> None:
    import hedui

    errors = ["HeduiError", "InputError", "OutputError", "UsageError"]
    assert sorted(hedui.__all__) == sorted(["Checked", "Options", "__version__", "check", "load", *errors])
    assert all(hasattr(hedui, name) for name in hedui.__all__)
    assert not hasattr(hedui, "nothing_of_this_name")


def test_the_version_is_one() -> None:
    from hedui import __version__

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert "project" not in project
    assert re.fullmatch(r"\d+\.\d+\.\d+", __version__)
