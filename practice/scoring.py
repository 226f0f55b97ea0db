"""The evidence lock, and the one strength and one corrective a trainee is shown.

A scorer (see `reading/`) proposes levels with quotes. Here each quote is looked up word for word
in the named turn; what cannot be found is dropped and the drop is recorded. Nothing here looks at
the client's state or the trainee's own rating, and criteria marked human_only are never judged.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from practice.recognition import lower_first, words_of
from practice.record import (
    Attempt,
    Claim,
    Judgement,
    MachineRating,
    Plan,
    Quote,
)
from practice.rubrics import COMPETENT, Criterion, Rubric

NOT_YET = "missing_"  # begins a tag for what is still to come; what is there is no mistake


# --- the evidence lock ---------------------------------------------------------------------------


def verbatim(quote: Quote, turns: Mapping[str, str]) -> bool:
    """Whether the quote stands word for word in the turn it names (blanks and curls aside)."""
    turn = turns.get(quote.turn)
    return bool(quote.text.strip()) and turn is not None and _plain(quote.text) in _plain(turn)


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").replace("“", '"').replace("”", '"').split())


def lock(
    ratings: Sequence[MachineRating], turns: Mapping[str, str]
) -> tuple[tuple[MachineRating, ...], tuple[str, ...]]:
    """Drop quotes that are not in the named turn; a level above 0 that loses all is withdrawn."""
    kept, dropped = [], []
    for rating in ratings:
        true = tuple(quote for quote in rating.quotes if verbatim(quote, turns))
        lost = len(rating.quotes) - len(true)
        if lost:
            dropped.append(f"{rating.criterion}: {lost} quote(s) not found in the reply")
        if rating.level and rating.quotes and not true:
            rating = rating.model_copy(
                update={"level": None, "why": "withdrawn: its evidence was not in the reply"}
            )
        shown = tuple(m for m in rating.mistakes if verbatim(m.quote, turns))
        if unshown := len(rating.mistakes) - len(shown):
            dropped.append(f"{rating.criterion}: {unshown} mistake(s) not found in the reply")
        kept.append(rating.model_copy(update={"quotes": true, "mistakes": shown}))
    return tuple(kept), tuple(dropped)


# --- one strength, one corrective ----------------------------------------------------------------


def judgement(
    *,
    plan: Plan,
    attempt: Attempt,
    number: int,
    scorer: str,
    rubric: Rubric,
    ratings: Sequence[MachineRating],
    turns: Mapping[str, str],
) -> Judgement:
    """Put a scorer's ratings behind the evidence lock and choose what the trainee is told.

    `turns` are the trainee's turns of this attempt by id, in order; every quote names one of them.
    """
    allowed = {rubric.full(c) for c in rubric.criteria if not c.human_only}
    asked = {r.criterion: r for r in reversed(ratings) if r.criterion in allowed}
    locked, dropped = lock([r for r in ratings if asked.get(r.criterion) is r], turns)
    worst = [_unplaced(r, rubric) for r in _worst(locked, rubric, plan)]
    faults = [m.quote for r in locked for m in r.mistakes if not m.tag.startswith(NOT_YET)]
    best = _free_of(faults, _best(locked, rubric, plan))
    harm = any(_harms(r, rubric) for r in worst[:1])
    worst, best = _apart(worst, best, plan, harm)
    shown = [*best[:1], *[r for r in best[1:] if _sound(r)][:2]]
    praised = [r.quotes[0] for r in shown]
    strengths = [_strength(r, rubric, attempt, number) for r in shown]
    correctives = [
        claim
        for rating in worst
        if all(rating.criterion != strength.criterion for strength in strengths)
        and (claim := _corrective(rating, rubric, turns, praised, attempt, number))
    ]
    if len(words_of(" ".join(turns.values()))) <= FEWEST_WORDS:
        correctives = [_say_more(claim) for claim in correctives[:1]]
    elif correctives and not harm and (fault := _of_form(turns)):
        quote, text = fault
        correctives[0] = correctives[0].model_copy(
            update={"quote": _in_short(quote), "text": _with_quote(text, _in_short(quote), quote)}
        )
    return Judgement(
        attempt=attempt,
        number=number,
        scorer=scorer,
        rubric_fingerprint=plan.rubric_fingerprint,
        case_fingerprint=plan.case_fingerprint,
        ratings=locked,
        strength=strengths[0] if strengths else None,
        corrective=correctives[0] if correctives else None,
        more=tuple([*strengths[1:], *correctives[1:3]]),
        dropped=dropped,
    )


def _best(ratings: Sequence[MachineRating], rubric: Rubric, plan: Plan) -> list[MachineRating]:
    """What went well, best first: a competent target, then the level, the target, the weight.

    Praise needs words that show it, and must not hide what is missing: where two gates are, nothing
    is praised, and where one is, no beginning (level 2) or one with a mistake in it.
    """
    gates = {rubric.full(c) for c in rubric.criteria if c.gate}
    missing = sum(r.level == 0 for r in ratings if r.criterion in gates)
    good = [
        r for r in ratings
        if r.quotes and r.shown and missing < 2 and (_sound(r) or (_begun(r) and not missing))
    ]  # fmt: skip

    def order(rating: MachineRating) -> tuple[bool, int, bool, float]:
        weight = rubric.criterion(rating.criterion).weight
        other = rating.criterion != plan.criterion
        return (other or not _sound(rating), -(rating.level or 0), other, -weight)

    return sorted(good, key=order)


def _free_of(faults: Sequence[Quote], best: Sequence[MachineRating]) -> list[MachineRating]:
    """Praise for words in which no mistake was found, of any kind."""
    found = []
    for rating in best:
        quotes = tuple(q for q in rating.quotes if not _in_places(q, faults))
        if quotes:
            found.append(rating.model_copy(update={"quotes": quotes}))
    return found


def _sound(rating: MachineRating) -> bool:
    return rating.level is not None and rating.level >= COMPETENT


def _begun(rating: MachineRating) -> bool:
    return rating.level == 2 and all(tag.startswith(NOT_YET) for tag in rating.tags)


def _harms(rating: MachineRating, rubric: Rubric) -> bool:
    """Whether it has a mistake that could do harm, with the words that show it."""
    first = {tag.id for tag in rubric.error_tags if tag.first}
    return bool(rating.quotes) and bool(first & set(rating.tags))


def _apart(
    worst: list[MachineRating], best: list[MachineRating], plan: Plan, harm: bool
) -> tuple[list[MachineRating], list[MachineRating]]:
    """Keep praise and correction apart: never on one point, and not about the same words.

    A point below competent keeps praise for itself out, and for its words; those of a beginning may
    be praised for something else when nothing else can be. Competent work on the rep's target is
    praised in any case, unless it could do harm, and then it is the correction that goes to other
    words. Where all is sound the praise stays, and the one next step goes to another point,
    elsewhere if there is a place.
    """
    first, top = worst[:1], best[:1]
    if first and _sound(first[0]):
        steps = [r for r in worst if all(r.criterion != t.criterion for t in top)]
        steps.sort(key=lambda r: any(_in_places(t.quotes[0], r.quotes) for t in top))
        return steps[:1], [r for r in best if r not in steps[:1]]
    if first and top and top[0].criterion == plan.criterion and _sound(top[0]) and not harm:
        low = first[0]
        aim = sorted(top[0].quotes, key=lambda q: _in_places(q, low.quotes))
        others = tuple(q for q in low.quotes if not _same_place(q, aim[0]))
        rest = [r for r in best[1:] if r.criterion != low.criterion]
        rest = [r for r in rest if not _in_places(r.quotes[0], low.quotes)]
        praise = top[0].model_copy(update={"quotes": tuple(aim)})
        return [low.model_copy(update={"quotes": others}), *worst[1:]], [praise, *rest]
    for low in first:
        best = [r for r in best if r.criterion != low.criterion]
        elsewhere = [r for r in best if not _in_places(r.quotes[0], low.quotes)]
        best = elsewhere or (best[:1] if _begun(low) else [])
    return worst, best


def _in_places(quote: Quote, places: Sequence[Quote]) -> bool:
    return any(_same_place(quote, place) for place in places)


def _same_place(one: Quote, other: Quote) -> bool:
    a, b = _plain(one.text), _plain(other.text)
    return one.turn == other.turn and (a in b or b in a)


def _worst(ratings: Sequence[MachineRating], rubric: Rubric, plan: Plan) -> list[MachineRating]:
    """What to work on: what could do harm, then the rep's target while it is below competent, then
    what words show before what only weights point to, then gates, then the rest."""
    low = [r for r in ratings if r.level is not None and r.level < COMPETENT]

    def order(rating: MachineRating) -> tuple[bool, bool, bool, bool, int, float]:
        criterion = rubric.criterion(rating.criterion)
        return (
            not _harms(rating, rubric),
            rating.criterion != plan.criterion,
            not rating.shown,
            not criterion.gate,
            rating.level or 0,
            -criterion.weight,
        )

    ranked = sorted(low, key=order)
    if ranked:
        return ranked
    nearly = [r for r in ratings if r.level == COMPETENT]  # competent: a step towards skilled
    return sorted(nearly, key=order)


def _strength(rating: MachineRating, rubric: Rubric, attempt: Attempt, number: int) -> Claim:
    """What was good about the reply; at level 2 it is called a beginning and no more."""
    criterion = rubric.criterion(rating.criterion)
    whole = rating.quotes[0]
    quote = _in_short(whole)
    text = criterion.advice.strength
    if (rating.level or 0) < COMPETENT:
        text = f"“{{quote}}” is a start on “{lower_first(criterion.title)}”."
    return Claim(
        id=f"{attempt.value}{number}.{rating.criterion}.strength",
        says="strength",
        criterion=rating.criterion,
        text=_with_quote(text, quote, whole),
        quote=quote,
    )


def _corrective(
    rating: MachineRating,
    rubric: Rubric,
    turns: Mapping[str, str],
    praised: Sequence[Quote],
    attempt: Attempt,
    number: int,
) -> Claim | None:
    """What to do next; None when there are no words to tie it to, or only words just praised."""
    criterion = rubric.criterion(rating.criterion)
    whole = rating.quotes[0] if rating.quotes else _place(turns, praised)
    if whole is None or not verbatim(whole, turns):
        return None
    text = _advice(criterion, rating)
    if (
        not _sound(rating)
        and _in_places(whole, praised)
        and not (_begun(rating) and rating.tags and rating.quotes)
    ):
        if rating.quotes and not _begun(rating):
            return None
        text = (
            f"“{{quote}}” can stay. What is still missing is “{criterion.title}”: "
            + lower_first(criterion.anchors.competent)
        )
    quote = _in_short(whole)
    return Claim(
        id=f"{attempt.value}{number}.{rating.criterion}.corrective",
        says="corrective",
        criterion=rating.criterion,
        text=_with_quote(text, quote, whole),
        quote=quote,
    )


_YES_OR_NO = re.compile(
    r"(and |or |so )?(is|are|was|were|do|does|did|have|has|had|can|could|would|will|should)\b", re.I
)
_GOES_ON = re.compile(r"(if|because|when|while|and|but|so|that|which|as|although)\b", re.I)
_ROW, _REST = 3, 8  # questions in a row, and words of a sentence that breaks off


def _of_form(turns: Mapping[str, str]) -> tuple[Quote, str] | None:
    """What is wrong with how a reply is built, whatever it says: it breaks off, or questions that a
    yes or no would answer stand in a row."""
    for turn_id, text in turns.items():
        parts = _sentences(text)
        last = parts[-1] if parts else ""
        open_end = len(parts) > 1 and not re.search(r"[.?!…][”\"'’)]*$", last)
        if open_end and len(last.split()) <= _REST and _GOES_ON.match(last):
            said = "Your reply stops at “{quote}”. Say the rest, so that the client can answer it."
            return Quote(turn=turn_id, text=last), said
        closed = [bool(s.endswith("?") and _YES_OR_NO.match(s)) for s in parts]
        for n in range(len(parts) - _ROW + 1):
            if all(closed[n : n + _ROW]):
                said = (
                    "From “{quote}” on, several questions in a row could be answered by yes or no. "
                    "Ask one open question in their place, and end there."
                )
                return Quote(turn=turn_id, text=parts[n]), said
    return None


def _sentences(text: str) -> list[str]:
    return [s.strip() for s in re.split(r"(?<=[.!?…])\s+|\n+", text) if s.strip()]


def _unplaced(rating: MachineRating, rubric: Rubric) -> MachineRating:
    """Without its words where the advice names no place, so that they stay free to be praised."""
    low = rating.level is not None and rating.level < COMPETENT
    if low and "{quote}" not in _advice(rubric.criterion(rating.criterion), rating):
        return rating.model_copy(update={"quotes": ()})
    return rating


FEWEST_WORDS = 2  # in so short a reply, or one without any word, there is nothing to point at


def _say_more(claim: Claim) -> Claim:
    """The same point for a reply of a word or two, which stands beside the text as its quote."""
    more = "Say a little more: one or two whole sentences that the client can answer."
    return claim.model_copy(update={"text": more})


def _advice(criterion: Criterion, rating: MachineRating) -> str:
    """The text for a rating; a named mistake needs words that show it."""
    if rating.level == COMPETENT:
        return "“{quote}” works. If you want to go further, see whether you can " + lower_first(
            criterion.anchors.skilled.removeprefix("All of that is done, and ")
        )
    for mistake in rating.mistakes if rating.quotes else ():
        if mistake.tag in criterion.advice.for_tag and _same_place(mistake.quote, rating.quotes[0]):
            return criterion.advice.for_tag[mistake.tag]
    return criterion.advice.corrective


LONGEST_QUOTE = 18  # words; a longer one is hard to find again in one's own reply
_MARKS_INSIDE = str.maketrans({"“": "‘", "”": "’", '"': "'"})


def _in_short(quote: Quote) -> Quote:
    """The same place in at most eighteen words: the end of a question, the start of a statement."""
    text = quote.text.strip()
    found = [word.span() for word in re.finditer(r"\S+", text)]
    if len(found) <= LONGEST_QUOTE:
        return quote.model_copy(update={"text": text})
    if not text.endswith("?"):
        return quote.model_copy(update={"text": text[: found[LONGEST_QUOTE - 1][1]]})
    starts = [start for start, _ in found[-LONGEST_QUOTE:]]
    clauses = [
        start for start in starts[:-3] if text[:start].rstrip().endswith((",", ";", ":", "-"))
    ]
    return quote.model_copy(update={"text": text[(clauses or starts)[0] :]})


def _with_quote(text: str, quote: Quote, whole: Quote) -> str:
    """Put the words into the sentence: cuts are shown, and marks do not pile up."""
    words = quote.text.strip().translate(_MARKS_INSIDE).rstrip(" .,;:-")
    if len(words) > 1 and words[0] == "‘" and words.endswith("’") and "‘" not in words[1:]:
        words = words[1:-1].rstrip(".,")
    words = words or quote.text.strip()
    if len(quote.text) < len(whole.text.strip()):
        words = f"… {words}" if whole.text.strip().endswith(quote.text) else f"{words} …"
    return re.sub(r"([?!…][’']?”)\.", r"\1", text.replace("{quote}", words))


def _place(turns: Mapping[str, str], praised: Sequence[Quote]) -> Quote | None:
    """Where something was missing: the last sentence of the last turn, or one not just praised."""
    for turn_id, text in reversed(list(turns.items())):
        places = [Quote(turn=turn_id, text=s) for s in reversed(_sentences(text))]
        if places:
            return next((p for p in places if not _in_places(p, praised)), places[0])
    return None


def change_in_words(before: int | None, after: int | None) -> str:
    """What changed on the target criterion between two attempts, without a number."""
    if before is None or after is None:
        return "The scorer could not compare these two on this point; a supervisor will."
    if after > before:
        return "On the point you aimed at, this try reads closer to what good sounds like."
    if after == before:
        return "On the point you aimed at, this try and the first read about the same."
    return (
        "On the point you aimed at, the first try reads a little closer. "
        "That happens when trying something new."
    )
