"""A clerk who sees no picture: reads the accessibility tree, and acts through it and the keyboard."""

import time

import xa11y

PATIENCE = 60.0  # seconds, for a busy machine
PAUSE = 0.2
FIELDS = {"text_field", "text_area", "combo_box"}


class Reader:
    """Works in the window of one process. A part is named by its words, as a screen reader says them."""

    def __init__(self, pid: int) -> None:
        self.app = xa11y.App.by_pid(pid, timeout=PATIENCE)
        self.keys = xa11y.input_sim()

    def wait(self, role: str, name: str, *, enabled: bool = False) -> xa11y.Element:
        """The part with a role whose name begins so, once it is to be seen."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            for part in self.app.locator(f'{role}[name^="{name}"]').elements():
                try:
                    if part.visible and (part.enabled or not enabled):
                        return part
                except xa11y.XA11yError:  # it has gone meanwhile
                    continue
            time.sleep(PAUSE)
        raise AssertionError(f"no {role} “{name}” is shown")

    def hear(self, name: str) -> str:
        """The words of a text that begins so."""
        return str(self.wait("static_text", name).name)

    def press(self, name: str) -> None:
        """Press a button."""
        self.wait("button", name, enabled=True).press()

    def submit(self, act: str) -> None:
        """Press the button of the open form, which bears the words of its act and no dots."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            for button in self.app.locator(f'button[name="{act}"]').elements():
                if button.visible and button.enabled:
                    button.press()
                    self.wait("button", "撤销")
                    return
            time.sleep(PAUSE)
        raise AssertionError(f"no form of “{act}” is open")

    def page(self, row: str, part: str = "") -> None:
        """Go to a row of the navigation, and to a part of it."""
        self.wait("list_item", row).toggle()
        if part:
            self.wait("tab", part).press()

    def fill(self, label: str, words: str) -> None:
        """Type words into the field with this label."""
        field = self.after(label)
        field.focus()
        field.set_value(words)

    def pick(self, label: str, words: str) -> None:
        """Drop a box with this label down, and go to a line of it by its keys."""
        box = self.after(label)
        (lines,) = [each for each in box.children() if each.role == "list"]
        place = [each.name for each in lines.children()].index(words)
        box.press()
        for key in ("Home", *["Down"] * place, "Enter"):
            self.keys.press(key)

    def after(self, label: str) -> xa11y.Element:
        """The part to type or choose in that a label stands before."""
        words = self.wait("static_text", label)
        beside = words.parent().children()
        place = next(at for at, each in enumerate(beside) if each.name == words.name)
        parts = (part for each in beside[place:] for part in (each, *_inside(each)))
        return next(each for each in parts if each.role in FIELDS)

    def search(self, words: str, answer: str) -> None:
        """Search with the finder of the window, and take the first answer, which begins so."""
        self.wait("text_field", "查找姓名").focus()
        self.wait("text_field", "查找姓名").set_value(words)
        self.wait("tree_item", answer)
        self.keys.press("Enter")


def _inside(part: xa11y.Element) -> list[xa11y.Element]:
    """The parts of a group, as a day has a field and a button."""
    return part.children() if part.role == "group" else []
