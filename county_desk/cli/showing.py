"""`demo`: the main job once on the made-up county, with a picture of every page."""

from argparse import Namespace

from county_desk.cli.run import Pictures
from county_desk.cli.words import Speaker
from county_desk.demo.job import demo_job
from county_desk.text import _, current


def demo(given: Namespace, speaker: Speaker, pictures: Pictures) -> int:
    """Do the job into a folder and say what lies where."""
    summary = demo_job(given.out, speaker.note)
    taken = pictures(summary.register, given.out / "pictures", current())
    document = summary.as_plain() | {"pictures": [str(path) for path in taken]}
    words = "\n".join(
        (*summary.lines(), _("Pictures of the pages: {folder}").format(folder=given.out / "pictures"))
    )
    speaker.answer(document, words)
    return 0 if summary.ok else 1
