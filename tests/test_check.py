"""The checker accepts a damaged file or says where the damage is; it never fails in another way."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
import yaml

from practice import cases, check, rubrics
from practice.cases import Case
from practice.content import ContentErrors
from practice.rubrics import Rubric

ROOT = Path(__file__).parent.parent
RUBRICS = rubrics.load_all(ROOT / "rubrics").items
SHIPPED = sorted([*(ROOT / "cases").glob("*.yaml"), *(ROOT / "rubrics").glob("*.yaml")])
PYTHON_WORDS = ("Input should", "NoneType", "dict", "tuple", "Traceback", "validator", "literal")

Damage = Callable[[str, random.Random], str]


def _lines(text: str, chance: random.Random, pattern: str, new: str | Callable[..., str]) -> str:
    """Change one random line out of those that match."""
    rows = text.split("\n")
    at = chance.choice([i for i, row in enumerate(rows) if re.search(pattern, row)])
    rows[at] = re.sub(pattern, new, rows[at], count=1)
    return "\n".join(rows)


def _swapped(word: str, chance: random.Random) -> str:
    """The word with one letter doubled, which no field's name allows for."""
    at = chance.randrange(len(word))
    return word[:at] + word[at] * 2 + word[at:]


def shipped(kind: str) -> int:
    """How many files of this kind ship, other than what the checker found."""
    return sum(path.parent.name == kind for path in SHIPPED)


FIELD = r"^( *(?:- )?)([a-z_]+):(?= |$)"
NUMBER = r"(: *)(-?\d+(?:\.\d+)?)(?=[,} ]|$)"


def _reordered(text: str, chance: random.Random) -> str:
    rows = text.split("\n")
    a, b = chance.sample(range(len(rows)), 2)
    rows[a], rows[b] = rows[b], rows[a]
    return "\n".join(rows)


def _moved(text: str, chance: random.Random) -> str:
    by = chance.choice(["  ", " ", ""])
    return _lines(text, chance, r"^  (?= *\S)", by + by + by)


def _flipped(text: str, chance: random.Random) -> str:
    raw = bytearray(text.encode())
    for _ in range(chance.randint(1, 4)):
        raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
    return raw.decode("utf-8", errors="surrogateescape")


def _cut_lines(text: str, chance: random.Random) -> str:
    rows = text.split("\n")
    at = chance.randrange(len(rows))
    del rows[at : at + chance.randint(1, 30)]
    return "\n".join(rows)


def _twice(text: str, chance: random.Random) -> str:
    return _lines(text, chance, r"^( +[a-z_]+: .+)$", r"\1\n\1")


def _without_quote(text: str, chance: random.Random) -> str:
    at = chance.choice([m.start() for m in re.finditer('"', text)])
    return text[:at] + text[at + 1 :]


DAMAGE: dict[str, Damage] = {
    "a line left out": lambda t, c: _lines(t, c, r"^.*\S.*$", "").replace("\n\n", "\n"),
    "a misspelt field": lambda t, c: _lines(t, c, FIELD, lambda m: f"{m[1]}{_swapped(m[2], c)}:"),
    "a list for a value": lambda t, c: _lines(t, c, FIELD + r" \S.*$", r"\1\2: [1, [2]]"),
    "a group for a value": lambda t, c: _lines(t, c, FIELD + r" \S.*$", r"\1\2: {a: {b: c}}"),
    "nothing for a value": lambda t, c: _lines(t, c, FIELD + r" \S.*$", r"\1\2:"),
    "a number out of range": lambda t, c: _lines(
        t, c, NUMBER, r"\g<1>" + c.choice(["-1000", "999", "1e999", "nan", "-inf", "9" * 5000])
    ),
    "a field given twice": _twice,
    "a file cut short": lambda t, c: t[: c.randrange(len(t))],
    "an indentation": _moved,
    "an unknown id": lambda t, c: _lines(
        t, c, r"((?:topic|criterion|skill|use|primary|sheet|situation|kind): )([a-z_.-]+)", r"\1zzz"
    ),
    "two lines swapped": _reordered,
    "lines cut out": _cut_lines,
    "bytes flipped": _flipped,
    "a quotation mark lost": _without_quote,
    "a tab": lambda t, c: _lines(t, c, r"^ +", "\t"),
    "an alias": lambda t, c: _lines(t, c, FIELD + r" \S.*$", r"\1\2: *other"),
    "a Python tag": lambda t, c: _lines(t, c, FIELD + r" \S", r"\1\2: !!python/name:os.system x"),
    "a NUL": lambda t, c: _lines(t, c, r"(?<=\w)(?=\w)", "\0"),
    "Windows line ends": lambda t, _: t.replace("\n", "\r\n"),
    "a byte order mark": lambda t, _: "\ufeff" + t,
}
ALWAYS_REFUSED = {
    "a field given twice", "an unknown id", "an alias", "a Python tag",
    "a NUL", "a misspelt field", "a group for a value", "a list for a value", "a tab",
}  # fmt: skip
ALWAYS_ACCEPTED = {"Windows line ends", "a byte order mark"}
EACH = 3


def test_every_damaged_file_is_accepted_or_refused_in_sentences_that_name_the_place(
    tmp_path: Path,
) -> None:
    chance = random.Random(20)  # the same damage every time
    outcome: Counter[tuple[str, str]] = Counter()
    seconds = 0.0
    for source in SHIPPED:
        text = source.read_text(encoding="utf-8")
        path = tmp_path / source.parent.name / source.name
        path.parent.mkdir(exist_ok=True)
        for name, damage in DAMAGE.items():
            for _ in range(EACH):
                path.write_bytes(damage(text, chance).encode("utf-8", errors="surrogateescape"))
                started = time.perf_counter()
                said = _problems(path)
                seconds += time.perf_counter() - started
                outcome[name, "refused" if said else "accepted"] += 1
                _assert_plain(said, path)
    accepted = sum(count for (_, result), count in outcome.items() if result == "accepted")
    refused = outcome.total() - accepted
    sys.stdout.write(f"damaged files: {accepted} accepted, {refused} refused, {seconds:.1f} s\n")
    sys.stdout.write(f"accepted: {[name for name, how in outcome if how == 'accepted']}\n")
    assert outcome.total() == len(SHIPPED) * len(DAMAGE) * EACH >= 200
    assert accepted >= 36 and refused >= 200
    for name in ALWAYS_REFUSED:
        assert not outcome[name, "accepted"], name
    for name in ALWAYS_ACCEPTED:
        assert not outcome[name, "refused"], name


def _problems(path: Path) -> list[str]:
    try:
        rubrics.load(path) if path.parent.name == "rubrics" else cases.load(path, RUBRICS)
    except ContentErrors as errors:
        rows = path.read_bytes().count(b"\n") + 1
        for error in errors.errors:
            assert 1 <= error.line <= rows
            assert error.message.strip()
            assert error.field or error.line >= 1
        return [str(error) for error in errors.errors]
    return []


def _assert_plain(said: list[str], path: Path) -> None:
    for sentence in said:
        assert sentence.startswith(f"{path.parent.name}/{path.name}:"), sentence
        assert sentence.isprintable(), sentence
        assert len(sentence) < 600, sentence
        assert not any(word in sentence.partition(": ")[2] for word in PYTHON_WORDS), sentence


def _run(*arguments: str, **environment: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "practice.check", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
    )
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A programme's own folder of cases with one that replaces a shipped one."""
    folder = tmp_path / "ours"
    folder.mkdir()
    text = (ROOT / "cases" / "first-panic.yaml").read_text(encoding="utf-8")
    text = text.replace("The first panic", "Our first panic")
    (folder / "first-panic.yaml").write_text(text, encoding="utf-8")
    return folder


def _break(folder: Path) -> None:
    path = folder / "first-panic.yaml"
    text = path.read_text(encoding="utf-8").replace("    trust: 2.25", "    trust: -1")
    path.write_text(text, encoding="utf-8")


def test_the_command_tells_of_each_file_and_is_content_with_the_shipped_ones() -> None:
    code, out, err = _run()
    assert (code, err) == (0, "")
    for path in SHIPPED:
        assert f"{path.parent.name}/{path.name}: ok, " in out
    assert "not yet clinically reviewed" in out and "draft" in out
    case = cases.load(ROOT / "cases" / "first-panic.yaml", RUBRICS)
    assert f"{len(case.lines)} lines; {len(case.stimuli)} stimuli" in out
    assert out.endswith(f"{shipped('rubrics')} rubrics, {shipped('cases')} cases: no mistakes.\n")


def test_the_command_fails_over_one_mistake_and_names_its_place(own: Path) -> None:
    assert _run("--cases", str(own))[0] == 0
    _break(own)
    code, out, _ = _run("--cases", str(own))
    assert code == 1
    assert re.search(
        r"^ours/first-panic\.yaml:\d+ private\.start\.trust: must be at least 0; it is “-1”$",
        out,
        re.MULTILINE,
    )
    assert out.endswith("6 rubrics, 1 case: 1 mistake.\n")


def test_a_programmes_own_folder_comes_after_the_shipped_one(own: Path) -> None:
    code, out, _ = _run(PRACTICE_CASES=str(own))
    assert code == 0
    assert "ours/first-panic.yaml: ok" in out and "Replaces cases/first-panic.yaml." in out
    assert "cases/tuesday-morning.yaml: ok" in out
    code, out, _ = _run(PRACTICE_RUBRICS=str(own / "nowhere"))
    assert code == 1 and "this folder cannot be read" in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--cases", "nowhere"], "There is no folder nowhere."),
        (["--cases", "practice"], "There is no .yaml file in the folder practice."),
        (["--case-folder", "cases"], "No such option"),
        (["cases"], "unexpected extra argument"),
        (["--cases"], "requires an argument"),
        (["--schemas", "trainer_app.py"], "The schemas cannot be written to trainer_app.py"),
    ],
)
def test_a_wrong_argument_is_answered_in_one_sentence(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = check.run(arguments)
    err = capsys.readouterr().err
    assert code == 2
    assert said in err and err.count("\n") == 1


def test_the_app_is_handed_what_is_usable_and_why_the_rest_was_left_out(own: Path) -> None:
    content = check.load_content([ROOT / "cases"], [ROOT / "rubrics"])
    assert content.problems == ()
    assert (len(content.cases), len(content.rubrics)) == (shipped("cases"), shipped("rubrics"))
    content = check.load_content([ROOT / "cases", own], [ROOT / "rubrics"])
    assert content.case("first-panic").title == "Our first panic"
    _break(own)
    content = check.load_content([ROOT / "cases", own], [ROOT / "rubrics"])
    assert "first-panic" not in content.cases and len(content.cases) == shipped("cases") - 1
    assert [problem.field for problem in content.problems] == ["private.start.trust"]


def test_the_folders_come_from_the_environment() -> None:
    assert check.folders("cases", {}) == [ROOT / "cases"]
    assert check.folders("rubrics", {"PRACTICE_RUBRICS": "x"}) == [ROOT / "rubrics", Path("x")]
    assert check.folders("cases", {"PRACTICE_CASES": ""}) == [ROOT / "cases"]


SCHEMAS = {"cases": check.schema(Case), "rubrics": check.schema(Rubric)}


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
@pytest.mark.parametrize("quoted", [False, True])
def test_a_shipped_file_fits_the_schema_as_typed_and_as_text(path: Path, quoted: bool) -> None:
    text = path.read_text(encoding="utf-8")
    typed = yaml.load(text, Loader=yaml.BaseLoader if quoted else yaml.SafeLoader)
    schema = SCHEMAS[path.parent.name]
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(typed)


@pytest.mark.parametrize(
    "change",
    [
        {"levle": "beginner"},
        {"level": "easy"},
        {"version": 0},
        {"version": "one"},
        {"skills": []},
        {"skills": "cds"},
        {"fingerprint": "abc"},
        {"lines": [{"id": "a", "use": "answr", "text": "x"}]},
        {"stimuli": []},
    ],
)
def test_an_editor_with_the_schema_marks_what_the_checker_refuses(
    change: dict[str, object],
) -> None:
    path = ROOT / "cases" / "first-panic.yaml"
    typed = yaml.safe_load(path.read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(SCHEMAS["cases"])
    assert validator.is_valid(typed)
    assert not validator.is_valid({**typed, **change})
    private = typed["private"]
    for wrong in ({"topics": {"Big Word": ["x"]}}, {"start": {**private["start"], "trust": 6}}):
        assert not validator.is_valid({**typed, "private": {**private, **wrong}})


def test_the_schemas_are_written_with_a_word_on_how_to_use_them(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "schemas"
    said = "\n".join(check.write_schemas(folder))
    assert "yaml.schemas" in said and "yaml-language-server: $schema=file:///" in said
    for name in ("case", "rubric"):
        written = json.loads((folder / f"{name}.schema.json").read_text(encoding="utf-8"))
        assert written["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        assert written == SCHEMAS[f"{name}s"]
