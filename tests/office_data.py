"""Files as real offices receive them, outside the repository: COUNTY_DESK_TEST_DATA names their folder."""

import os
from pathlib import Path

FOLDER = Path(os.environ.get("COUNTY_DESK_TEST_DATA", "there-is-none"))
MISSING = "COUNTY_DESK_TEST_DATA names no folder with this data"
