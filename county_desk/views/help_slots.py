"""The menu Help of the main window; it reads each part when a person opens it."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QMainWindow, QWidget

from county_desk import __version__
from county_desk.settings import Settings


class HelpSlots:
    """The acts of the menu Help, for the main window."""

    kept: Settings
    save: Callable[[], None]

    def show_help(self) -> None:
        """Show the help of the field with the focus; the guides where there is no field, or it is shown."""
        from county_desk.views.field_help import FieldHelp, field_with_focus

        assert isinstance(self, QMainWindow)
        shown = any(card.isVisible() for card in self.findChildren(FieldHelp))
        if not shown and (found := field_with_focus(self)) is not None:
            FieldHelp(self, *found).guides_wanted.connect(self.show_guides)
        else:
            self.show_guides()

    def show_guides(self) -> None:
        """Open the guides at that of the person's post."""
        from county_desk.views.guides import GuidesWindow, guide_for

        assert isinstance(self, QWidget)
        desk = getattr(self, "desk", None)
        GuidesWindow(guide_for(desk.actor.role if desk else None), self).show()

    def show_first_steps(self) -> None:
        """Show the jobs of the first week of the person's post."""
        from county_desk.views.first_steps import FirstStepsDialog

        assert isinstance(self, QWidget)
        if (frame := getattr(self, "frame", None)) is not None:
            FirstStepsDialog(frame, self).show()

    def show_news(self) -> None:
        """Show the news of all releases."""
        from county_desk.views.news import NewsDialog, releases

        assert isinstance(self, QWidget)
        NewsDialog(releases(), self).show()

    def greet_upgrade(self) -> None:
        """Show the news since the release that was used last, once after an upgrade."""
        from county_desk.views.news import NewsDialog, releases

        assert isinstance(self, QWidget)
        before, self.kept = self.kept, replace(self.kept, release=__version__)
        if before.release == __version__:
            return
        self.save()
        if (before.release or before.recent) and (news := releases(before.release)):
            NewsDialog(news, self).show()

    def show_keys(self) -> None:
        """Show the keyboard sheet."""
        from county_desk.views.keyboard_sheet import KeyboardSheet

        assert isinstance(self, QWidget)
        frame = getattr(self, "frame", None)
        KeyboardSheet(frame.navigation.rows if frame else (), self).exec()

    def show_about(self) -> None:
        """Say which program this is and under which licences."""
        from county_desk.views.about import show_about

        assert isinstance(self, QWidget)
        show_about(self)
