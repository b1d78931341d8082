"""The built packages run where there is no checkout."""

import os
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest

from county_desk.storage.steps import this_build
from installer import words

ROOT = Path(__file__).resolve().parents[2]
COMPILED = "locale/zh_CN/LC_MESSAGES/county_desk.mo"
NEEDED = (
    "locale/zh_CN/LC_MESSAGES/core.po",
    "procedures/national/household_exit-2016.toml",
    "parameters/grace_years.toml",
    "calendar/2016.toml",
    "fonts/fang.ttf",
    "icons/print.svg",
)
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The source archive of this checkout, and the wheel that is built from that archive alone."""
    folder = tmp_path_factory.mktemp("built")
    hatch = [sys.executable, "-m", "hatchling", "build"]
    subprocess.run([*hatch, "-t", "sdist", "-d", folder], cwd=ROOT, check=True, capture_output=True)
    (source,) = folder.glob("*.tar.gz")
    with tarfile.open(source) as archive:
        archive.extractall(folder, filter="data")
    unpacked = folder / source.name.removesuffix(".tar.gz")
    subprocess.run([*hatch, "-t", "wheel", "-d", folder], cwd=unpacked, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    return source, wheel


@pytest.fixture(scope="module")
def program(built, tmp_path_factory):
    """The program installed from the wheel into an environment without the checkout.

    Its dependencies are lent by this test's environment; an editable county_desk is not, since Python
    reads no .pth file there.
    """
    _source, wheel = built
    venv = tmp_path_factory.mktemp("installed") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", venv], check=True)
    python = venv / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", wheel]
    subprocess.run(pip, check=True, capture_output=True)
    (packages,) = venv.glob("lib/python*/site-packages")
    (packages / "lent.pth").write_text(sysconfig.get_paths()["purelib"], "utf8")
    return venv / "bin" / "county-desk"


def call(program, home, *words):
    """Run the installed program far from the checkout."""
    environment = {
        "PATH": os.environ["PATH"],
        "COUNTY_DESK_HOME": str(home / "settings"),
        "QT_QPA_PLATFORM": "offscreen",
    }
    return subprocess.run([program, *words], cwd=home, env=environment, capture_output=True, text=True)


def test_wheel_and_source_archive_carry_the_resources(built):
    source, wheel = built
    with zipfile.ZipFile(wheel) as archive:
        inside = set(archive.namelist())
        compiled = archive.read(f"county_desk/resources/{COMPILED}")
    assert {f"county_desk/resources/{name}" for name in NEEDED} <= inside
    assert compiled == words.compiled(), "the same words give the same bytes"
    with tarfile.open(source) as archive:
        inside = set(archive.getnames())
    top = source.name.removesuffix(".tar.gz")
    assert {f"{top}/resources/{name}" for name in NEEDED} <= inside
    assert f"{top}/resources/{COMPILED}" not in inside, "the build of the wheel compiles it"


def test_the_installed_program_names_its_version(program, tmp_path):
    done = call(program, tmp_path, "--language", "en", "--version")
    assert (done.returncode, done.stdout) == (0, f"County Desk {this_build()}\n")


def test_the_installed_program_does_the_demo_and_opens_its_window(program, tmp_path):
    """The demo photographs each page of the real window."""
    done = call(program, tmp_path, "--language", "zh", "demo", "--out", tmp_path / "demo")
    assert done.returncode == 0, done.stderr
    assert len(list((tmp_path / "demo").rglob("*.png"))) > 5
    assert len(list((tmp_path / "demo").rglob("*.pdf"))) > 5
