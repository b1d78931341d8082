"""The fields that say where the database of a server is, and who comes in."""

from PySide6.QtWidgets import QFormLayout, QWidget

from county_desk.text import _
from county_desk.views.widgets.check_box import CheckBox
from county_desk.views.widgets.painted import LineField
from county_desk.views.widgets.password_line import PasswordLine

PORT = "5432"


class ServerFields(QWidget):
    """Server, port, database, role and password; the password may go to the keyring."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.host, self.port, self.name, self.role = (LineField(self) for _field in range(4))
        self.port.setText(PORT)
        self.password = PasswordLine(self)
        self.keep = CheckBox(_("Keep the password in the keyring of this computer"), self)
        self.keep.setChecked(True)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        for title, field in (
            (_("Server"), self.host),
            (_("Port"), self.port),
            (_("Database"), self.name),
            (_("Role of the database"), self.role),
            (_("Password"), self.password),
        ):
            field.setAccessibleName(title)
            form.addRow(title, field)
        form.addRow(self.keep)

    def lacking(self) -> LineField | None:
        """The first field that is needed and blank."""
        asked = (self.host, self.port, self.name, self.role)
        return next((field for field in asked if not field.text().strip()), None)

    def trouble(self) -> str:
        """The reason for which the fields name no database yet; empty when they do."""
        field = self.lacking()
        return _("{field} is needed").format(field=field.accessibleName()) if field else ""

    def url(self) -> str:
        """The URL without the password."""
        host, port, name, role = (
            field.text().strip() for field in (self.host, self.port, self.name, self.role)
        )
        hosts = (each.strip() for each in host.replace("，", ",").split(","))
        places = ",".join(each if ":" in each else f"{each}:{port}" for each in hosts)
        return f"postgresql://{role}@{places}/{name}"
