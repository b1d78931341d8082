"""What the command line says: one JSON document, or words for people; messages go to standard error."""

import json
import sys
from typing import Any


class Speaker:
    """Says things to whoever called."""

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json

    def answer(self, document: Any, words: str) -> None:
        """The answer itself, on standard output."""
        if self.as_json:
            json.dump(document, sys.stdout, ensure_ascii=False, indent=1)
            print()
        else:
            print(words)

    def note(self, words: str) -> None:
        """A message on the way, on standard error."""
        print(words, file=sys.stderr, flush=True)

    def refuse(self, problems: dict[str, str]) -> None:
        """Why it was not done: on standard error, and as the document where JSON was asked for."""
        if self.as_json:
            self.answer({"refused": problems}, "")
        for name, reason in problems.items():
            self.note(f"{name}: {reason}" if name else reason)
