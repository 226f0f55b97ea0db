"""A signed rep as others may be shown it: without names, and looked through again each time.

Serves the supervisor who proposes it, the trainee who says yes or no, and whoever rates it. It
decides what may be shown and never who asks.
"""

from __future__ import annotations

from collections.abc import Sequence

from practice import exemplars, flags
from practice.exemplars import Shown, Step
from practice.house import House
from practice.journal import Opened


def hidden_of(steps: Sequence[Step]) -> tuple[str, ...]:
    """The words that a supervisor or the trainee asked to take out, all of them so far."""
    return tuple(dict.fromkeys(word for step in steps for word in step.hidden))


def text(house: House, opened: Opened, hidden: Sequence[str]) -> Shown:
    """The words of a rep without the name of anybody in the programme; simulated ones stay."""
    everybody = [account.name for account in house.store.people.everyone()]
    names = exemplars.words_of(everybody, keep=flags.names(house, opened.rep))
    return exemplars.shown(opened.rep, opened.review, names, hidden)


def trouble(house: House, opened: Opened, shown: Shown) -> str:
    """Why this text may not be shown to others, in a sentence; nothing when it may.

    What has come to be noticed since the rep was sent counts as well.
    """
    wordless = opened.words_removed_at is not None
    if reason := exemplars.why_not(opened.rep, opened.review, wordless=wordless):
        return reason
    said = [line for line in shown.lines if line.who == "trainee"]
    if any(flags.raised(house, line.id, line.text) for line in said):
        return "Some of its words are ones a human always has to read, so it is never an exemplar."
    for words in (*(line.text for line in said), *(reason.text for reason in shown.reasons)):
        if found := flags.real_details(house, opened.rep, words):
            return (
                f"“{found.quote}” may say who somebody is. Name it under the words to take out, "
                "or choose another rep."
            )
    return ""
