"""The step between a form and its act: the effect in words, to be confirmed or thought over again."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from county_desk.text import _
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.painted import Button, PrimaryButton
from county_desk.views.widgets.parts import Pairs, heading, in_column
from county_desk.views.widgets.text_format import escaped

SHOWN = 5  # effects in full, of a series


class EffectStep(QWidget):
    """Shows an effect, and the filled `fields` of the act; `confirmed()` and `back()` carry the answer.

    `title` and `verb` take the place of the usual words. The words have the focus first, so that a key
    pressed too often confirms nothing. The `buttons` are its parent's to place.
    """

    confirmed, back = Signal(), Signal()

    def __init__(
        self,
        effects: Sequence[str],
        parent: QWidget,
        fields: Sequence[tuple[str, str]] = (),
        title: str = "",
        verb: str = "",
    ) -> None:
        super().__init__(parent)
        shown = list(effects[:SHOWN])
        if (more := len(effects) - SHOWN) > 0:
            shown.append(_("and {count} more").format(count=more))
        self.effect = Banner("warn", escaped("\n\n".join(shown)), self)
        self.effect.words.setAccessibleName(" ".join(shown))
        self.effect.words.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.confirm_button = PrimaryButton(verb or _("&Confirm (Alt+C)"), parent, self.confirmed.emit)
        self.back_button = Button(_("Go &back"), parent, self.back.emit)
        self.buttons = (self.confirm_button, self.back_button)
        words = heading(title or _("Check what follows"), self, 1.0)
        box = self.box = in_column(words, self.effect, on=self, gap=0.6, margins=0)
        if fields:
            box.addWidget(Pairs(list(fields), self))
