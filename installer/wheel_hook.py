"""Writes the commit into an archive; compiles the words, and puts resources/ and docs/guides/ into a wheel.

A checkout keeps reading its own folder.
"""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ResourcesHook(BuildHookInterface[Any]):
    """Adds what git does not keep, and maps resources/ to county_desk/resources in a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and name what goes into the archive; `version` is "editable" or "standard"."""
        sys.path.insert(0, self.root)
        from installer import words

        in_wheel = self.target_name == "wheel"
        if in_wheel:
            words.build()
        if version != "standard":
            return
        included = build_data["force_include"]
        inside = "county_desk/resources" if in_wheel else "resources"
        if in_wheel:
            included["resources"] = inside
            included["docs/guides"] = f"{inside}/guides"
        self._add_commit(included, inside)

    def _add_commit(self, included: dict[str, str], inside: str) -> None:
        """Write the commit outside of resources/, where a checkout would keep it after the next commit."""
        from county_desk import release

        if Path(self.root, "resources", release.COMMIT_FILE).exists():  # of a source archive
            return
        written = Path(self.root, "build", release.COMMIT_FILE)
        written.parent.mkdir(exist_ok=True)
        written.write_text(release.commit(), "ascii")
        included[str(written)] = f"{inside}/{release.COMMIT_FILE}"
