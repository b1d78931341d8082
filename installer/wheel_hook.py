"""Puts resources/ into the package of a built wheel; a checkout keeps reading its own folder."""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ResourcesHook(BuildHookInterface[Any]):
    """Maps resources/ to county_desk/resources, except for an editable install."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name the folder that goes into the wheel; `version` is "editable" or "standard"."""
        if version == "standard":
            build_data["force_include"]["resources"] = "county_desk/resources"
