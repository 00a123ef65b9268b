"""The house: what is in the wheel, who may import whom, types and style, and that every command is in the manual."""

from __future__ import annotations

import configparser
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

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


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from a copy of the tree, so that nothing old in a build folder gets in."""
    copy = tmp_path_factory.mktemp("tree")
    for path in [*files_of_the_house(), *map(Path, ("setup.cfg", "pyproject.toml", "README.md", "LICENSE"))]:
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        (copy / path).write_bytes((ROOT / path).read_bytes())
    built = run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", "dist", ".", cwd=copy)
    assert built.returncode == 0, built.stdout + built.stderr
    return next((copy / "dist").glob("*.whl"))


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


def test_no_licence_that_binds_others() -> None:
    """What we need from others is MIT, BSD, Apache, MPL, HPND or PSF."""
    from importlib.metadata import distribution

    setup = configparser.ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    for line in setup["options"]["install_requires"].split("\n"):
        name = re.split(r"[<>=\[;]", line.strip())[0]
        if not name:
            continue
        meta = distribution(name).metadata
        said = " ".join(
            [meta.get("License-Expression") or "", (meta.get("License") or "")[:200]]
            + [c for c in meta.get_all("Classifier") or [] if c.startswith("License")]
        )
        assert re.search(r"MIT|BSD|Apache|MPL|Mozilla|HPND|PSF|Python Software", said), (name, said)
        assert not re.search(r"(?<!L)GPL", said), (name, said)


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
