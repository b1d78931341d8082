"""Another office program, for tests that want a second opinion on a workbook."""

import shutil
import subprocess
from pathlib import Path

import pytest


def converted(path: Path, suffix: str) -> Path:
    """The workbook as LibreOffice saves it; skips the test where there is none."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not here")
    folder = path.parent / "converted"
    folder.mkdir(exist_ok=True)
    profile = f"-env:UserInstallation=file://{path.parent}/profile"  # its own, so that two can run at once
    command = [program, profile, "--headless", "--convert-to", suffix, "--outdir", folder, path]
    subprocess.run(command, check=True, capture_output=True)
    return folder / f"{path.stem}.{suffix}"
