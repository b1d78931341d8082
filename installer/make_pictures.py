"""Take the pictures of docs/guides and README from the demo county, small enough for a repository.

.venv/bin/python installer/make_pictures.py DEMO.cdesk
"""

import sys
import tempfile
from pathlib import Path

from PIL import Image

from county_desk.views.pictures import photograph

OUT = Path(__file__).resolve().parent.parent / "docs" / "guides" / "pictures"
PAGES = {page: page for page in ("queue", "people", "backups", "history")} | {"applications": "review"}
WIDTH, COLOURS = 1000, 128


def main(arguments: list[str]) -> int:
    """Photograph every page, and keep those that a guide shows."""
    if len(arguments) != 1:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for path in photograph(Path(arguments[0]), Path(folder), "zh"):
            name = path.stem.partition("-")[2]
            if name in PAGES:
                with Image.open(path) as taken:
                    small = taken.convert("RGB").resize((WIDTH, taken.height * WIDTH // taken.width))
                small.quantize(COLOURS, dither=Image.Dither.NONE).save(
                    OUT / f"{PAGES[name]}.png", optimize=True
                )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
