"""The shape of the code: small files, one way down, and nothing at the top that does not belong there."""

import ast
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "county_desk"
FILES = sorted(PACKAGE.rglob("*.py"))
# A step of the schema is written once, by Alembic, and never read again; its length says nothing.
SMALL = [path for path in FILES if path.parent != PACKAGE / "storage" / "migrations" / "versions"]
TOP = {
    ".ci",
    ".gitignore",
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "county_desk",
    "docs",
    "installer",
    "pyproject.toml",
    "resources",
    "tests",
}
ANY = 660
RIDDLES = re.compile(
    r"\A(what|who) |\b(told|tells?|said|of which|as it stands|whoever|whatever|no more)\b"
    r"|\b((is|are|be) asked|asked about)\b"
    r"|\b((as|at|by|for|from|in|of|on|over|to|under|with) what|(that|those) which)\b",
    re.IGNORECASE,
)
DIALECT = re.compile(
    r"\A(that|why|whom|where|when) |\b(whose|nobody|somebody|whoever)\b|\bwhat (is|was|are|were)\b",
    re.IGNORECASE,
)
Function = ast.FunctionDef | ast.AsyncFunctionDef


def named(path):
    return str(path.relative_to(ROOT))


@pytest.fixture(scope="module")
def trees():
    """Every file of the package with its syntax tree."""
    return {path: ast.parse(path.read_text("utf8")) for path in FILES}


def test_every_file_stays_small():
    lengths = {named(path): path.read_text("utf8").count("\n") for path in SMALL}
    assert {name: lines for name, lines in lengths.items() if lines > 400} == {}


def test_every_function_stays_small(trees):
    functions = [
        (path, node) for path in SMALL for node in ast.walk(trees[path]) if isinstance(node, Function)
    ]
    long = [(path, node) for path, node in functions if node.end_lineno - node.lineno > 40]
    assert [f"{named(path)}: {node.name}" for path, node in long] == []


def test_any_is_used_less_and_less():
    """What comes over a border is an `object` until a check says more; lower the number when it falls."""
    found = sum(len(re.findall(r"\bAny\b", path.read_text("utf8"))) for path in FILES)
    assert found <= ANY


def is_riddle(text):
    """Whether a docstring begins with “what”, speaks instead of naming things, or has a long sentence."""
    sentences = re.split(r"(?<=[.;:!?])\s+|\n\n", text)
    return bool(RIDDLES.search(text)) or any(len(re.findall(r"[\w'’`-]+", each)) > 25 for each in sentences)


def every_docstring(tree):
    """Each docstring of a file, private ones too."""
    kinds = ast.Module | ast.ClassDef | Function
    return filter(None, (ast.get_docstring(node) for node in ast.walk(tree) if isinstance(node, kinds)))


def test_docstrings_hold_no_riddles(trees):
    """The first line says what comes back or what happens; a sentence has at most 25 words."""
    found = {
        named(path): [text for text in every_docstring(tree) if is_riddle(text) or DIALECT.search(text)]
        for path, tree in trees.items()
    }
    assert {path: texts for path, texts in found.items() if texts} == {}


def test_the_installer_holds_no_dialect():
    """Its texts of usage are no sentences, so that their length does not count."""
    files = sorted((ROOT / "installer").rglob("*.py"))
    texts = [(path, text) for path in files for text in every_docstring(ast.parse(path.read_text("utf8")))]
    assert texts
    assert [pair for pair in texts if RIDDLES.search(pair[1]) or DIALECT.search(pair[1])] == []


def test_imports_go_one_way_down():
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint, "--no-logo", "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_nothing_else_is_at_the_top():
    if not (ROOT / ".git").exists():
        pytest.skip("this is not a checkout")
    command = ["git", "-c", "safe.directory=*", "ls-files"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert {line.split("/")[0] for line in listed.stdout.splitlines()} <= TOP


def test_no_file_names_a_path_of_one_machine():
    kept = [ROOT / name for name in ("county_desk", "installer", "tests", "docs", "resources")]
    files = [path for folder in kept for path in folder.rglob("*") if path.suffix in (".py", ".toml", ".md")]
    homes = re.compile(r"""["'`(](/home|/root|/work|/tmp|/mnt/c|C:\\Users)/""")
    assert [named(path) for path in files if homes.search(path.read_text("utf8"))] == []


def test_each_of_the_forty_checks_names_tests_that_there_are():
    rows = re.findall(r"^\| C(\d+) \|(.+)$", (ROOT / "docs" / "checks.md").read_text("utf8"), re.MULTILINE)
    assert [int(number) for number, _row in rows] == list(range(1, 41))
    shown = {number: re.findall(r"`([\w/]+\.py)::(\w+)`", row) for number, row in rows}
    bare = [number for number, row in rows if not shown[number] and not re.search("In part:|Not shown:", row)]
    assert bare == []
    named_tests = {(ROOT / "tests" / file, name) for tests in shown.values() for file, name in tests}
    sources = {path: path.read_text("utf8") for path, _name in named_tests if path.is_file()}
    assert [pair for pair in named_tests if f"def {pair[1]}(" not in sources.get(pair[0], "")] == []


def test_a_public_class_name_means_one_thing(trees):
    places = Counter(
        node.name
        for tree in trees.values()
        for node in tree.body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert [name for name, count in places.items() if count > 1] == []
