"""A deliberate-practice trainer for people learning to be therapists: pre-work for supervision.

The package reads like its table of contents:

    sentences.py      a mistake in a file, in plain words
    content.py        reads a YAML file so that every mistake has a file, a line and a field
    shelves.py        the files of a folder: what could be read, and why the rest was left out
    cases/            what a case file is: load, check, the part a trainee may see
    rubrics.py        what a rubric is: criteria, anchors, labels, fact sheets
    roles.py          three roles, one table of who may do what
    moves.py          what a trainee's turn does: the closed list of moves
    risk.py           words that always go to a human; never a level, score or probability
    risk_words.py     the words it looks for, in English and other languages
    sealing.py        a chain of hashes: a changed line of the audit shows
    ledger.py         reps as columns of numbers, so that many are counted at once
    periods.py        weeks, months and quarters, and which of them are over
    disclosure.py     which figures of a group may be given, so that no small one can be worked out
    undertones.py     what comes near in meaning to such words; it only ever adds
    chance.py         the same seed draws the same, everywhere
    memberships.py    who was in which cohort, and who read whose work, from when to when
    rosters.py        what a list of people says, line by line
    one_roster.py     the same of a OneRoster export
    claims.py         who somebody is by the university's or clinic's own sign-in
    arrivals.py       what would become of each person of a list
    consent.py        which outside tool may see which words, for what, and who agreed
    retention.py      how long what is kept is kept, and what stays of an event without words
    reps.py           one repetition: its turns, ratings and stages; who may see which rating when
    written.py        the base of everything written down
    reviewed.py       what supervisors write down about a rep
    record.py         what is written down: turns, ratings, judgements, events; none ever changed
    hearing.py        how a turn lands: what each move does to most people, and what is news
    ruptures.py       how the alliance strains and mends
    saying.py         what a line is asked to be, and who says it
    prompting.py      what a language model is told
    guarding.py       why a language model's line may not be said
    guard_words.py    the words that give a language model away
    remembering.py    what was said in earlier sessions, found again by meaning
    state.py          the simulated client's mind as it is written down
    mind.py           how a turn changes it, and what stays shut
    answering.py      what the client says to a turn
    client.py         one turn and its answer: mind, answer and voice put together
    recognition.py    marks the recognition task: which pattern, and the words that carry it
    scoring.py        the evidence lock, one strength and one corrective
    reading/          how the embedded scorer reads a reply, criterion by criterion
    golden.py         replies rated blind: what a scorer is learnt from and tested with
    planted.py        talks with known mistakes: does a scorer see which, and where
    reviews.py        what supervisors do with a rep: claim, rate blind, sign, return, amend
    waiting.py        why a rep waits for a supervisor, and the queue's lines
    targets.py        how soon supervisors should answer, and do
    worked.py         how long supervisors work on transcripts
    raters.py         how far supervisors agree, point by point
    outcomes.py       what counting needs of a signed rep: three levels for each point
    pairing.py        second ratings: who is offered which rep, where two supervisors lie widest
    agreement.py      how far raters agree: coefficients over plain numbers
    shrinkage.py      what few reps say of a bias, leaning on what was expected
    peers.py          what a programme's trainees have in common, and what that says of one
    severity.py       how strict each rater is; for the director and the rater only
    calibration.py    self, supervisor and machine against each other
    programme.py      what all ratings together teach about reading one trainee's
    lessons.py        that, kept between two pages
    mirror_words.py   the figures of calibration in plain words
    exemplars.py      what an exemplar is: its states, its anonymous words, its panel
    gates.py          whether a number may stand beside a criterion, and what is missing
    recalibration.py  corrects the machine's level by what supervisors signed
    schedule.py       the next rep, and why that one
    cohorts.py        who is where, by name, from signed work only
    figures.py        what a week or month comes to for a group, from signed work only
    equity.py         whether practice treats groups alike
    check.py          `python -m practice.check`: every case and rubric file
    stock.py          the case and rubric files in use, also those a director took in
    house.py          the wiring that every verb is handed
    views.py          what each person may see of a rep
    journal.py        reads a rep from the records and writes what happened next
    consenting.py     a trainee's yes or no to a language model, and what follows from it
    flags.py          words first: usable, not a real person's details, risk cues for a human
    meeting.py        meeting the same client again: the next session, and what is remembered
    asking.py         what a language model is asked about a reply, and what its answers are worth
    judging.py        has a scorer read one attempt: the embedded one, or a language model
    trials.py         a language model on trial as a reader of replies; a director accepts it or not
    replays.py        the golden replies read anew after a change; what moved far is held back
    wishes.py         who asked to be erased
    described.py      the one question about groups, answered by whoever wants to
    given_out.py      figures of periods that are over: worked out once, the same ever after
    evidence/         what a programme takes away: portfolio, figures, xAPI, its own codes
    portfolios.py     puts a portfolio together from what supervisors signed
    own_copy.py       a trainee's own copy of all that is on record about them
    practising.py     a trainee's verbs
    standing.py       how far the machine's scores may be trusted here, and the numbers that follow
    beginning.py      those before the client speaks: choose, begin
    talking.py        those of an encounter: say, pause, mark a moment, end
    sending.py        those after the last try: send, acknowledge, contest
    rights.py         those about one's own record: a copy, a note beside it, erasure
    lending.py        a signed rep as others may be shown it
    describing.py     those about what one shows of oneself: the portfolio, the one question
    mirror.py         what “How I see myself” may hold, and no rater's severity
    calibrating.py    those about seeing oneself: the mirror, exemplars to rate, one's own to lend
    presence.py       where one is signed in: everybody's own verbs
    supervising.py    a supervisor's verbs
    rota.py           whose turn it is: who is away, who is given a rep, when supervision is
    holding.py        those about one transcript: claim it, put it back, give it to a colleague
    queueing.py       those about all of them: the queue, the load, being away
    seconding.py      those of a second rater: rate blind what a colleague signed
    signing.py        those at the end: sign, return, amend, escalate, ask a colleague
    proposing.py      those about letting others learn from a signed rep
    egress.py         every place outside that words may go to
    directing.py      a director's verbs
    library.py        a director's verbs for files: look, take in, take away
    enrolling.py      those about people: cohorts, links, roles, access, who reads whom
    admitting.py      those for lists of people: look at one, take it in
    overseeing.py     those about supervisors: who is on what, escalations
    reporting.py      those about how a cohort does: figures of groups, who is where
    taking.py         those about what a programme takes away: figures, portfolios, its own codes
    vouching.py       a supervisor's about the portfolios of their trainees
    keeping.py        those about what is kept: periods, removing, receipts, the audit, erasure
    adapters/         the machinery: records, accounts, language model, voices, move coder, meaning
    pages/            what people see: one file per role, and the front door
    demo/             `python -m practice.demo`: a living programme, everything marked as demo
    admin.py          `python -m practice.admin`: removing, verifying, backup and restore
    bench.py          `python -m practice.bench`: the product measures itself
    benches/          what it measures: one file per bench

Nothing above `adapters/` knows Streamlit, SQL, LangChain or Chroma.

The exceptions, each carrying a sentence that may be shown to a person as it is:

    PracticeError
    ├── ContentError       a case or rubric file: file, line, field
    ├── NotAllowed         this person may not do this
    ├── NotFound           no such rep, person or file, or not theirs to see
    ├── WrongStage         the rep or review is somewhere else in its cycle
    ├── AlreadyTaken       somebody else was first (a claimed transcript, a used invitation)
    ├── BadInput           what was typed cannot be used, and why
    ├── ModelUnavailable   the language model did not answer in a usable way
    └── StoreUnavailable   the records cannot be read or written just now
"""

from dataclasses import dataclass

__all__ = [
    "AlreadyTaken",
    "BadInput",
    "ContentError",
    "ModelUnavailable",
    "NotAllowed",
    "NotFound",
    "PracticeError",
    "StoreUnavailable",
    "WrongStage",
]


class PracticeError(Exception):
    """The root of every error the trainer raises on purpose; `str(error)` is a plain sentence."""


@dataclass(unsafe_hash=True)  # not frozen: Python writes the traceback into an error it passes on
class ContentError(PracticeError):
    """A mistake in a case or rubric file, placed so that its author can find it."""

    file: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}"
        return f"{where} {self.field}: {self.message}" if self.field else f"{where}: {self.message}"


class NotAllowed(PracticeError):
    """This person may not do this; the sentence says what they can do instead."""


class NotFound(PracticeError):
    """There is no such thing, or it is not this person's to see; both look alike from outside."""


class WrongStage(PracticeError):
    """The rep or review has moved on, often in another tab; nothing was changed."""


class AlreadyTaken(PracticeError):
    """Somebody else was first."""


class BadInput(PracticeError):
    """What was entered cannot be used; the sentence says why and what to do."""


class ModelUnavailable(PracticeError):
    """The language model is absent, slow, or answered in a way that cannot be used."""


class StoreUnavailable(PracticeError):
    """The records cannot be read or written just now: disk full, read-only, locked, not there."""
