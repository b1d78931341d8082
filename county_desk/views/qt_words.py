"""Qt's own words, such as the buttons of its dialogs, in the language in force."""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from county_desk.text import CHINESE, N_, _, current

_NAME = "qt words"
LEFT_OUT = (N_("&Look in:"), N_("Files of &type:"))  # of the file dialog, which Qt has reworded since


class Rest(QTranslator):
    """Translates the words of Qt that its own translation leaves out."""

    def translate(
        self, _context: str, source: str, _disambiguation: str | None = None, _n: int = -1
    ) -> str | None:
        """Our words, or None where Qt has its own."""
        return _(source) if source in LEFT_OUT else None


def speak_qt(app: QApplication) -> None:
    """Put Qt's words in the language in force in place of those of the one before."""
    for old in app.findChildren(QTranslator, _NAME):
        app.removeTranslator(old)
        old.deleteLater()
    if current() != CHINESE:
        return
    whole = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    whole.load(QLocale("zh_CN"), "qtbase", "_", folder)
    for translator in (whole, Rest(app)):
        translator.setObjectName(_NAME)
        app.installTranslator(translator)
