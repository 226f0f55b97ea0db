"""A mistake in plain words: what a field asks for, said to somebody who has never seen Python.

Owns the forms a name may take and every sentence about a field or a layout that does not fit; where
in a file the mistake is, `content.py` knows.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from typing import Any

import yaml

WORD = r"^[a-z][a-z0-9_]*$"
SLUG = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
SHEET = r"^[a-z][a-z0-9-]*$"
SKILL = r"^[a-z]{3}$"
CRITERION = r"^[a-z]{3}\.[a-z][a-z0-9_]*$"
CUE = r"^[a-z_]+(:[a-z][a-z0-9_]*)?$"

_FORMS = {
    WORD: "must be small letters, digits and underscores, beginning with a letter",
    SLUG: "must be small letters and digits with single hyphens between, beginning with a letter",
    SHEET: "must be small letters, digits and hyphens, beginning with a letter",
    SKILL: "must be a skill's three small letters, such as cds",
    CRITERION: "must be a skill and a criterion, such as cds.pin",
    CUE: "must be a move, or a move:topic, in small letters",
}


def nearest(word: str, known: Iterable[str]) -> str:
    """`; did you mean “validation”?` when a known word is close to this one, else nothing."""
    close = difflib.get_close_matches(word[:60], list(known), n=1, cutoff=0.7)
    return f"; did you mean “{close[0]}”?" if close else ""


def code(character: str) -> str:
    return f"U+{ord(character):04X}"


def seen(text: str) -> str:
    """Text from a file made safe for one line of a terminal: no control characters, not long."""
    plain = "".join(c if c.isprintable() else "�" for c in text[:41])
    return f"{plain[:40]}…" if len(text) > 40 else plain


def layout(error: yaml.MarkedYAMLError, text: str) -> tuple[int, str]:
    """The line to look at, and what is wrong with it, in the words of somebody who edits text."""
    context, problem = error.context or "", error.problem or ""
    here = error.problem_mark or error.context_mark
    opened = error.context_mark or here
    rows = text.splitlines() or [""]
    line, first = (min(mark.line + 1, len(rows)) if mark else 1 for mark in (here, opened))
    if "cannot start any token" in problem or "tab character" in problem:
        column = here.column if here else 0
        character = rows[line - 1][column : column + 1]
        if character == "\t" or "tab character" in problem:
            return line, "has a tab; indent with spaces"
        return line, f"has a text that begins with “{seen(character)}”; put it in double quotes"
    if "quoted scalar" in context and "unexpected end" in problem:
        return first, "opens a quotation mark that is never closed"
    if "escape" in problem:
        return line, "has a backslash that cannot be read; leave it out, or write two"
    if "mapping values are not allowed" in problem:
        return line, "has a colon too many: put text in double quotes, and check the indentation"
    if "block sequence entries" in problem:
        return line, "has a dash that cannot stand here; put each entry of a list on its own line"
    if "expected ':'" in problem:
        return first, "has no colon after the field's name; write `field: value`"
    if "flow" in context:
        return first, "opens a [ or { that is not closed, or lacks a comma between two entries"
    return line, "does not line up: check the indentation here and the quotation marks just above"


_LIMITS = {"ge": "at least", "gt": "more than", "le": "at most", "lt": "less than"}
_WANTED = {"int": "a whole number", "float": "a number", "bool": "yes or no"}
_SENTENCES = {
    "missing": "is required and missing",
    "finite_number": "must be an ordinary number",
    "string_type": "must be text, not a list or a group of fields",
    "list_type": "must be a list, each entry on its own line after a dash, or [] for none",
    "model_type": "must be a group of `field: value` lines",
    "dict_type": "must be a group of `field: value` lines",
    "string_too_short": "is empty",
}


def sentence(problem: Any) -> str:
    """A pydantic problem in the words of somebody who has never seen Python."""
    kind, context, value = problem["type"], problem.get("ctx", {}), problem["input"]
    if kind in _SENTENCES:
        return _SENTENCES[kind]
    if kind == "value_error":
        return str(context["error"])
    if kind in ("literal_error", "enum"):
        choices = re.findall(r"'([^']*)'", context["expected"])
        hint = nearest(value, choices) if isinstance(value, str) else ""
        return f"must be one of {', '.join(choices)}; it is {_short(value)}{hint}"
    if kind == "string_pattern_mismatch":
        form = _FORMS.get(context["pattern"], "does not have the form this field needs")
        return f"{form}; it is {_short(value)}"
    wanted = _WANTED.get(kind.partition("_")[0])
    if wanted:
        return f"must be {wanted}; it is {_short(value)}"
    for sign, limit in _LIMITS.items():
        if sign in context:
            return f"must be {limit} {context[sign]:g}; it is {_short(value)}"
    return _length(kind, context, value)


def _length(kind: str, context: dict[str, Any], value: Any) -> str:
    """The sentence for a text or a list that is too long or too short."""
    if kind == "string_too_long":
        return f"has {len(value)} characters; {context['max_length']} is the most"
    if kind == "too_short":
        least, have = context["min_length"], context["actual_length"]
        return f"needs at least {least} {'entry' if least == 1 else 'entries'}; it has {have}"
    if kind == "too_long":
        return f"has more than {context['max_length']} entries"
    return "does not fit here"


def _short(value: Any) -> str:
    if isinstance(value, str):
        return f"“{seen(value)}”" if value else "empty"
    return "a list" if isinstance(value, list) else "a group of fields"
