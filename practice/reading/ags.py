"""Setting an agenda: both people's items, last time, what comes first, the time, a real yes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from practice.moves import Move
from practice.reading import ags_words as says
from practice.reading.text import plain
from practice.reading.turn import Found, Said


def _announced(s: Said) -> list[str]:
    """The sentence that announces the plan.

    A view that comes with its reason announces nothing while an open question stands beside it.
    """
    token = s.asking(says.TOKEN)
    opened = [
        q for q in s.asking(says.RANKS, says.ROUND, says.INVITES, says.CHOICE) if q not in token
    ]
    views = {
        sentence
        for sentence, low in zip(s.sentences, map(plain, s.sentences), strict=True)
        if opened and says.VIEW.search(low) and says.REASON.search(low)
    }
    kept = tuple(sentence for sentence in s.sentences if sentence not in views)
    return replace(s, text="\n".join(kept), sentences=kept).first(says.ANNOUNCES)


def _both(s: Said) -> Found:
    named = s.items
    asked = s.asking(says.INVITES) or s.words_of(Move.INVITES_AGENDA)
    offered = [
        quote
        for quote in s.words_of(Move.OFFERS_AGENDA)
        if not says.WANTS_TO_HEAR.search(plain(quote))
    ]
    added = s.first(says.ADDS) or offered
    half = s.first(says.HALF_SAID) or [
        q for i in named if i.hesitant for q in s.mentioning(i.words)
    ]
    announced = _announced(s)
    theirs = [q for i in named[:1] for q in s.mentioning(i.words)]
    if announced and not s.asks:
        if asked or (len(named) >= 3 and not s.first(says.PICKS, says.IF_TIME)):
            return Found(2, theirs or announced, "takes the client's list as it comes")
        return Found(0, announced, "the trainee announces the plan")
    if announced and not asked and len(named) < 2:
        return Found(0, announced, "the trainee announces the plan")
    if s.first(says.WHATEVER):
        return Found(1, s.first(says.WHATEVER), "leaves the client alone with the list")
    if s.echo:
        return Found(1, s.sentences[:1], "hands the line back; no list is made")
    if added and half and (named or asked) and s.asks:
        return Found(4, [*added[:1], *half[:1]], "both put items on; the half-said one is noticed")
    if added and s.asks and (asked or len(named) >= 2) and not announced:
        return Found(
            3, [*(asked or theirs)[:1], *added[:1]], "the client is asked; the trainee adds"
        )
    if half and len(named) >= 2 and s.asks:
        return Found(3, half[:1], "holds the client's items, the half-said one too")
    if asked and (named or s.count > 12):
        return Found(2, asked[:1], "the client's side only")
    if len(named) >= 2:
        return Found(2, theirs, "the client's items, without the trainee's or a question")
    if asked:
        return Found(1, asked[:1], "asks, and leaves it there")
    if named and s.asks:
        return Found(1, theirs[:1], "asks, and leaves it there")
    if added:
        return Found(1, added[:1], "the trainee's own item only")
    return Found(0, (), "no list is put together")


def _bridge(s: Said) -> Found:
    mood, last = s.first(says.MOOD), s.first(says.LAST)
    task = s.first(says.TASK)
    found = [part[0] for part in (mood, last, task) if part]
    own = bool(s.mine & s.theirs)
    if not found:
        return Found(0, (), "no check-in, link or task")
    if mood and mood == s.first(says.RITUAL) and not own and not last:
        return Found(1, mood, "a routine question, and the answer is not used")
    if len(found) == 1 or not own or _announced(s):
        level = 2 if (own and not _announced(s)) or last else 1
        return Found(level, found[:1], "one of check-in, link and task")
    if mood and last and (task or own) and s.first(says.SHAPES) and s.asks:
        return Found(4, found[:2], "how the client is and last time shape today's list")
    if s.echo:
        return Found(1, found[:1], "hands the line back")
    return Found(3, found[:2], "a short check-in with a link to the work")


def _without_owning(s: Said) -> Said:
    """The turn without the sentences in which the trainee only owns up to something."""
    asks = set(s.asks)
    kept = tuple(q for q in s.sentences if q in asks or not says.OWNS.search(plain(q)))
    return replace(s, text="\n".join(kept), sentences=kept)


def _specific(s: Said) -> Found:
    s = _without_owning(s)
    named = s.items
    narrowing = s.asking(says.NARROWS)
    worth = s.asking(says.WORTH)
    if worth and (narrowing or named) and worth != s.asking(says.RITUAL):
        if narrowing and (named or narrowing != worth):
            return Found(4, [*worth, *narrowing], "asks what would make the time well spent")
        return Found(3, worth, "asks what the client wants to have at the end")
    if narrowing and (named or s.has(Move.OPEN_QUESTION) or s.count <= 25):
        halves = s.asking(says.EITHER) == narrowing and not s.has(Move.OPEN_QUESTION)
        level = 2 if halves else 3
        return Found(level, narrowing, "asks for a moment, a part or a question to work on")
    if narrowing:
        return Found(2, narrowing, "begins to narrow it")
    if (
        s.asks
        and named
        and not s.echo
        and (s.first(says.ADDS, says.REASON) or s.asking(says.EITHER))
    ):
        return Found(2, s.mentioning(named[0].words), "names the item; it stays general")
    if _announced(s) and s.count < 25 and not s.asks:
        return Found(1, _announced(s), "narrows it for the client")
    if not named:
        return Found(0, (), "no item is taken up")
    quotes = s.mentioning(named[0].words)
    if s.first(says.MINUTES):
        return Found(1, quotes, "each item gets time, as broad as it came")
    return Found(0, quotes, "the item stays as broad as it came")


def _order(s: Said) -> Found:
    ranked = s.asking(says.RANKS) or s.words_of(Move.PRIORITISES) or s.first(says.RANKS)
    reason = s.first(says.REASON)
    room = s.asking(says.ROUND, says.RANKS)
    trade = s.first(says.TRADE)
    pushed = _announced(s) and not room
    if ranked and reason and room and trade and not pushed:
        return Found(4, [*trade, *room][:2], "says what has to wait and leaves the choice")
    if ranked and reason and (room or trade) and not pushed:
        return Found(3, [*reason, *ranked[:1]][:2], "ranked together, with a reason")
    if ranked and room and not pushed:
        return Found(2, room, "asks which comes first, without a reason")
    picks = s.first(says.PICKS)
    if (ranked or picks) and not s.first(says.WHATEVER) and len(s.items) < 4:
        return Found(1, (picks or ranked)[:1], "the trainee picks")
    return Found(0, (), "nothing is chosen")


def _time(s: Said) -> Found:
    passing = s.first(says.IF_TIME)
    if passing:
        return Found(1, passing, "“if we have time” is no plan")
    minutes, home = s.first(says.MINUTES), s.first(says.HOME)
    if minutes and home and s.first(says.ENDING):
        return Found(4, [*minutes, *s.first(says.ENDING)], "a split that keeps the end free")
    split = len(s.every(says.MINUTES))
    if minutes and (home or split >= 2):
        return Found(3, minutes, "a realistic split, and a home for the rest")
    if minutes:
        return Found(2, minutes, "a rough split; the leftovers are forgotten")
    if home and s.asks:
        return Found(2, home, "one thing waits, without minutes")
    if len(s.items) > 3:
        quotes = s.mentioning(s.items[0].words)
        return Found(0, quotes, "everything goes on the list")
    return Found(0, (), "time is not mentioned")


def _agree(s: Said) -> Found:
    asked = s.first(says.AGREES)
    token = s.first(says.TOKEN)
    plan = len(s.items) >= 1 or bool(s.first(says.RANKS, says.MINUTES, says.HOME))
    if asked and plan and not _announced(s):
        shifts = s.first(says.SHIFTS)
        if shifts and s.asks:
            return Found(4, [*asked, *shifts], "says the plan back and stays open to change")
        return Found(3, asked, "says the plan back and asks for a real answer")
    if asked:
        return Found(
            2 if s.asks and not _announced(s) else 1,
            asked,
            "asks, without a plan to agree to",
        )
    if token:
        return Found(1, token, "a question with no room for a no")
    choice = s.asking(says.CHOICE)
    if choice and plan and not _announced(s):
        return Found(2, choice, "offers a choice, without asking for a yes")
    if s.first(says.WHATEVER) or (choice and not _announced(s)):
        return Found(1, (choice or s.first(says.WHATEVER))[:1], "leaves it open; nothing is agreed")
    return Found(0, (), "goes ahead without a yes")


RULES: Mapping[str, Callable[[Said], Found]] = {
    "ags.both": _both,
    "ags.bridge": _bridge,
    "ags.specific": _specific,
    "ags.order": _order,
    "ags.time": _time,
    "ags.agree": _agree,
}
