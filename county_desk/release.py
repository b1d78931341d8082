"""The release of this program, and the commit that it was built from."""

import subprocess
from functools import cache

from county_desk import __version__
from county_desk.paths import resources
from county_desk.text import _

COMMIT_FILE = "commit.txt"  # among the resources; a build writes it


@cache
def commit() -> str:
    """The first eight digits of the commit; blank where neither a build nor git says it."""
    checkout = resources().parent
    if (checkout / ".git").exists():
        return _asked_of_git(str(checkout))
    written = resources() / COMMIT_FILE
    return written.read_text("ascii").strip() if written.exists() else ""


def _asked_of_git(checkout: str) -> str:
    line = ["git", "-c", "safe.directory=*", "-C", checkout, "log", "-1", "--format=%h", "--abbrev=8"]
    try:
        return subprocess.run(line, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def build_of(schema: str) -> str:
    """The release with commit and schema of the register, as `0.1.0 (commit 59a67695, schema 0063)`."""
    words = _("{release} (commit {commit}, schema {schema})")
    return words.format(release=__version__, commit=commit() or _("unknown"), schema=schema)
