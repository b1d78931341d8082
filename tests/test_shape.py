"""The shape of the code: small files, one way down, and nothing at the top that does not belong there."""

import ast
import subprocess
import sys
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
Function = ast.FunctionDef | ast.AsyncFunctionDef


def named(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", FILES, ids=named)
def test_a_file_says_what_it_is_for(path):
    assert ast.get_docstring(ast.parse(path.read_text("utf8")))


@pytest.mark.parametrize("path", SMALL, ids=named)
def test_a_file_stays_small(path):
    assert path.read_text("utf8").count("\n") <= 400


@pytest.mark.parametrize("path", SMALL, ids=named)
def test_a_function_stays_small(path):
    tree = ast.parse(path.read_text("utf8"))
    functions = (node for node in ast.walk(tree) if isinstance(node, Function))
    assert [node.name for node in functions if node.end_lineno - node.lineno > 40] == []


@pytest.mark.parametrize("path", FILES, ids=named)
def test_what_others_may_use_says_what_it_is(path):
    tree = ast.parse(path.read_text("utf8"))
    public = [node for node in tree.body if isinstance(node, ast.ClassDef | Function)]
    silent = [node.name for node in public if not node.name.startswith("_") and not ast.get_docstring(node)]
    assert silent == [], "a class and a public function have one sentence"


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
