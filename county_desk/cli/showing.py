"""`demo`: both chapters of the made-up county, with a picture of every page."""

from argparse import Namespace

from county_desk.cli.output import Speaker
from county_desk.cli.run import Pictures
from county_desk.demo.job import demo_job
from county_desk.demo.present.job import present_job
from county_desk.text import _, current


def demo(given: Namespace, speaker: Speaker, pictures: Pictures) -> int:
    """Do the main job of the campaign and the year of today's office; list the folders of the files."""
    campaign = demo_job(given.out, speaker.note)
    present = present_job(given.out / "today", speaker.note)
    shown = {
        given.out / "pictures": campaign.register,
        given.out / "today" / "pictures": present.register,
    }
    taken = {folder: pictures(register, folder, current()) for folder, register in shown.items()}
    document = campaign.as_plain() | {
        "pictures": [str(path) for path in taken[given.out / "pictures"]],
        "today": present.as_plain()
        | {"pictures": [str(path) for path in taken[given.out / "today" / "pictures"]]},
    }
    words = [_("Pictures of the pages: {folder}").format(folder=folder) for folder in taken]
    speaker.answer(document, "\n".join((*campaign.lines(), *present.lines(), *words)))
    return 0 if campaign.ok and present.ok else 1
