"""A mistake is said in words that its author knows; the places are tested in `test_content.py`."""

from __future__ import annotations

from typing import Annotated

import pytest
import yaml
from pydantic import BaseModel, Field, ValidationError

from practice.sentences import CRITERION, CUE, SKILL, SLUG, WORD, layout, nearest, seen, sentence


class Shed(BaseModel):
    """One field for each kind of rule."""

    slug: Annotated[str, Field(pattern=SLUG)] = "a-shed"
    colour: Annotated[str, Field(pattern=r"^(red|green)$")] = "red"
    name: Annotated[str, Field(min_length=1, max_length=5)] = "shed"
    doors: Annotated[int, Field(ge=1, le=3)] = 1
    tools: Annotated[list[str], Field(min_length=1, max_length=2)] = ["rake"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"slug": "A Shed"}, "must be small letters and digits with single hyphens between, "
         "beginning with a letter; it is “A Shed”"),
        ({"colour": "blue"}, "does not have the form this field needs; it is “blue”"),
        ({"name": ""}, "is empty"),
        ({"name": "a shed"}, "has 6 characters; 5 is the most"),
        ({"name": ["shed"]}, "must be text, not a list or a group of fields"),
        ({"doors": "two"}, "must be a whole number; it is “two”"),
        ({"doors": 0}, "must be at least 1; it is a group of fields"),
        ({"doors": "4"}, "must be at most 3; it is “4”"),
        ({"tools": []}, "needs at least 1 entry; it has 0"),
        ({"tools": ["a", "b", "c"]}, "has more than 2 entries"),
        ({"tools": "rake"}, "must be a list, each entry on its own line after a dash, or [] for "
         "none"),
    ],
)  # fmt: skip
def test_each_rule_has_a_sentence(given: dict[str, object], said: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Shed.model_validate(given)
    problems = refused.value.errors(include_url=False)
    assert [sentence(problem) for problem in problems] == [said]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("a: 1\n\tb: 2\n", 2, "has a tab; indent with spaces"),
        ("a: 1\nb: @c\n", 2, "has a text that begins with “@”; put it in double quotes"),
        ('a: 1\nb: "open\n', 2, "opens a quotation mark that is never closed"),
        ("a: b: c\n", 1, "has a colon too many: put text in double quotes, and check the "
         "indentation"),
        ("a: [1, 2\nb: 3\n", 1, "opens a [ or { that is not closed, or lacks a comma between two "
         "entries"),
    ],
)  # fmt: skip
def test_a_layout_that_cannot_be_read_is_told_in_the_words_of_an_editor(
    text: str, line: int, said: str
) -> None:
    with pytest.raises(yaml.MarkedYAMLError) as refused:
        list(yaml.parse(text, Loader=yaml.SafeLoader))
    assert layout(refused.value, text) == (line, said)


def test_a_suggestion_is_made_only_for_a_near_word() -> None:
    assert nearest("validaton", ["validation", "lecture"]) == "; did you mean “validation”?"
    assert nearest("zebra", ["validation", "lecture"]) == ""
    assert nearest("v" * 100_000, ["validation"]) == ""


def test_what_is_quoted_fits_one_line_of_a_terminal() -> None:
    assert seen("plain words") == "plain words"
    assert seen("a\u202eb\nc") == "a�b�c"
    assert seen("x" * 41) == "x" * 40 + "…"
    assert seen("x" * 40) == "x" * 40


def test_each_form_takes_what_it_names_and_no_other() -> None:
    for form, taken, refused in (
        (WORD, "own_words2", "Own words"),
        (SLUG, "first-panic", "first--panic"),
        (SKILL, "cds", "cd"),
        (CRITERION, "cds.pin", "cds"),
        (CUE, "reflection:heart", "reflection:"),
    ):

        class Formed(BaseModel):
            name: Annotated[str, Field(pattern=form)]

        assert Formed(name=taken).name == taken
        with pytest.raises(ValidationError):
            Formed(name=refused)
