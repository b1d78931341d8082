"""Compiles the translations, and puts resources/, docs/guides/ and the commit into the package of a wheel.

A checkout keeps reading its own folder.
"""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ResourcesHook(BuildHookInterface[Any]):
    """Compiles county_desk.mo and maps resources/ to county_desk/resources in a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and name the folder that goes into the wheel; `version` is "editable" or "standard"."""
        sys.path.insert(0, self.root)
        from installer import words

        words.build()
        if version == "standard":
            build_data["force_include"]["resources"] = "county_desk/resources"
            build_data["force_include"]["docs/guides"] = "county_desk/resources/guides"
            from county_desk import release

            # outside of resources/, where a checkout would keep it after the next commit
            written = Path(self.root, "build", release.COMMIT_FILE)
            written.parent.mkdir(exist_ok=True)
            written.write_text(release.commit(), "ascii")
            build_data["force_include"][str(written)] = f"county_desk/resources/{release.COMMIT_FILE}"
