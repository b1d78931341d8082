"""Take the pictures of README and docs/guides from the two chapters of the demo, in both languages.

    .venv/bin/python installer/make_pictures.py [NAME ...]

Without names every picture is taken. The demo stands on its own days, the window has a fixed size and
no settings, so one commit gives the same pictures wherever the fonts are the same.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PIL import Image

from county_desk.demo.chapter import make_demo
from county_desk.demo.chapters import CHAPTERS
from county_desk.demo.places import ADMINISTRATOR, CLERK, INSPECTOR, REVIEWER
from county_desk.demo.workbooks import first_deliveries
from county_desk.text import LANGUAGES
from county_desk.views.importing.import_files import FILES
from county_desk.views.pictures import Photographer
from installer.words import build

OUT = Path(__file__).resolve().parent.parent / "docs" / "guides" / "pictures"
WIDTH, COLOURS = 1000, 128
PATIENCE = 120.0  # seconds: a picture that is taken too early shows another page
PAST = date(2026, 6, 30)
BEFORE_IMPORT = date(2016, 9, 25)  # the workbooks of the villages come in on the next day

type Act = Callable[[Photographer], None]


def nothing(_photographer: Photographer) -> None:
    """The page as it opens."""


def review(photographer: Photographer) -> None:
    """Open the first case that waits for a decision."""
    page = photographer.frame.page
    page.look_over(page.to_review(), 0)


def read_workbook(photographer: Photographer) -> None:
    """Read the workbook of a village, with its mistakes; the seconds that it took are not shown."""
    sent = next(each for each in first_deliveries() if each.planted)
    files = photographer.frame.page.imports.files
    with tempfile.TemporaryDirectory() as folder:
        photographer.frame.page.open_files([sent.write(Path(folder))])
        photographer.settle(lambda: bool(files.files.files()), PATIENCE)
    files.setColumnHidden([column.key for column in FILES.columns].index("seconds"), True)


def look_back(photographer: Photographer) -> None:
    """Show the register as it stood on a past day."""
    photographer.window.past_days.look(PAST)


@dataclass(frozen=True)
class Picture:
    """A page as a person sees it after an `act`, in a chapter of the demo that may end early, on `until`."""

    page: str
    person: str = CLERK
    chapter: str = "present"
    until: date | None = None
    act: Act = nothing


PICTURES: Mapping[str, Picture] = {
    "queue": Picture("queue"),
    "import": Picture("returns", chapter="campaign", until=BEFORE_IMPORT, act=read_workbook),
    "disclosures": Picture("disclosures"),
    "household": Picture("registry"),
    "measures": Picture("measures"),
    "funds": Picture("funds"),
    "findings": Picture("findings"),
    "review": Picture("queue", REVIEWER, chapter="campaign", act=review),
    "people": Picture("people", ADMINISTRATOR),
    "figures": Picture("figures", ADMINISTRATOR),
    "history": Picture("history", INSPECTOR),
    "past_day": Picture("registry", INSPECTOR, act=look_back),
}


def take(picture: Picture, register: Path, language: str, path: Path) -> None:
    """Keep one picture, reduced to the width and the colours of the guides."""
    photographer = Photographer(language)
    photographer.sit_down(register, picture.person)
    photographer.show(picture.page)
    picture.act(photographer)
    if not photographer.settle(patience=PATIENCE):
        raise TimeoutError(path.name)
    photographer.keep(path)
    photographer.window.close()
    with Image.open(path) as taken:
        small = taken.convert("RGB").resize(
            (WIDTH, taken.height * WIDTH // taken.width), Image.Resampling.LANCZOS
        )
    small.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


def main(names: list[str]) -> int:
    """Make the demo, and take the pictures with these names."""
    if unknown := set(names) - PICTURES.keys():
        print(f"{__doc__.strip()}\n\n{', '.join(sorted(unknown))}?  {', '.join(PICTURES)}", file=sys.stderr)
        return 2
    build()
    OUT.mkdir(parents=True, exist_ok=True)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # a screen has its own size and scale
    with tempfile.TemporaryDirectory() as folder:
        os.environ["COUNTY_DESK_HOME"] = folder
        registers: dict[tuple[str, date | None], Path] = {}
        for name, picture in PICTURES.items():
            if names and name not in names:
                continue
            story = picture.chapter, picture.until
            if story not in registers:
                registers[story] = Path(folder) / f"{len(registers)}.cdesk"
                make_demo(CHAPTERS[picture.chapter], registers[story], today=picture.until).close()
            for language in LANGUAGES:
                take(picture, registers[story], language, OUT / f"{name}.{language}.png")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
