"""What reaches a browser, frame by frame: never a secret before its time, and then really.

Every websocket frame and every HTTP body of a whole drill, its review and a whole encounter is
searched for what the person may not know yet; what they may know has to be found, so that a search
which has gone blind fails as well.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Error as BrowserError

from practice import practising, reps, supervising
from practice.adapters.settings import Settings
from practice.adapters.wiring import open_house
from practice.cases import Case
from practice.check import load_content
from practice.house import House
from practice.record import Attempt, Exchanged
from practice.reps import Rep
from practice.reviewed import Claimed
from practice.roles import Person, Role
from tests import browsing
from tests.browsing import PASSWORD, ROOT, Server, Visitor
from tests.people import Clock, Programme

pytestmark = pytest.mark.browser

CONTENT = load_content([ROOT / "cases"], [ROOT / "rubrics"])
SCRIPTS = yaml.safe_load((ROOT / "tests" / "therapists.yaml").read_text("utf-8"))
PEOPLE = {
    "dina": ("Dina Director", Role.DIRECTOR),
    "sam": ("Samuel Supervisor", Role.SUPERVISOR),
    "tess": ("Tess Trainee", Role.TRAINEE),
    "otto": ("Ottoline Otherwise", Role.TRAINEE),
}
ELSEWHERE_PEOPLE = {  # of another cohort, so that nobody above meets their reps
    "vera": ("Vera Trainee", Role.TRAINEE),
    "stan": ("Stan Supervisor", Role.SUPERVISOR),
    "sia": ("Sia Supervisor", Role.SUPERVISOR),
}
OTTOS_WORDS = "Otherwise I would ask you which of the seven it is."
SKILL, CASE = "Spotting distorted thoughts", "Dana Okafor"
SURE = 60  # as nobody else is about anything
FIRST = "So that was on your mind. What did it tell you about yourself, in that very moment?"
AGAIN = "You said it as if it were settled. What went through your mind just before you knew?"
ELSEWHERE = "That is a lot to carry. Which words went through your mind when it happened?"
STATE = re.compile(r"\brungs?\b|\bopenness\b|\b(?:trust|distress)\W{0,3}[:=]?\W{0,2}\d|\btrust\b")
TOLD_APART = re.compile(r"\\u([0-9a-f]{4})")


def plain(text: str) -> str:
    """The text without any of the ways in which a page may spell it."""
    text = TOLD_APART.sub(lambda found: chr(int(found[1], 16)), text)
    text = html.unescape(html.unescape(text)).replace("’", "'").replace('\\"', '"')
    return " ".join(text.split()).lower()


@dataclass
class Ear:
    """Everything that one browser receives, in plain words."""

    visitor: Visitor
    bodies: list[tuple[str, bytes]] = field(default_factory=list)
    frames: int = 0
    read: int = 0
    everything: str = ""

    @classmethod
    def of(cls, browser: Any, server: Server, username: str) -> Ear:
        visitor = Visitor.new(browser, height=1200)
        visitor.axe = False
        ear = cls(visitor)

        def body(response: Any) -> None:
            if response.url.startswith(server.url) and "/static/" not in response.url:
                with suppress(BrowserError):  # a redirect has none
                    ear.bodies.append((response.url, response.body()))

        visitor.page.on("response", body)
        visitor.sign_in(server, username)
        return ear

    def fresh(self) -> str:
        """What has come since the last time."""
        self.visitor.settle()
        frames, bodies = self.visitor.received[self.frames :], self.bodies[self.read :]
        self.frames, self.read = len(self.visitor.received), len(self.bodies)
        raw = [*frames, *(body for _, body in bodies)]
        text = plain("\n".join(piece.decode("utf-8", "ignore") for piece in raw))
        self.everything += "\n" + text
        return text


@dataclass
class Watch:
    """What one person may know by now, and whether they were sent anything else."""

    ear: Ear
    data: Path
    rep: str = ""
    never: list[str] = field(default_factory=list)

    def now(self) -> Rep:
        return reps.fold(self.rep, "", browsing.happened(self.data, self.rep))

    def permitted(self) -> str:
        """What is open to all trainees, and what was said in this rep so far."""
        said = [turn.text for turn in self.now().turns] if self.rep else []
        return plain("\n".join([*OPEN, *said]))

    def look(self, *not_yet: str) -> str:
        """Nothing private, nothing of other people's, and none of `not_yet` has come since."""
        fresh, permitted = self.ear.fresh(), self.permitted()
        secrets = {plain(text) for text in (*SECRETS, *self.never, *OTHERS)}
        leaked = {text for text in secrets if text in fresh and text not in permitted}
        assert not leaked, sorted(leaked)
        early = [text for text in not_yet if text and plain(text) in fresh]
        assert not early, f"before its time: {early}"
        words = fresh
        for known in sorted(set(permitted.split("\n")) | set(map(plain, OPEN)), key=len)[::-1]:
            words = words.replace(known, " ") if "trust" in known else words
        assert not STATE.findall(words), STATE.findall(words)
        return fresh

    def got(self, *texts: str) -> None:
        missing = [text for text in texts if plain(text) not in self.ear.everything]
        assert not missing, f"never came: {missing}"


def whole(thing: Any) -> Iterator[str]:
    """Every text inside something that was read from a file."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, dict):
        for value in thing.values():
            yield from whole(value)
    elif isinstance(thing, list | tuple):
        for value in thing:
            yield from whole(value)


def private(case: Case) -> Iterator[str]:
    """The sentences of a case that a trainee meets only when the client says them."""
    p = case.private
    f = p.formulation
    yield from (*f.core_beliefs, *f.rules, *f.coping)
    for situation in f.situations:
        yield from (situation.automatic_thought, situation.meaning, situation.behaviour)
    yield from whole(p.history.model_dump())
    yield from (p.identity.means, *p.identity.facts, p.risk.if_asked, *p.risk.never)
    yield from (rupture.sign for rupture in p.ruptures)
    yield from (pin.answer for pin in p.pinned)
    yield from (cue for cue in p.effects if ":" in cue)
    for step in p.disclosure:
        yield from (step.fact, *step.lines)
    yield from (line.text for line in case.lines)
    for stimulus in case.stimuli:
        yield from (stimulus.text, stimulus.key.misconception)


def keys(case: Case) -> Iterator[str]:
    for stimulus in case.stimuli:
        yield from (stimulus.key.notice, *stimulus.key.answers)


def telling(texts: Iterable[str]) -> list[str]:
    """Those long enough not to stand in an innocent sentence by chance."""
    return [text for text in texts if len(text.split()) >= 4 or (":" in text and "_" in text)]


CASES = list(CONTENT.cases.values())
SECRETS = telling(text for case in CASES for text in private(case))
OPEN = [
    *(text for case in CASES for text in whole(case.public.model_dump())),
    *(text for rubric in CONTENT.rubrics.values() for text in whole(rubric.model_dump())),
]
OTHERS: list[str] = ["Ottoline", "Otherwise", "Samuel Supervisor", "Dina Director"]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    browsing.chromium()
    data = tmp_path_factory.mktemp("trainer")
    browsing.peopled(data, PEOPLE)
    home = open_house(Settings(data=data))
    try:
        account = home.store.people.by_username("otto")
        assert account
        wish = practising.proposal(home, account.person)
        assert wish
        rep = practising.begin(home, account.person, wish, practising.new_rep_id())
        practising.start(home, account.person, rep)
        practising.reply(home, account.person, rep, OTTOS_WORDS)
        SIGNED.extend(signed_by_stan(home))
    finally:
        home.store.close()
    OTHERS[4:] = [rep, OTTOS_WORDS, account.id]
    with browsing.serving(data) as running:
        yield running


SIGNED: list[Rep] = []  # what Stan signed: one asks for a second rater, one was contested


def signed_by_stan(home: House) -> Iterator[Rep]:
    """Two drills of Vera's, rated low by Stan with words of his own and signed."""
    home.store.people.add_cohort("spring", "Spring", home.now())
    met: dict[str, Person] = {}
    for username, (name, role) in ELSEWHERE_PEOPLE.items():
        home.accounts.join(home.accounts.invite(name, role, "spring"), username, PASSWORD)
        account = home.store.people.by_username(username)
        assert account
        met[username] = account.person
    vera, stan, at = met["vera"], met["stan"], Programme(home, Clock())
    for told in ("ALPHA", "BETA"):
        rep = at.sent(vera)
        at.blind(rep, stan, level=1)
        supervising.change(home, stan, rep, "cds.pin", 0, f"{told} reason for a change")
        supervising.comment(home, stan, rep, "t1", "strength", f"{told} comment")
        supervising.sign(
            home, stan, rep, strength=f"{told} strength", corrective=f"{told} corrective",
            next_rep=None,
        )  # fmt: skip
        if told == "BETA":
            practising.contest(home, vera, rep, f"{told} reason to contest")
        elif home.store.row(rep).second is None:
            supervising.ask_second(home, stan, rep, f"{told} request")
        events = home.store.load(rep).events
        practice = takewhile(lambda event: not isinstance(event, Claimed), events)
        yield reps.fold(rep, vera.id, list(practice))


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with browsing.browsing() as running:
        yield running


def begin(v: Visitor, kind: str) -> str:
    """Choose a rep with Dana, and give its id."""
    v.go("Next rep")
    v.page.get_by_text("Choose something else").click()
    v.settle()
    v.radio("What kind of practice?", kind)
    v.choose("Which skill?", SKILL)
    v.choose("With", CASE)
    v.click("Begin this one")
    v.page.wait_for_url("**/rep?rep=*")
    v.settle()
    return str(v.page.url).split("rep=")[1].split("&")[0]


def sure(v: Visitor, percent: int) -> None:
    group = v.page.get_by_role("radiogroup", name=re.compile("How sure are you"))
    group.get_by_text(f"{percent} %", exact=True).click()
    v.settle()


def named(text: str, label_id: str) -> int:
    """How often a pattern is named: the right one no more often than one that is wrong."""
    label = CONTENT.rubric("cds").label(label_id)
    assert label
    for known in sorted(map(plain, OPEN), key=len, reverse=True):
        if len(known.split()) > 3:
            text = text.replace(known, " ")
    return text.count(plain(label.name)) + text.count(label_id) * ("_" in label_id)


def said_by_machine(rep: Rep, attempt: Attempt) -> tuple[list[str], list[str]]:
    """The sentences for the trainee, and those that stay in the records."""
    judgement = rep.judgement(attempt)
    assert judgement
    claims = [claim.text for claim in judgement.claims]
    inside = [judgement.scorer, *telling(rating.why for rating in judgement.ratings)]
    return claims, [text for text in inside if not any(text in claim for claim in claims)]


def test_a_drill_and_its_review_hold_back_what_has_not_its_time_yet(
    server: Server, browser: Any
) -> None:
    ear = Ear.of(browser, server, "tess")
    v, watch = ear.visitor, Watch(ear, server.data)
    watch.look()
    watch.got("Tess Trainee", "Your next rep")
    watch.rep = begin(v, "A drill")
    plan = watch.now().plan
    stimulus = CONTENT.case(plan.case).stimulus(plan.stimulus or "")
    key, shut = stimulus.key, [text for case in CASES for text in keys(case)]
    assert plan.recognition and key.labels
    watch.look(*shut, stimulus.text)
    v.click("Hear the client")
    watch.look(*shut)
    watch.got(stimulus.text)  # what the client says is found in the frames
    assert key.labels.primary != "labelling"
    v.click("Labelling")
    v.page.locator("#words button").nth(1).click()
    v.settle()
    v.click("Commit")
    marked = watch.now().recognition
    assert marked
    fresh = watch.look(*shut, marked.mark.sentence, "Most would call this")
    assert named(fresh, key.labels.primary) == named(fresh, "personalisation") > 0
    v.reply(FIRST)
    v.rate_all(4)
    sure(v, SURE)
    fresh = watch.look(*shut, marked.mark.sentence, "Most would call this")
    assert named(fresh, key.labels.primary) == named(fresh, "personalisation")
    v.click("Lock my rating")
    claims, inside = said_by_machine(watch.now(), Attempt.FIRST)
    watch.never += inside
    watch.look(*(text for text in shut if text != key.notice))
    watch.got(FIRST, marked.mark.sentence, key.notice, claims[0])
    assert watch.now().self_ratings[0].sure == SURE
    own = watch.now().self_ratings[0].levels
    v.click("Try the same moment again")
    v.reply(AGAIN)
    watch.look(*(text for text in shut if text != key.notice))
    v.rate_all(3)
    v.click("Lock my rating")
    watch.never += said_by_machine(watch.now(), Attempt.REDO)[1]
    others = [text for text in shut if text not in (key.notice, *key.answers)]
    watch.look(*others)
    watch.got(*key.answers)
    v.click("Go on")
    v.radio("How hard was it?", "A stretch")
    v.click("Go on")
    watch.look(*others)
    v.reply(ELSEWHERE)
    v.rate_all(0)
    v.click("Lock my rating")
    watch.never += said_by_machine(watch.now(), Attempt.TRANSFER)[1]
    v.click("Go on")
    v.click("Send")
    watch.look(*others)
    assert watch.now().submitted
    assert any("allowedOrigins" in str(body) for _, body in ear.bodies), "no HTTP body was read"
    print(f"\ndrill: {len(v.received)} frames, {len(ear.everything):,} characters read")
    review(server, browser, watch.now(), claims, inside, own)


def review(
    server: Server, browser: Any, rep: Rep, claims: list[str], inside: list[str], own: Any
) -> None:
    """The supervisor gets neither the trainee's rating nor the machine's before their own."""
    ear = Ear.of(browser, server, "sam")
    v = ear.visitor
    shut = [*claims, *inside, f"{SURE} %", rep.recognition.mark.sentence if rep.recognition else ""]
    level = re.compile(r"<td[^>]*>(?:<b>)?4\b(?:(?!</td>).)*skilled")
    assert set(own.values()) == {4}

    def look() -> None:
        fresh = ear.fresh()
        early = [text for text in shut if text and plain(text) in fresh]
        assert not early, f"before the blind rating: {early}"
        assert not level.search(fresh)

    look()
    v.click("Read")
    look()
    v.click(re.compile("^Claim"))
    look()
    assert plain(FIRST) in ear.everything
    v.rate_all(2)
    look()
    v.click(re.compile("^Save my rating"))
    fresh = ear.fresh()
    assert f"{SURE} % sure" in fresh
    assert level.search(fresh)
    assert [text for text in claims if plain(text) in fresh]


def test_who_rates_second_gets_nothing_of_the_first_rating_before_their_own(
    server: Server, browser: Any
) -> None:
    """Asked for, or contested: on the queue, on the page, and in anything sent with either."""
    ear = Ear.of(browser, server, "sia")
    v = ear.visitor
    shut = {"ALPHA", "BETA", "Stan Supervisor"}
    for rep in SIGNED:
        claims, inside = said_by_machine(rep, Attempt.FIRST)
        shut |= {*claims, *inside}
    levels = re.compile(r"<td[^>]*>[0-2] \w+[^<]*</td>")  # Vera gave 2, Stan 1 and 0

    def look(*opened: str, both: bool = False) -> None:
        fresh = ear.fresh()
        early = [text for text in shut - set(opened) if plain(text) in fresh]
        assert not early, f"before the second rating: {early}"
        assert both or not levels.search(fresh)

    look()
    v.page.locator("[class*=st-key-second]").get_by_role("button", name="Rate").first.click()
    v.page.get_by_text("A second rating", exact=True).wait_for()
    assert plain("Vera Trainee") not in plain(v.page.inner_text("[data-testid=stMain]"))
    look()
    v.rate_all(4)
    look()
    v.click(re.compile("^Save my rating"))
    look("ALPHA", "Stan Supervisor", both=True)
    assert plain("ALPHA strength") in ear.everything and levels.search(ear.everything)
    v.go("Queue")
    look("ALPHA", "Stan Supervisor")
    v.click("Read")
    v.click(re.compile("^Claim"))
    look("ALPHA", "Stan Supervisor")
    v.rate_all(4)
    look("ALPHA", "Stan Supervisor")
    v.click(re.compile("^Save my rating"))
    fresh = ear.fresh()
    assert all(plain(f"BETA {what}") in fresh for what in ("reason to contest", "comment"))


def test_an_encounter_tells_what_was_opened_and_nothing_else(server: Server, browser: Any) -> None:
    ear = Ear.of(browser, server, "tess")
    v, watch = ear.visitor, Watch(ear, server.data)
    watch.rep = begin(v, "An encounter")
    case = CONTENT.case(watch.now().plan.case)
    script = SCRIPTS["cases"][case.id]["good enough"]
    shut = [text for each in CASES for text in keys(each)]
    v.click("Meet the client")
    told: set[str] = set()
    for number, text in enumerate(script, start=1):
        v.reply(text)
        v.page.locator(".turn.client").nth(number).wait_for()
        last = watch.now().exchanges[-1]
        told |= {last.fact} if last.fact else set()
        locked(watch, told, case)
        watch.never = inner(watch.now().exchanges)
        watch.look(*shut)
        watch.got(text, last.answer)
    assert len(told) >= 2, "nothing was opened, so nothing was shown to be told"
    assert len(told) < len(case.ladder)
    v.click("End and rate")
    v.rate_all(3)
    watch.look(*shut)
    v.click("Lock my rating")
    claims, inside = said_by_machine(watch.now(), Attempt.FIRST)
    watch.never += inside
    watch.look(*shut)
    watch.got(*claims[:1])
    v.click("Try the same moment again")
    v.reply(AGAIN)
    v.rate_all(3)
    v.click("Lock my rating")
    v.click("Go on")
    v.radio("How hard was it?", "A stretch")
    v.click("Go on")
    v.click("Send")
    locked(watch, told, case)
    watch.look(*shut)
    assert watch.now().submitted
    print(f"\nencounter: {len(v.received)} frames, {len(ear.everything):,} characters; {told} told")


def inner(exchanges: Iterable[Exchanged]) -> list[str]:
    """What the records hold of the client's mind."""
    return telling(text for e in exchanges for text in (*e.reasons, *e.checks, *e.state.streak))


def locked(watch: Watch, told: set[str], case: Case) -> None:
    """No word that betrays a fact came before the fact was told; and then one did."""
    watch.ear.visitor.settle()
    raw = watch.ear.visitor.received[watch.ear.frames :]
    fresh = plain("\n".join(piece.decode("utf-8", "ignore") for piece in raw))
    permitted = watch.permitted()
    for step in case.private.disclosure:
        words = [plain(word) for word in step.give_aways]
        if step.id in told:
            assert any(word in permitted for word in words)
        else:
            found = [w for w in words if re.search(rf"\b{re.escape(w)}\b", fresh)]
            assert not [w for w in found if w not in permitted], (step.id, found)
