"""A coverage-guided fuzzer on the readers of cells: nothing raises, and what is stored reads as itself.

    python -m tests.intake.fuzz_fields [seconds]

It needs atheris, which is not on every system; without it the reason is said and nothing is done.
"""

import importlib.util
import os
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_CHILD = "--child"
_LONGEST = 64  # bytes of one cell


def main(seconds: int) -> int:
    """Fuzz for some seconds; 0 when nothing was found, or when the fuzzer is not there (which is said)."""
    if importlib.util.find_spec("atheris") is None:
        print("fields: skipped, for atheris is not installed here (pip install 'county-desk[fuzz]')")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        seeds = Path(folder)
        for number, seed in enumerate(_seeds()):
            (seeds / str(number)).write_bytes(seed)
        # the fuzzer ends its process, whatever it found
        command = [sys.executable, "-m", "tests.intake.fuzz_fields", _CHILD, str(seconds), folder]
        done = subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False)
    print(f"fields: {'nothing found' if done.returncode == 0 else 'see above'} in {seconds} s")
    return done.returncode


def _seeds() -> list[bytes]:
    """The texts of the tables of cases, each for every kind of value."""
    texts = set()
    for path in sorted((Path(__file__).parent / "cases").glob("*.toml")):
        texts |= {str(case["cell"]) for case in tomllib.loads(path.read_text("utf8"))["case"]}
    return [bytes([kind]) + text.encode() for text in sorted(texts) for kind in range(0, 20, 4)]


def _fuzz(seconds: str, seeds: str) -> None:
    import atheris  # there only where somebody installed it

    with atheris.instrument_imports(include=["county_desk.intake.reading", "county_desk.identity"]):
        from tests.intake.field_promises import KINDS, checked, checked_title

    def one(data: bytes) -> None:
        text, turn = data[1:].decode("utf8", "replace"), data[0] % (len(KINDS) + 1) if data else 0
        if turn < len(KINDS):
            checked(KINDS[turn], text)
        else:
            checked_title(text)

    limits = [f"-max_total_time={seconds}", f"-max_len={_LONGEST}", "-timeout=5", "-verbosity=0"]
    atheris.Setup([sys.argv[0], *limits, "-print_final_stats=1", f"-artifact_prefix={seeds}/", seeds], one)
    atheris.Fuzz()


if __name__ == "__main__":
    if sys.argv[1:2] == [_CHILD]:
        _fuzz(*sys.argv[2:4])
    else:
        sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 60))
