"""The backup that the window makes by itself once a day, when a person who may write has signed in."""

from functools import partial
from typing import TYPE_CHECKING

from county_desk.text import _

if TYPE_CHECKING:
    from county_desk.views.main_window import MainWindow
    from county_desk.workflow.backups import BackupFile


def back_up_daily(window: "MainWindow") -> None:
    """Make the backup of the day off the window's thread; report a failure only."""
    from county_desk.storage.engine import file_of
    from county_desk.workflow.backups import make_daily_backup, plan_of

    opened, desk = window.opened, window.desk
    if opened is None or desk is None or not opened.real or not desk.actor.may_write or desk.barred:
        return
    if (register := file_of(opened.url)) is None:
        return
    plan, now = plan_of(register), desk.now()
    window.jobs.start(
        lambda _progress: make_daily_backup(plan, now),
        then=partial(_look, window),
        otherwise=partial(_warn_of_failure, window),
        name=_("Backup of the day"),
        lane="keep",
    )


def _look(window: "MainWindow", made: "BackupFile | None") -> None:
    if made is not None and made.check is not None and made.check.trouble:
        _warn_of_failure(window, made.check.trouble)


def _warn_of_failure(window: "MainWindow", trouble: object) -> None:
    """Show the failure to the person at the desk, with the advice to call the administrator."""
    if window.frame:
        words = _("The backup of the day does not hold. Tell the administrator: {trouble}")
        window.frame.toast.say(words.format(trouble=trouble))
