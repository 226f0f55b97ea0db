"""Rules of the house that no linter knows: what is written about the code is true of the code."""

from __future__ import annotations

import ast
import io
import re
import sys
import tokenize
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import practice
from practice.adapters import settings

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "practice"
README = ROOT / "README.md"
MOST_LINES = 400

# What a screen, rubric or case never claims of a person or of the trainer, and where it may stand.
NEVER_CLAIMED = ("certified", "competent to practise", "validated", "CTRS score", "diagnosis")
CLAIMED_ALL_THE_SAME: dict[tuple[str, str], str] = {}  # (file, phrase): the reason

# Needed although nothing under practice/ imports them.
NOT_IMPORTED = {
    "certifi": "holds langchain-core at a release that installs everywhere",
    "langchain-openai": "LangChain imports it by the provider's name",
    "psycopg": "SQLAlchemy imports it for a PostgreSQL address",
    "pytest": "asked for at run time by the people who commissioned the trainer",
}
NOT_OURS = ("__pycache__", ".git", "node_modules")


def ours() -> Iterator[Path]:
    """Every text file of the repository, whether or not git is here to ask."""
    hidden = [ROOT / ".ci", ROOT / ".streamlit", ROOT / ".gitignore"]
    for top in sorted([*hidden, *(path for path in ROOT.iterdir() if path.name[0] != ".")]):
        inside = top.rglob("*") if top.is_dir() and not (top / "pyvenv.cfg").exists() else [top]
        for path in inside:
            if path.is_file() and not set(path.parts) & set(NOT_OURS) and _is_text(path):
                yield path


def _is_text(path: Path) -> bool:
    return b"\0" not in path.read_bytes()[:1024]


def python() -> Iterator[Path]:
    yield from sorted([*PACKAGE.rglob("*.py"), *(ROOT / "tests").rglob("*.py")])
    yield ROOT / "trainer_app.py"


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


# The table of contents and the README


def contents(docstring: str) -> dict[str, str]:
    """Each module the table of contents names, and what it says of it."""
    rows = re.findall(r"^    ([a-z_]+(?:\.py|/))  +(\S.*)$", docstring, re.MULTILINE)
    return dict(rows)


def test_the_table_of_contents_names_every_module_and_no_other() -> None:
    modules = {
        f"{path.name}/" if path.is_dir() else path.name
        for path in PACKAGE.iterdir()
        if (path / "__init__.py").exists() or (path.suffix == ".py" and path.name[0] != "_")
    }
    named = set(contents(practice.__doc__ or ""))
    assert named - modules == set(), "named, but not there"
    assert modules - named == set(), "there, but not named"


def test_a_table_of_contents_is_read_line_by_line() -> None:
    text = (
        "What:\n\n    reps.py     one repetition\n    pages/      what people see\n    not a row\n"
    )
    assert contents(text) == {"reps.py": "one repetition", "pages/": "what people see"}


def tree(markdown: str) -> dict[str, set[str]]:
    """The names in README's tree: those of the top level under "", the others by their folder."""
    found: dict[str, set[str]] = {"": set()}
    blocks = re.findall(r"^```(\w*)\n(.*?)^```$", markdown, re.MULTILINE | re.DOTALL)
    for language, block in blocks:
        if language in ("", "text") and "trainer_app.py" in block and "practice/" in block:
            folder = ""
            for indent, name in re.findall(r"^([ │├└─]*)([\w.-]+/?)(?:\s|$)", block, re.MULTILINE):
                inside = folder if indent else ""
                found.setdefault(inside, set()).add(name)
                if not indent:
                    folder = name
    return found


@pytest.mark.skipif(not README.exists(), reason="README.md is not written yet")
def test_the_tree_in_the_readme_is_the_tree_on_disk() -> None:
    drawn = tree(README.read_text(encoding="utf-8"))
    missing = [
        folder + name
        for folder, names in drawn.items()
        for name in names
        if not (ROOT / folder / name).exists()
    ]
    assert missing == [], "drawn, but not there"
    needed = {"cases/", "practice/", "requirements.txt", "rubrics/", "tests/", "trainer_app.py"}
    assert needed - drawn[""] == set(), "there, but not drawn"


def test_a_tree_is_read_with_its_folders() -> None:
    markdown = (
        "```\ntrainer_app.py   start\npractice/        code\n  pages/   screens\ntests/\n```\n"
    )
    assert tree(markdown) == {
        "": {"trainer_app.py", "practice/", "tests/"},
        "practice/": {"pages/"},
    }


def variables(text: str) -> set[str]:
    return set(re.findall(r"\bPRACTICE_[A-Z]+(?:_[A-Z]+)*\b", text))


def test_the_settings_are_those_their_module_lists() -> None:
    read = {f"PRACTICE_{name.upper()}" for name in settings.Settings.model_fields}
    assert variables(settings.__doc__ or "") == read


@pytest.mark.skipif(not README.exists(), reason="README.md is not written yet")
def test_the_readme_has_a_row_for_every_setting_and_no_other() -> None:
    text = README.read_text(encoding="utf-8")
    rows = {row for row in re.findall(r"^\| *`(PRACTICE_\w+)`", text, re.MULTILINE)}
    assert rows == variables(settings.__doc__ or "")
    assert variables(text) == rows, "mentioned outside the table, and not a setting"


# The code


def test_no_module_is_longer_than_one_can_keep_in_mind() -> None:
    long = {
        relative(path): lines
        for path in PACKAGE.rglob("*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > MOST_LINES
    }
    assert long == {}


def exceptions(source: str) -> Iterator[tuple[int, str]]:
    """Each comment that silences a tool, with its line number."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT and re.search(r"#\s*(noqa|type:\s*ignore)", token.string):
            yield token.start[0], token.string


def unexplained(source: str) -> list[tuple[int, str]]:
    """Those that do not name the rule, or do not say why in at least two words."""
    named = r"# (?:noqa: [A-Z]+\d+(?:, ?[A-Z]+\d+)*|type: ignore\[[\w, -]+\])"
    explained = re.compile(named + r"\s*(?:[-–(#]|\s)\s*\w[\w’'.,-]*\s+\w")
    return [found for found in exceptions(source) if not explained.match(found[1])]


def test_a_silenced_tool_is_told_why() -> None:
    silent = {relative(path): unexplained(path.read_text(encoding="utf-8")) for path in python()}
    assert {path: found for path, found in silent.items() if found} == {}


@pytest.mark.parametrize(
    ("comment", "accepted"),
    [
        ("# noqa: F401 - imported for its time", True),
        ("# noqa: DTZ001 (the point)", True),
        ("# type: ignore[misc]  # mypy cannot infer it", True),
        ("# noqa: F401", False),
        ("# noqa", False),
        ("# type: ignore", False),
        ("# type: ignore[misc]", False),
    ],
)
def test_a_reason_is_a_rule_and_some_words(comment: str, accepted: bool) -> None:
    assert (unexplained(f"x = 1  {comment}\n") == []) is accepted


# What people read


def sayings(source: str) -> Iterator[str]:
    """Every text in Python code that is not a docstring."""
    parsed = ast.parse(source)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(parsed)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(parsed):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and id(node) not in docstrings:
            yield node.value


def claims(text: str) -> set[str]:
    """The phrases in a text that claim what the trainer cannot know."""
    words = " ".join(text.split())
    return {
        phrase
        for phrase in NEVER_CLAIMED
        if re.search(rf"(?<![\w-]){re.escape(phrase)}\b", words, re.IGNORECASE)
    }


def test_no_screen_rubric_or_case_claims_what_the_trainer_cannot_know() -> None:
    shown = {
        path: " \n ".join(sayings(path.read_text(encoding="utf-8")))
        for path in [*PACKAGE.rglob("*.py"), ROOT / "trainer_app.py"]
    }
    for folder, kind in (
        (PACKAGE, "*.html"),
        (ROOT / "cases", "*.yaml"),
        (ROOT / "rubrics", "*.yaml"),
    ):
        shown |= {path: path.read_text(encoding="utf-8") for path in folder.rglob(kind)}
    found = {(relative(path), phrase) for path, text in shown.items() for phrase in claims(text)}
    assert found - set(CLAIMED_ALL_THE_SAME) == set(), "claimed"
    assert set(CLAIMED_ALL_THE_SAME) - found == set(), "excused, but not there"


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('say("You are now Certified.")', {"certified"}),
        ('f"{name} is competent\\n to practise"', {"competent to practise"}),
        ('def rate():\n    """Not a diagnosis."""\n    return "Met in simulation"', set()),
        ('"an invalidated link"', set()),
    ],
)
def test_a_claim_is_found_in_what_is_shown_only(source: str, found: set[str]) -> None:
    assert claims(" ".join(sayings(source))) == found


# What belongs to one machine, or to the making of the thing

_HERE_ONLY = {
    "an absolute path of one machine": r"(?<![\w.}~-])/(?:work|root|home|Users|opt|mnt)/\w",
    "an index of packages": r"--(?:extra-)?index-url|--find-links|--trusted-host",
    "a word about the making": r"(?i)\b(?:sub|coding |AI )[a]gents?\b|\bco-[a]uthored",
}


def out_of_place(text: str) -> dict[str, str]:
    """What in a text belongs to one machine or to the making, and not to the trainer."""
    matches = {what: re.search(pattern, text) for what, pattern in _HERE_ONLY.items()}
    return {what: match[0] for what, match in matches.items() if match}


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    here = Path(__file__)
    found = {
        relative(path): out_of_place(path.read_text("utf-8")) for path in ours() if path != here
    }
    assert {path: what for path, what in found.items() if what} == {}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see /" + "home/ada/notes", 1),
        ("--extra-" + "index-url somewhere", 1),
        ("made by a coding a" + "gent", 1),
        ("https://example.org/home/page and ~/work/notes", 0),
        ("a letting agent, the browser's user agent", 0),
    ],
)
def test_what_belongs_elsewhere_is_told_from_what_does_not(text: str, found: int) -> None:
    assert len(out_of_place(text)) == found


# The requirements


def asked(file: Path) -> dict[str, str]:
    """Each requirement of a short list, and the comment that says why."""
    rows = re.findall(
        r"^([\w.-]+)(?:\[\w+\])?[^#\n]*(?:#\s*(\S.*))?$", file.read_text("utf-8"), re.MULTILINE
    )
    return {name.lower(): why for name, why in rows if not name.startswith("-")}


def pins(file: Path) -> set[str]:
    return set(re.findall(r"^([\w.-]+==[^\s\\]+)", file.read_text("utf-8"), re.MULTILINE))


def imports(path: Path) -> set[str]:
    """The top-level names that a file imports from outside this repository and Python itself."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names.add((node.module or "").split(".")[0])
    return names - set(sys.stdlib_module_names) - {"practice"}


def test_every_requirement_is_imported_and_every_import_required() -> None:
    from_where = packages_distributions()
    imported = {
        from_where[name][0].lower().replace("_", "-")
        for path in [*PACKAGE.rglob("*.py"), ROOT / "trainer_app.py"]
        for name in imports(path)
    }
    required = asked(ROOT / "requirements.in")
    assert imported - set(required) == set(), "imported, but not required"
    assert set(required) - imported - set(NOT_IMPORTED) == set(), "required, but not imported"
    assert imported & set(NOT_IMPORTED) == set(), "excused, but imported"


@pytest.mark.parametrize("name", ["requirements.in", "tests/requirements.in"])
def test_every_requirement_says_why(name: str) -> None:
    assert [row for row, why in asked(ROOT / name).items() if not why] == []


def test_the_tests_run_on_the_very_versions_that_people_run() -> None:
    run = pins(ROOT / "requirements.txt")
    tested = pins(ROOT / "tests" / "requirements.txt")
    assert len(run) > 100
    assert run - tested == set()


@pytest.mark.parametrize("name", ["requirements", "tests/requirements"])
def test_a_lock_holds_all_that_its_short_list_asks_for(name: str) -> None:
    locked = {pin.split("==")[0] for pin in pins(ROOT / f"{name}.txt")}
    assert set(asked(ROOT / f"{name}.in")) - locked == set()
    assert "://" not in (ROOT / f"{name}.txt").read_text("utf-8")
