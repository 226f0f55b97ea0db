"""A file is read as plain text with lines, or refused in sentences; nothing else escapes."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Literal

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import Field, model_validator

from practice import content, sentences
from practice.content import ContentErrors, Misplaced, Strict, fit, read

PYTHON_WORDS = ("Input should", "NoneType", "dict", "tuple", "Traceback", "validator", "literal")


MARKS = "a: -[]{}\n\"'#&*!|>?%@\t<,\\x"


class Leaf(Strict):
    colour: Literal["red", "green"] = "red"
    size: Annotated[float, Field(ge=0, le=5)] = 1
    count: Annotated[int, Field(ge=1)] = 1
    ripe: bool = False
    name: Annotated[str, Field(min_length=1, max_length=10)] = "oak"


class Tree(Strict):
    title: str
    leaves: Annotated[list[Leaf], Field(max_length=3)] = []
    best: Leaf | None = None
    by_name: dict[Annotated[str, Field(pattern=sentences.WORD)], Leaf] = {}


Write = Callable[[str | bytes], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write `trees/oak.yaml`."""

    def write(text: str | bytes) -> Path:
        path = tmp_path / "trees" / "oak.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def refused(path: Path) -> list[str]:
    """Why a file is no Tree; nothing when it is one."""
    try:
        fit(Tree, read(path))
    except ContentErrors as errors:
        return [str(error) for error in errors.errors]
    return []


def test_every_value_is_text_and_remembers_its_line(write: Write) -> None:
    document = read(write("# a note\ntitle: no\nat: 1:30\nlist:\n  - 007\n  - {a: ~}\n"))
    assert document.data == {"title": "no", "at": "1:30", "list": ["007", {"a": "~"}]}
    assert document.lines[("at",)] == 3
    assert document.lines[("list", 1, "a")] == 6
    assert document.error(("list", 1, "b"), "is odd").line == 6
    assert str(document.error(("list", 1, "b"), "is odd")) == "trees/oak.yaml:6 list[2].b: is odd"


@pytest.mark.parametrize(
    "raw",
    [
        b"\xef\xbb\xbftitle: Oak\n",
        b"title: Oak\r\n",
        b"---\ntitle: Oak\n...\n",
        'title: "🌳 Eiche, chêne, 橡木"\n'.encode(),
        b"title: |\n  two\n  lines\n",
        b"title: '<<'\n",
        b'title: the "old" oak\n',
    ],
    ids=["byte order mark", "CRLF", "document marks", "emoji", "block", "quoted", "quoting"],
)
def test_ordinary_ways_of_saving_a_file_are_accepted(raw: bytes, write: Write) -> None:
    assert refused(write(raw)) == []


HOSTILE: dict[str, tuple[str | bytes, str]] = {
    "an empty file": ("", ":1: is empty"),
    "a comment alone": ("# nothing\n", ":1: is empty"),
    "a list": ("- title: Oak\n", ":1: must be `field: value` lines"),
    "a word": ("Oak\n", ":1: must be `field: value` lines"),
    "not UTF-8": (b"title: Oak\nnote: caf\xe9\n", ":2: is not UTF-8 text"),
    "UTF-16": ("title: Oak".encode("utf-16"), ":1: is not UTF-8 text"),
    "a NUL byte": (b"title: Oak\nnote: \x00\n", ":2: has an invisible character (U+0000)"),
    "a NUL by escape": ('title: "a\\0b"\n', ":1 title: has an invisible character (U+0000)"),
    "a terminal's escape": ('title: "\\e[31m"\n', ":1 title: has an invisible character (U+001B)"),
    "half a character": ('title: "\\ud800"\n', ":1: has a backslash that cannot be read"),
    "a tab": ("title: Oak\nbest:\n\tname: x\n", ":3: has a tab; indent with spaces"),
    "a colon too many": ("title: Oak: tree\n", ":1: has a colon too many"),
    "an at sign": ("title: @oak\n", ":1: has a text that begins with “@”; put it in double"),
    "an open quotation mark": ('title: Oak\nnote: "never\n', ":2: opens a quotation mark"),
    "half a quotation": ('title: Oak"\n', ":1 title: has a quotation mark without its partner"),
    "an open bracket": ("title: Oak\nleaves: [\n", ":2: opens a [ or { that is not closed"),
    "a dash out of place": ("title: - Oak\n", ":1: has a dash that cannot stand here"),
    "a line without colon": ("title: Oak\nbest\n", ":2: has no colon after the field's name"),
    "an indentation": ("title: Oak\nbest:\n   name: x\n  size: 1\n", ":4: does not line up"),
    "two documents": ("title: Oak\n---\ntitle: Elm\n", ":2: starts a second document"),
    "a repeated field": ("title: Oak\ntitle: Elm\n", ":2 title: is given twice; keep one"),
    "a merge key": ("title: Oak\n<<: {a: b}\n", ":2: uses a YAML merge key"),
    "a list as a name": ("title: Oak\n? [a]\n: b\n", ":2: has a field name that is not a word"),
    "no name": ('title: Oak\n"": b\n', ":2: has a colon without a field name"),
    "an anchor": ("title: &a Oak\n", ":1 title: uses a YAML anchor (&a)"),
    "an alias": ("title: &a Oak\nnote: *a\n", ":2 note: uses a YAML alias (*a)"),
    "a Python tag": (
        "title: !!python/object/apply:os.system [ls]\n",
        ":1 title: uses the YAML tag !!python/object/apply:os.system",
    ),
    "a tag of one's own": ("title: !secret Oak\n", ":1 title: uses the YAML tag !secret"),
    "deep nesting": ("title: " + "[" * 100_000, ":1 title[1][1][1]: is nested too deeply"),
    "deep groups": ("title: " + "{a: " * 1000, ":1 title.a.a.a: is nested too deeply"),
    "many kilobytes": ("title: " + "a" * 500_000, ":1: is larger than 400 kB"),
    "a long list": ("leaves: [" + "{}," * 100_000 + "]", ":1 leaves: has more than 2000 entries"),
    "a long group": ("".join(f"a{n}: b\n" for n in range(30_000)), ":2001: has more than 2000 fi"),
    "a fingerprint": ("title: Oak\nfingerprint: 123\n", ":2 fingerprint: is worked out"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_file_that_is_no_plain_text_is_refused_in_a_sentence(what: str, write: Write) -> None:
    text, said = HOSTILE[what]
    started = time.perf_counter()
    found = refused(write(text))
    assert time.perf_counter() - started < 2
    assert any(f"trees/oak.yaml{said}" in sentence for sentence in found), found
    assert not any(word in sentence for sentence in found for word in PYTHON_WORDS)


def test_a_billion_laughs_is_never_expanded(write: Write) -> None:
    rows = ["title: Oak", "a: &a [ha, ha]"]
    rows += [
        f"{n}: &{n} [{', '.join([f'*{m}'] * 9)}]"
        for m, n in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    found = refused(write("\n".join(rows)))
    assert len(found) > 9 and all("uses a YAML a" in sentence for sentence in found)


def test_a_hundred_mistakes_are_enough_for_one_reading(write: Write) -> None:
    found = refused(write("title: Oak\nleaves:\n" + "  - {colour: blue}\n" * 5000))
    assert len(found) <= content.MOST_MISTAKES + 1
    found = refused(write("title: Oak\n" + "title: Elm\n" * 1500))
    assert len(found) == content.MOST_MISTAKES + 1
    assert "has more mistakes; mend these first" in found[-1]


def test_what_is_not_an_ordinary_file_is_refused_and_never_waited_for(tmp_path: Path) -> None:
    folder = tmp_path / "a.yaml"
    folder.mkdir()
    assert refused(folder)[0].endswith("a.yaml:1: is a folder, not a file")
    loop = tmp_path / "b.yaml"
    loop.symlink_to(loop)
    assert "b.yaml:1: cannot be opened" in refused(loop)[0]
    pipe = tmp_path / "c.yaml"
    os.mkfifo(pipe)
    assert refused(pipe)[0].endswith("c.yaml:1: is not an ordinary file")
    assert "cannot be opened" in refused(tmp_path / "d.yaml")[0]
    closed = tmp_path / "e.yaml"
    closed.write_text("title: Oak\n", encoding="utf-8")
    assert refused(closed) == []
    closed.chmod(0)
    if not os.access(closed, os.R_OK):  # root may read everything
        assert "cannot be opened" in refused(closed)[0]


FIELDS: dict[str, tuple[str, str | None]] = {
    "nothing wrong": ("colour: green", None),
    "a number in quotes": ('size: "2.5"', None),
    "a yes": ("ripe: yes", None),
    "a misspelt field": (
        "colur: red",
        "colur: is not a known field here; did you mean “colour”?",
    ),
    "a foreign field": (
        "zzz: red",
        "zzz: is not a known field here; check spelling and indentation",
    ),
    "a choice": ("colour: blue", "colour: must be one of red, green; it is “blue”"),
    "a near choice": ("colour: gren", "it is “gren”; did you mean “green”?"),
    "a list for a choice": ("colour: [red]", "colour: must be one of red, green; it is a list"),
    "too little": ("size: -1", "size: must be at least 0; it is “-1”"),
    "too much": ("size: 5.5", "size: must be at most 5; it is “5.5”"),
    "no number": ("size: big", "size: must be a number; it is “big”"),
    "not a number": ("size: nan", "size: must be an ordinary number"),
    "infinity": ("size: inf", "size: must be an ordinary number"),
    "beyond infinity": ("size: 1e999", "size: must be an ordinary number"),
    "half a count": ("count: 1.5", "count: must be a whole number; it is “1.5”"),
    "a huge number": (
        "count: " + "9" * 5000,
        f"count: must be a whole number; it is “{'9' * 40}…”",
    ),
    "an empty number": ("count:", "count: must be a whole number; it is empty"),
    "a group for a number": ("count: {a: b}", "count: must be a whole number; it is a group of"),
    "a perhaps": ("ripe: perhaps", "ripe: must be yes or no; it is “perhaps”"),
    "an empty text": ("name:", "name: is empty"),
    "a blank text": ('name: "  "', "name: is empty"),
    "a long text": ("name: abcdefghijk", "name: has 11 characters; 10 is the most"),
    "a list for a text": ("name: [a]", "name: must be text, not a list or a group of fields"),
}


@pytest.mark.parametrize("what", FIELDS)
@pytest.mark.parametrize("place", ["best", "leaves[2]", "by_name.oak"])
def test_each_field_is_judged_where_it_stands_and_in_plain_words(
    what: str, place: str, write: Write
) -> None:
    line, said = FIELDS[what]
    before = {
        "best": "best:\n  ",
        "leaves[2]": "leaves:\n  - {}\n  - ",
        "by_name.oak": "by_name:\n  oak:\n    ",
    }[place]
    text = f"title: Oak\n{before}{line}\n"
    found = refused(write(text))
    if said is None:
        assert found == []
        return
    at = text.count("\n", 0, text.rindex(line)) + 1
    assert len(found) == 1
    assert found[0].startswith(f"trees/oak.yaml:{at} {place}.")
    assert said in found[0]


def test_missing_misplaced_and_wrongly_shaped_groups_are_named(write: Write) -> None:
    assert refused(write("leaves: []\n")) == ["trees/oak.yaml:1 title: is required and missing"]
    assert refused(write("titel: Oak\n")) == [
        "trees/oak.yaml:1 titel: is not a known field here; did you mean “title”?"
    ]
    assert "leaves: must be a list, each" in refused(write("title: Oak\nleaves: {a: b}\n"))[0]
    assert "leaves[1]: must be a group" in refused(write("title: Oak\nleaves: [a]\n"))[0]
    assert "leaves: has more than 3" in refused(write("title: a\nleaves: [{},{},{},{}]\n"))[0]
    assert "by_name: must be a group" in refused(write("title: Oak\nby_name: [a]\n"))[0]
    found = refused(write("title: Oak\nby_name:\n  Big Oak: {}\n"))
    assert found[0].startswith("trees/oak.yaml:3 by_name.Big Oak: this name must be small letters")


def test_a_rule_over_several_fields_points_at_one_of_them(write: Write) -> None:
    class Pair(Strict):
        first: int
        second: int

        @model_validator(mode="after")
        def _rising(self) -> Pair:
            if self.second <= self.first:
                raise Misplaced("must be more than first", "second")
            return self

    path = write("first: 2\nsecond: 1\n")
    with pytest.raises(ContentErrors, match=r"^trees/oak\.yaml:2 second: must be more than first$"):
        fit(Pair, read(path))
    assert fit(Pair, read(write("first: 1\nsecond: 2\n"))).second == 2


def test_what_a_file_says_cannot_steer_a_terminal_or_fill_it(write: Write) -> None:
    found = refused(write(f'title: Oak\n"{"x" * 3000}\\u202E\\n": 1\n'))
    assert len(found) == 1 and len(found[0]) < 200
    found = refused(write('title: Oak\nbest: {colour: "a\\u202Eb\\nc"}\n'))
    assert found[0].isprintable()


def test_the_fingerprint_follows_every_byte(write: Write) -> None:
    first = read(write("title: Oak\n")).fingerprint
    assert read(write("title: Oak\n")).fingerprint == first
    assert read(write("title: Oak \n")).fingerprint != first


def test_reading_is_fast_because_the_c_parser_keeps_lines() -> None:
    assert yaml.__with_libyaml__ is (content._LOADER is not yaml.SafeLoader)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=200), st.text(alphabet=MARKS, max_size=60)))
def test_no_bytes_make_anything_but_a_sentence_escape(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes | str
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes(raw.encode() if isinstance(raw, str) else raw)
    for sentence in refused(path):
        assert "any.yaml:" in sentence
        assert not any(word in sentence for word in PYTHON_WORDS)
