"""What people in the demo say: replies from poor to good, turns of an encounter, notes, answers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from practice.cases import Stimulus
from practice.rubrics import Rubric

# How the worked examples begin that could be said to any client, and replies of our own with a
# level (0 to 4); `{words}` are the client's.
FIT_ANYONE = (
    "Oh, that sounds so hard", "Okay, so, what's the evidence", "Today we're going to do a",
    "Okay, well, I think that we should", "I know some ways of working", "Thank you so much for",
    "OK, so basically avoidance", "That is such a good question",
)  # fmt: skip
OWN_WORDS: dict[str, tuple[tuple[float, str], ...]] = {
    "cds": (
        (0.4, "Try not to think like that. Worrying about it won't change anything, will it?"),
        (0.8, "Everybody has days like that. I'm sure it looks better in the morning."),
        (1.2, "That's one of those thinking errors on the list. Which one do you think it is?"),
        (1.7, "You said “{words}”. Is that really true, and what would you tell a friend?"),
        (2.3, "“{words}.” I can hear that it hurts. What made it feel so certain just then?"),
    ),
    "ags": (
        (0.4, "Okay. Let's just start with the worksheet and see how far we get."),
        (0.9, "All right, we can talk about all of that. Where shall we begin?"),
        (1.5, "You said “{words}”. So we start there, and the rest if there's time, okay?"),
        (2.2, "“{words}.” What would you most like to leave with today? I have one thing too."),
    ),
    "pse": (
        (0.4, "It's only stress. Your body is fine, and it passes by itself if you relax."),
        (0.8, "There's a lot of research on this. I'll send you a link that explains it all."),
        (1.4, "When you say “{words}”, that's the body's alarm system. Does that make sense?"),
        (2.2, "“{words}.” Shall I say what I think happens there, and you say what doesn't fit?"),
        (3.2, "What have you heard about that so far? Then may I add one thing, if you'd like it?"),
    ),
    "rup": (
        (0.4, "All right then, let's go on with the sheet. Where were we?"),
        (0.9, "I'm sorry you feel that way. It's only meant to help."),
        (1.6, "You said “{words}”. I hear you. Are you OK to carry on?"),
        (2.3, "“{words}.” Something changed just then, I think. Was it something I said?"),
        (3.3, "I think I hurried you, and I can see why you'd draw back. What was that like?"),
    ),
    "aiu": (
        (0.3, "Be careful with those, they make things up. Let's get back to the diary."),
        (0.9, "Couldn't you talk to a friend instead? That would be better for you."),
        (1.6, "You said “{words}”. And does it help?"),
        (2.4, "I'm glad you said that. “{words}.” What does it give you, at that time of day?"),
        (3.3, "Thanks for telling me. What do you get there that's hard to get here, with me?"),
    ),
    "icd": (
        (0.3, "It's just the usual software, it's all secure. Could you sign here?"),
        (0.9, "You said “{words}”. Most people are fine with it, and it's all in the form."),
        (1.7, "It listens and writes a draft of my note. It's entirely up to you."),
        (2.4, "It isn't on. You can say no, and then I write the note by hand as I always have."),
        (3.3, "It's off, and a no is fine: I'd write by hand, and nothing else changes, ever."),
    ),
}  # fmt: skip
TURNS = (
    (3.2, "How have you been since we last met, in a sentence or two?"),
    (
        3.3,
        "What would you most like to use today for? I have one thing to add, if that's all right.",
    ),
    (3.0, "That sounds like a lot to carry. Which part of it is the worst just now?"),
    (3.2, "Can you take me to the last time it happened? What went through your mind just then?"),
    (3.4, "It makes sense that you were frightened. What did you think was going to happen?"),
    (1.2, "I think you should try to get out more. It usually helps."),
    (2.8, "How sure were you of that, right then, and how sure are you sitting here?"),
    (0.9, "Don't worry, I'm sure it will be fine. Lots of people feel that way."),
    (3.3, "You went quiet just now. Did I get something wrong?"),
    (1.5, "Okay. And how did that make you feel?"),
    (3.1, "May I say what I make of it, and you tell me what doesn't fit?"),
    (3.0, "What would be a small step before we meet again, if any of this is worth trying?"),
)
ASKS = "Before we go on, I want to ask you directly. Do you ever have thoughts of suicide?"
NOTES = (
    "I got stuck after the first sentence. What could I have picked up?",
    "I never know whether to name the pattern or not.",
    "Was this too many questions at once?",
)
REASONS = (
    "Reading the redo, the first try had more in it than I saw.",
    "I had missed the last sentence.",
    "I was harsher than the anchor on this one.",
)
ANSWERS = (
    "Thank you, that helps.",
    "",
    "",
    "I tried it with the next one and it felt less rushed.",
)
DISPUTE = "I do ask for the client's view in my last sentence. Could somebody look again?"
Hard = Literal["a stretch", "easy", "too much"]
HARD: tuple[Hard, ...] = ("a stretch", "easy", "too much")
THEN: dict[Hard, Literal["same", "harder", "easier"]] = {
    "a stretch": "same", "easy": "harder", "too much": "easier",
}  # fmt: skip
Verdict = Literal["justified", "not justified", "unsure"]
VERDICTS: tuple[Verdict, ...] = ("justified", "not justified", "unsure")
FLAG_NOTE = "Read it in full. Nothing points at a real person; we will talk about it when we meet."
SEND_BACK = "There is good work in it. Try it once more, with one question at a time."
REACTIONS = ("calm", "tense body", "self-critical thoughts", "urge to fix or advise", "went blank")


@dataclass(frozen=True)
class Said:
    """A reply somebody could give, and the true level of each criterion."""

    text: str
    levels: dict[str, float]

    @property
    def mean(self) -> float:
        return sum(self.levels.values()) / len(self.levels)


def replies(rubric: Rubric, stimulus: Stimulus | None) -> list[Said]:
    """What somebody could say here, from poor to good.

    In a drill these are whole and unfinished answers by the case's author, worked examples that fit
    any client, and replies of our own; without a stimulus, the turns of an encounter.
    """
    if stimulus is None:
        return [Said(text, levels(rubric, level)) for level, text in TURNS]
    found = [
        (level, beginning(answer, share))
        for answer in stimulus.key.answers
        for level, share in ((3.6, 1.0), (2.9, 0.75), (2.1, 0.5))
    ]
    words = " ".join(re.split(r"(?<=\w)[.?!,]", stimulus.text)[0].split()[:10])
    found += [(level, text.format(words=words)) for level, text in OWN_WORDS.get(rubric.id, ())]
    said = [Said(text, levels(rubric, level, stimulus.criterion)) for level, text in found]
    for example in rubric.worked_examples:
        if example.reply.startswith(FIT_ANYONE):
            given = {rubric.full(c): float(example.levels.get(c.id, 0)) for c in rubric.criteria}
            said.append(Said(example.reply, given))
    return said


def levels(rubric: Rubric, level: float, target: str = "") -> dict[str, float]:
    """Each criterion's true level in a reply of this quality: most where it aims, least beside."""
    beside = {rubric.full(c): level if c.gate else level - 0.8 for c in rubric.criteria}
    return beside | ({target: level + 0.2} if target in beside else {})


def beginning(answer: str, share: float) -> str:
    """The first sentences of an answer, about that share of it and one at least."""
    sentences = re.split(r"(?<=[.?!…])\s+", answer)
    return " ".join(sentences[: max(1, round(len(sentences) * share))])
