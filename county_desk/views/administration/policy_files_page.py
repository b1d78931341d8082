"""The policy files of the county: what each changes, and the ways in and out."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, ClassVar

from county_desk.models.user import Permission
from county_desk.rules.policy_file import decoded
from county_desk.tables.policy.policy_files import LISTING, PolicyFileRow
from county_desk.text import _
from county_desk.views.acts_page import ActsPage
from county_desk.views.administration.administration_part import AdministrationPart, Form
from county_desk.views.administration.rehearsal_view import ask_what_if, offer_what_if
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.views.widgets.file_dialogs import Purpose, open_file
from county_desk.views.widgets.painted import Button, PrimaryButton
from county_desk.views.widgets.parts import heading, line, text_box
from county_desk.views.widgets.record_card import RecordCard, RowAct, RowOffer
from county_desk.workflow.command import Command
from county_desk.workflow.policy.check import Checked, KeptFile, check_files, kept_file
from county_desk.workflow.policy.county_files import ImportPolicyFile, WithdrawPolicyFile


class PolicyFilesPage(AdministrationPart, ActsPage[PolicyFileRow]):
    """The list of the files; the administrator imports and withdraws them."""

    key: ClassVar = "policy_files"
    proposes: ClassVar = (ImportPolicyFile, WithdrawPolicyFile)
    listing = LISTING
    filters: ClassVar = ("kind",)
    facts: ClassVar = ("kind", "reference", "entered_on", "entered_by", "dated_back", "digest")

    def _build(self) -> None:
        super()._build()
        self.import_button = PrimaryButton(_("Import a policy file…"), self, self.choose_file)
        self.header.addWidget(self.import_button)
        self.may = self.permit(self.import_button, Permission.ADMINISTER)
        self.try_button = Button(_("What if…"), self, self.try_file)
        self.header.addWidget(self.try_button)
        words = _("The county has imported no policy file; that of the program is in force.")
        import_words = _("Import a policy file…") if self.may else ""
        self.list.nothing = (words, import_words, self.choose_file)

    def choose_file(self) -> None:
        """Let the administrator choose a file, and check it first."""
        title, kinds = _("Import a policy file"), _("Policy files (*.toml)")
        if path := open_file(self, Purpose.POLICY, title, kinds):
            self.check(path)

    def try_file(self) -> None:
        """Let anybody choose a file, and see who would turn; nothing is imported."""
        title, kinds = _("Rehearse a policy file"), _("Policy files (*.toml)")
        if path := open_file(self, Purpose.POLICY, title, kinds):
            self.look(lambda: self._read(path), lambda text: self._try(path.name, text), "check")

    def _read(self, path: Path) -> str:
        return decoded(path.read_bytes(), path.name)

    def _try(self, name: str, text: str) -> None:
        ask_what_if(self, ImportPolicyFile(file_name=name, text=text, reference=""))

    def check(self, path: Path) -> None:
        """Show the mistakes of a file, or open the form that imports it."""
        desk = self.desk

        def work() -> tuple[Checked, str]:
            raw = path.read_bytes()
            (checked,) = check_files([(path.name, raw)], desk)
            return checked, decoded(raw, path.name) if checked.right else ""

        self.look(work, lambda found: self._checked(path.name, *found), "check")

    def _checked(self, name: str, checked: Checked, text: str) -> None:
        if checked.right:
            self.import_file(name, text)
            return
        words = _("{file} cannot be imported. Correct it and choose it again.\n{trouble}")
        self.show_note(Banner("bad", words.format(file=name, trouble=checked.trouble), self))

    def import_file(self, name: str, text: str) -> None:
        """Open the form that imports a checked file."""
        title = _("Import the policy file {file}").format(file=name)
        panel = CommandPanel(self, ImportPolicyFile, title=title, file_name=name, text=text)
        offer_what_if(panel, lambda: ImportPolicyFile(file_name=name, text=text, reference=""))
        self.take(panel.opened_by("import_file", name, text))

    def acts(self, row: PolicyFileRow) -> Iterable[RowOffer]:
        """Withdraw the file."""
        title = _("Withdraw the policy file {file}").format(file=row.file)
        yield RowAct(WithdrawPolicyFile, {}, {"file": row.file}, _("Withdraw…"), title, waits=False)

    def prepare(self, command: type[Command], panel: Form, fixed: Mapping[str, Any]) -> None:
        """Offer to rehearse the withdrawal."""
        offer_what_if(panel, lambda: WithdrawPolicyFile(file=fixed["file"]))

    def begin(self, command: type[Command], values: Mapping[str, object]) -> None:
        """Show the files; one to withdraw is chosen among them."""

    def show_more(self, row: PolicyFileRow, card: RecordCard) -> None:
        """Add what the file changes, and its text, once it is read."""
        desk = self.desk
        self.look(lambda: kept_file(desk, row.file), lambda found: self._show(row, found, card), "file", card)

    def _show(self, row: PolicyFileRow, found: KeptFile | None, card: RecordCard) -> None:
        if found is None:
            return
        card.box.addWidget(heading(_("What it changes"), card))
        for words in found.changes:
            card.box.addWidget(line(words, card))
        if found.trouble:
            card.box.addWidget(Banner("bad", found.trouble, card))
        card.box.addWidget(heading(_("Content"), card))
        card.box.addWidget(text_box(found.text, _("Content of {file}").format(file=row.file), card), 1)
