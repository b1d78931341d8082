"""The box about the program."""

from county_desk.storage.steps import this_build
from county_desk.views.about import AboutDialog


def test_the_about_box_shows_the_version_qts_notice_and_every_licence(qtbot):
    from PySide6.QtWidgets import QLabel, QWidget

    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = AboutDialog(parent)
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert this_build() in said
    assert "LGPL" in said
    texts = dialog.texts.toPlainText()
    assert "pyside6-essentials 6." in texts
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in texts
    assert "Permission is hereby granted" in texts
