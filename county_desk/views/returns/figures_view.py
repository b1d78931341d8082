"""The figures of a return on the screen: a table a page, as the workbook will have them."""

from PySide6.QtWidgets import QSizePolicy, QTabWidget, QVBoxLayout, QWidget

from county_desk.tables.figures import Figures
from county_desk.text import _, _n
from county_desk.views.lists.table_model import TableModel
from county_desk.views.lists.table_view import TableView
from county_desk.views.widgets.parts import bare, line
from county_desk.views.widgets.style import em


class FiguresView(QWidget):
    """The pages of a return, and the totals of each under it."""

    def __init__(self, figures: Figures, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        box = bare(QVBoxLayout(self))
        self.tables: list[TableView] = []
        pages = [self._page(figures, place) for place in range(len(figures.pages))]
        if len(pages) == 1:
            box.addWidget(pages[0])
            return
        tabs = QTabWidget(self)
        tabs.setAccessibleName(_("Pages of the return"))
        for page, shown in zip(figures.pages, pages, strict=True):
            tabs.addTab(shown, _(page.table.title))
        box.addWidget(tabs)

    def _page(self, figures: Figures, place: int) -> QWidget:
        page = figures.pages[place]
        holder = QWidget(self)
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, em(0.3), 0, 0)
        model = TableModel(page.table, holder)
        table = TableView(model, parent=holder)
        table.setMinimumHeight(em(11))
        model.show_rows([each.row for each in page.lines])
        self.tables.append(table)
        box.addWidget(table, 1)
        count = len(page.lines)
        said = [_n("{count} line", "{count} lines", count).format(count=f"{count:,}")]
        said += [
            _("{title} {value}").format(
                title=_(page.table[key].title), value=page.table[key].kind.show(value)
            )
            for key, value in page.totals.items()
        ]
        for words in (" · ".join(said), *(note.sentence() for note in page.notes)):
            box.addWidget(line(words, holder, muted=True))
        return holder
