"""What a language model meant to be said aloud, and when it has said enough of it.

Takes names, quotation marks, thinking and long stage directions off a line. It judges nothing.
"""

from __future__ import annotations

import re

from practice.cases import Case

_QUOTES = '"“”'
_THINKING = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL | re.IGNORECASE)
_BRACKET = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_SIGN_WORDS = 8


def cleaned(case: Case, most_words: int, raw: str) -> str:
    """What a model meant to say aloud: one line, no name, no quotes, one short stage direction."""
    text = next((line for line in _THINKING.sub("", raw).splitlines() if line.strip()), "").strip()
    names = "|".join(re.escape(n) for n in (case.public.name, case.public.short_name, "client"))
    label = re.compile(rf"^[*_]*(?:{names})[*_]*\s*:[*_]*\s*", re.IGNORECASE)
    text = _unquoted(label.sub("", _unquoted(text)))
    text = re.sub(r"^\*+([^*]+)\*+", r"(\1)", text).replace("*", "")
    kept: list[str] = []

    def one_short(found: re.Match[str]) -> str:
        if kept or not 0 < len(found[1].split()) <= _SIGN_WORDS:
            return ""
        kept.append(found[1])
        return f"({found[1].strip()})"

    text = " ".join(_BRACKET.sub(one_short, text).split())
    text = re.sub(r" +([.,;?!])", r"\1", _unquoted(label.sub("", text)))
    return _cut(text, most_words)


def enough(case: Case, room: int, raw: str) -> bool:
    """Whether a line is complete: it goes on to a next one, or a sentence ends with `room` full.

    Also when it runs on for twice its room without ever ending a sentence.
    """
    told = _THINKING.sub("", raw).lstrip()
    text = cleaned(case, 10 * room, raw)
    if not _BRACKET.sub("", text).strip():
        return False
    words = len(text.split())
    return "\n" in told or words >= 2 * room + 10 or (words >= room and text[-1] in _ENDS)


_ENDS = ".?!…"


def _cut(text: str, most_words: int) -> str:
    """As many whole sentences as fit, at least one; what has none is left as it is."""
    ends = [found.end() for found in re.finditer(rf"[{_ENDS}]+(?=\s|$)", text)]
    fitting = [end for end in ends if len(text[:end].split()) <= most_words] or ends[:1]
    return text[: fitting[-1]] if fitting and len(text.split()) > most_words else text


def _unquoted(text: str) -> str:
    """The text without quotation marks around all of it, or one left over at either end."""
    text = text.strip()
    marks = sum(text.count(mark) for mark in _QUOTES)
    if marks == 2 and text[0] in _QUOTES and text[-1] in _QUOTES:
        return text[1:-1].strip()
    if marks % 2 and text[0] in _QUOTES:
        return text[1:].strip()
    if marks % 2 and text[-1] in _QUOTES:
        return text[:-1].strip()
    return text
