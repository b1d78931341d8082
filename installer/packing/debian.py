"""Files of Debian packages: the Python that the .deb brings along, and small libraries for its window."""

import re
import subprocess
from pathlib import Path

from installer.packing.common import BUILD, HASHES, Missing, digest, emptied, environment, output, say


def unpacked(*names: str) -> Path:
    """The files of Debian packages, below one folder.

    installer/hashes/debian.txt names the versions. Another version is used with a word about it, since
    Debian keeps only its newest; the bytes of the package differ then. Raises `Missing` where apt has none.
    """
    folder = BUILD / "debian"
    folder.mkdir(parents=True, exist_ok=True)
    root = emptied(BUILD / "debian-root")
    for name in names:
        found = sorted(folder.glob(f"{name}_*.deb"))
        if not found:
            done = subprocess.run(
                ["apt-get", "download", "-q", name], cwd=folder, env=environment(), capture_output=True
            )
            found = sorted(folder.glob(f"{name}_*.deb"))
            if done.returncode or not found:
                raise Missing(f"apt-get could not download {name}; run apt-get update, on Debian 13.")
        if digest(found[-1]) not in _pinned():
            say(f"{found[-1].name} is not the pinned version; the bytes of the package will differ")
        output("dpkg-deb", "-x", found[-1], root)
    return root


def _pinned() -> frozenset[str]:
    return frozenset(re.findall(r"[0-9a-f]{64}", (HASHES / "debian.txt").read_text("utf8")))
