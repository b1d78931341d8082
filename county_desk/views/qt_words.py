"""Qt's own words, such as the buttons of its dialogs, in the language in force."""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from county_desk.text import CHINESE, current

_NAME = "qt words"


def speak_qt(app: QApplication) -> None:
    """Put Qt's words in the language in force in place of those of the one before."""
    for old in app.findChildren(QTranslator, _NAME):
        app.removeTranslator(old)
        old.deleteLater()
    if current() != CHINESE:
        return
    translator = QTranslator(app)
    translator.setObjectName(_NAME)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(QLocale("zh_CN"), "qtbase", "_", folder):
        app.installTranslator(translator)
