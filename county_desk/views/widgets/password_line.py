"""A line for a password."""

from PySide6.QtWidgets import QLineEdit, QWidget

from county_desk.views.widgets.painted import LineField


class PasswordLine(LineField):
    """A line that shows dots."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
