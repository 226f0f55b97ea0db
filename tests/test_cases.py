"""Every shipped case holds; each rule about cases refuses what breaks it and nothing near it."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from practice import NotFound, cases, rubrics
from practice.cases import AT_LEAST, DIFFICULTIES, Case, Mood, mentions, parts
from practice.content import ContentErrors
from practice.moves import Move

ROOT = Path(__file__).parent.parent
RUBRICS = rubrics.load_all(ROOT / "rubrics").items
SHELF = cases.load_all(RUBRICS, ROOT / "cases")
SHIPPED = sorted((ROOT / "cases").glob("*.yaml"))
SOURCE = (ROOT / "cases" / "first-panic.yaml").read_text(encoding="utf-8")

each_case = pytest.mark.parametrize("case", SHELF.items.values(), ids=list(SHELF.items))


def mistakes(folder: Path, text: str, name: str = "first-panic.yaml") -> list[str]:
    """What the loader says about a case with this text; nothing when it takes it."""
    path = folder / "cases" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    try:
        cases.load(path, RUBRICS)
    except ContentErrors as errors:
        return [str(error) for error in errors.errors]
    return []


def edited(*changes: tuple[str, str]) -> str:
    """The shipped case with some of its words changed, each where it first occurs."""
    text = SOURCE
    for old, new in changes:
        assert old in text, f"the shipped case no longer says {old!r}"
        text = text.replace(old, new, 1)
    return text


def cut(start: str, end: str) -> tuple[str, str]:
    """A change that takes out everything from one text up to another."""
    a = SOURCE.index(start)
    return SOURCE[a : SOURCE.index(end, a)], ""


LINE = '{id: sho3, use: short, text: "Hard to say."}'
DEAD_WORDS = "My dad died of a heart attack. They'd said it was indigestion."
THOUGHT = 'give_aways: ["so there\'s something wrong with it"]'
S1_ANSWERS = cut(
    "        - \"You've been handed a name", '        - "What have they told you so far'
)
AGENDA = cut('        - name: "The bus to work"', '      notice: "He cannot choose')
LABELS = cut("      labels:\n", f"      {THOUGHT}")

# What the rule is about, what breaks it, where and how the checker says so, and what does not.
Change = tuple[str, str]
RULES: dict[str, tuple[Change, str, Change]] = {
    "a line's id is its own": (
        ("{id: bus2,", "{id: bus1,"),
        "lines[6].id: bus1 is used twice",
        ("{id: bus2,", "{id: bus222,"),
    ),
    "a stimulus's id is its own": (
        ("  - id: s2\n", "  - id: s1\n"),
        "stimuli[2].id: s1 is used twice",
        ("  - id: s2\n", "  - id: s222\n"),
    ),
    "a situation's id is its own": (
        ("- id: lunch", "- id: stairs"),
        "private.formulation.situations[5].id: stairs is used twice",
        ("        intensity: 95", "        intensity: 96"),
    ),
    "a rupture's id is its own": (
        ("- id: hurried_on", "- id: in_my_head"),
        "private.ruptures[2].id: in_my_head is used twice",
        ("- id: hurried_on", "- id: hurried"),
    ),
    "a rung's id is its own": (
        ("- id: dry_store", "- id: on_foot"),
        "private.disclosure[2].id: on_foot is used twice",
        ("rung: 2", 'rung: "2"'),
    ),
    "a line is there once": (
        (LINE, LINE.replace("Hard to say.", "SORT OF.")),
        "lines[87].text: repeats a line that is already there",
        (LINE, LINE.replace("Hard to say.", "Sort of, maybe.")),
    ),
    "a line's topic is one of the case": (
        ("bus1, use: answer, topic: bus", "bus1, use: answer, topic: buss"),
        "lines[5].topic: buss is not under private.topics; did you mean “bus”?",
        ("bus1, use: answer, topic: bus", "bus1, use: answer, topic: body"),
    ),
    "a line's situation is one of the case": (
        ("thought, situation: stairs", "thought, situation: stars"),
        "].situation: there is no situation stars; did you mean “stairs”?",
        ("thought, situation: stairs", "thought, situation: rota"),
    ),
    "each kind of line has enough": (
        cut("  - {id: clo1,", "  - {id: clo4,"),
        "lines: has too few lines: 1 of 2 for closing",
        ("use: silence", "use: unsure"),
    ),
    "a cue is a known move": (
        ("    argues: {trust: -1", "    argue: {trust: -1"),
        "private.effects.argue: argue is not a known move; did you mean “argues”?",
        ("    argues: {trust: -1", "    insults: {trust: -1"),
    ),
    "a rupture's cue is a known move": (
        ('"advice:sunday", lecture', '"advice:sunday", lectures'),
        "private.ruptures[2].trigger[3]: lectures is not a known move",
        ('"advice:sunday", lecture', '"advice:sunday", lecture, insults'),
    ),
    "a cue's topic is one of the case": (
        ('"validation:body": {', '"validation:boddy": {'),
        "private.effects.validation:boddy: boddy is not under private.topics",
        ('"validation:body": {', '"validation:sunday": {'),
    ),
    "the rungs have no gap": (
        ("rung: 4", "rung: 5"),
        "private.disclosure[4].rung: rungs run 1, 2, 3 …; expected 4",
        ("rung: 4", 'rung: "4"'),
    ),
    "a rung can be reached": (
        ("min_trust: 4.3", "min_trust: 4.8"),
        "private.disclosure[4].min_trust: can never be reached: trust rises to 4.75 at most",
        ("min_trust: 4.3", "min_trust: 4.75"),
    ),
    "poor work opens nothing": (
        ('opens_with: ["open_question:family"', 'opens_with: ["advice:family"'),
        "private.disclosure[4].opens_with[1]: advice:family is poor work and opens nothing",
        ('opens_with: ["open_question:family"', 'opens_with: ["summary:family"'),
    ),
    "a rung's line holds one of its give-aways": (
        (DEAD_WORDS, "He died. They'd said it was his stomach."),
        "private.disclosure[4].lines[3]: contains none of the give_aways",
        (DEAD_WORDS, "My father died. They'd said it was his stomach."),
    ),
    "a low rung does not betray a higher one": (
        ('- "Truth is I just walk now.', '- "Truth is I just walk and check my pulse now.'),
        "private.disclosure[1].lines[2]: gives away two_fingers, which is on a higher rung",
        ('- "I check my pulse.', '- "I just walk and check my pulse.'),
    ),
    "the title betrays nothing": (
        ('title: "The first panic"', 'title: "His pulse"'),
        "title: gives away the locked fact two_fingers",
        ('title: "The first panic"', 'title: "An impulse"'),
    ),
    "a content note betrays nothing": (
        ("talk of hospital tests.", "talk of a father's death."),
        "content_notes[1]: gives away the locked fact indigestion",
        ("talk of hospital tests.", "talk of a death."),
    ),
    "the public part betrays nothing": (
        ("Steady under pressure in the kitchen", "Steady.\\nPulse of a cook"),
        "public.strengths[1]: gives away the locked fact two_fingers",
        ("Steady under pressure in the kitchen", "Steady on impulse"),
    ),
    "a line betrays nothing": (
        (LINE, LINE.replace("Hard to say.", "My dad did.")),
        "lines[87].text: gives away the locked fact indigestion",
        (LINE, LINE.replace("Hard to say.", "My granddad did.")),
    ),
    "a pinned answer betrays nothing": (
        ('answer: "Twenty-seven."', 'answer: "I walk it at twenty-seven."'),
        "private.pinned[5].answer: gives away the locked fact on_foot",
        ('answer: "Twenty-seven."', 'answer: "Twenty-seven now."'),
    ),
    "a small sign betrays nothing": (
        ('- "(shrugs)"', '- "(two fingers on the wrist)"'),
        "private.style.signs.guarded[7]: gives away the locked fact two_fingers",
        ('- "(shrugs)"', '- "(fingers on the table)"'),
    ),
    "the answer about safety betrays nothing": (
        ('if_asked: "No.', 'if_asked: "No, not since Dad.'),
        "private.risk.if_asked: gives away the locked fact indigestion",
        ('if_asked: "No.', 'if_asked: "No, not at all.'),
    ),
    "a line waits for a fact that exists": (
        ("until: dry_store, text", "until: dry_stock, text"),
        "].until: there is no fact dry_stock under private.disclosure; did you mean “dry_store”?",
        ("until: dry_store, text", "until: on_foot, text"),
    ),
    "a line about a fact says since when": (
        ('until: dry_store, text: "Fine, at work.', 'text: "I hid in the dry store. Fine.'),
        "].text: gives away the locked fact dry_store",
        (
            'until: dry_store, text: "Fine, at work.',
            'since: dry_store, text: "I hid in the dry store.',
        ),
    ),
    "what happened in between belongs to a later session": (
        (LINE, LINE.replace("use: short", "use: between")),
        "].use: between belongs to a later session",
        (LINE, LINE.replace("use: short", "use: heard")),
    ),
    "homework says whether it was done": (
        (
            'use: homework, done: true, text: "I did it twice',
            'use: homework, text: "I did it twice',
        ),
        "].done: is required for homework: yes or no",
        (
            'use: homework, done: true, text: "I did it twice',
            'use: homework, done: false, text: "I did it',
        ),
    ),
    "only homework is done or not": (
        (LINE, LINE.replace("use: short", "use: short, done: true")),
        "].done: is for homework only",
        (LINE, LINE.replace("Hard to say", "Hard to say, that")),
    ),
    "what is recalled is the trainee's words": (
        ("You said to me, “{words}” It", "You said something. It"),
        "].text: needs {words}, where the trainee's words will be",
        ("You said to me, “{words}” It", "It was this. “{words}” It"),
    ),
    "a gap stands only where something fills it": (
        (LINE, LINE.replace("Hard to say.", "Hard to say, {name}.")),
        "].text: {name} cannot stand here; only {words} in recall and {echo} in warming",
        ('text: "{echo}. Yeah."', 'text: "{echo}, yeah, {echo}."'),
    ),
    "the sessions run without gaps": (
        ("  - session: 3\n", "  - session: 4\n"),
        "later: the sessions run 2, 3, 4 in this order, without gaps",
        ("weeks: 1\n", "weeks: 2\n"),
    ),
    "there is a sign for every mood": (
        ("    signs:\n      guarded:\n", "    signs:\n      hurt:\n      guarded:\n"),
        "private.style.signs",
        ('- "(shrugs)"', '- "(shrugs a bit)"'),
    ),
    "ordinary talk calls no supervisor": (
        (LINE, LINE.replace("Hard to say.", "Some days I want to die.")),
        "].text: would call a supervisor (words about suicide or self-harm); reword it",
        (LINE, LINE.replace("Hard to say.", "Some days I want to cry.")),
    ),
    "a skill has a rubric": (
        ("skills: [cds, ags, pse]", "skills: [cds, ags, pse, psy]"),
        "skills[4]: there is no usable rubric psy",
        ("skills: [cds, ags, pse]", "skills: [pse, ags, cds]"),
    ),
    "a stimulus's skill is the case's": (
        ("skills: [cds, ags, pse]", "skills: [cds, pse]"),
        "].skill: ags is not among this case's skills",
        ("skills: [cds, ags, pse]", "skills: [ags, cds, pse]"),
    ),
    "a stimulus's criterion is in the rubric": (
        ("criterion: pse.ask", "criterion: pse.aks"),
        "stimuli[1].criterion: pse.aks is not in the rubric pse; did you mean “pse.ask”?",
        ("criterion: pse.ask", "criterion: pse.use"),
    ),
    "a give-away is word for word": (
        (THOUGHT, 'give_aways: ["so there is something wrong"]'),
        "].key.give_aways[1]: does not occur word for word in the stimulus",
        (THOUGHT, 'give_aways: ["something wrong with it"]'),
    ),
    "spotting a thought needs its labels": (
        LABELS,
        "].key.labels: is required for this skill",
        ("not_acceptable: [mind_reading, personalisation", "not_acceptable: [personalisation"),
    ),
    "a label is the rubric's": (
        ("primary: magnification", "primary: magnifying"),
        "situations[1].distortion.primary: magnifying is not a label of the rubric",
        ("primary: magnification", "primary: all_or_nothing"),
    ),
    "an acceptable label is the rubric's": (
        ("acceptable: [fortune_telling, emotional_reasoning]", "acceptable: [fortune_teling]"),
        "distortion.acceptable[1]: fortune_teling is not a label of the rubric; did you mean “fort",
        ("acceptable: [fortune_telling, emotional_reasoning]", "acceptable: []"),
    ),
    "the best label is in one list": (
        ("acceptable: [fortune_telling, emotional_reasoning]", "acceptable: [magnification]"),
        "distortion.acceptable[1]: the primary label stands in a second list too",
        ("acceptable: [fortune_telling, emotional_reasoning]", "acceptable: [fortune_telling]"),
    ),
    "a labelled thought gives itself away": (
        (THOUGHT, "give_aways: []"),
        "].key.give_aways: is required with a label",
        ("      give_aways: []\n", ""),
    ),
    "a fact sheet exists": (
        ("sheet: panic-cycle", "sheet: panic-circle"),
        "stimuli[1].key.sheet: there is no fact sheet “panic-circle”; did you mean “panic-cycle”?",
        ("sheet: panic-cycle", "sheet: medication"),
    ),
    "sharing information needs a fact sheet": (
        ("      sheet: panic-cycle\n", ""),
        "stimuli[1].key.sheet: is required for this skill",
        ("sheet: panic-cycle", "sheet: avoidance"),
    ),
    "setting an agenda needs items": (
        (AGENDA[0], ""),
        "].key.items: ",
        ('- name: "What panic is"', '- name: "What a panic is"'),
    ),
    "a stimulus has two answers": (
        S1_ANSWERS,
        "stimuli[1].key.answers: needs at least two acceptable answers",
        ("    criterion: pse.ask\n", "    criterion: pse.ask\n    human_flag: yes\n"),
    ),
    "active work has a reviewer": (
        ("status: draft", "status: active"),
        ":5 reviewed_by: status active needs a named clinician here",
        ('reviewed_by: ""', 'reviewed_by: "A. Clinician"'),
    ),
}


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_about_cases_refuses_what_breaks_it(rule: str, tmp_path: Path) -> None:
    broken, said, _ = RULES[rule]
    found = mistakes(tmp_path, edited(broken))
    assert any(said in sentence for sentence in found), found
    assert all(re.match(r"cases/first-panic\.yaml:\d+ \S", sentence) for sentence in found)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_about_cases_lets_its_neighbour_pass(rule: str, tmp_path: Path) -> None:
    assert mistakes(tmp_path, edited(RULES[rule][2])) == []


def test_a_rule_names_the_line_its_author_has_to_change(tmp_path: Path) -> None:
    for rule in ("a cue is a known move", "a line betrays nothing", "a rung can be reached"):
        (old, new), _, _ = RULES[rule]
        line = SOURCE[: SOURCE.index(old)].count("\n") + 1
        assert any(f".yaml:{line} " in s for s in mistakes(tmp_path, edited((old, new)))), rule


def test_a_file_that_only_people_may_judge_needs_no_answers(tmp_path: Path) -> None:
    flagged = ("    criterion: pse.ask\n", "    criterion: pse.ask\n    human_flag: yes\n")
    assert mistakes(tmp_path, edited(S1_ANSWERS, flagged)) == []


def test_the_id_is_the_name_of_the_file(tmp_path: Path) -> None:
    assert mistakes(tmp_path, SOURCE) == []
    found = mistakes(tmp_path, SOURCE, "second-panic.yaml")
    assert found == ["cases/second-panic.yaml:1 id: must be the file's name, second-panic"]


def test_a_status_of_active_is_accepted_with_a_name(tmp_path: Path) -> None:
    signed = edited(('reviewed_by: ""', 'reviewed_by: "A. Clinician"'), ("draft", "active"))
    assert mistakes(tmp_path, signed) == []


def test_all_mistakes_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    found = mistakes(tmp_path, edited(("    trust: 2.25", "    trust: -1"), ("age: 27", "age: x")))
    assert len(found) == 2
    assert "private.start.trust: must be at least 0; it is “-1”" in found[1]
    assert "public.age: must be a whole number; it is “x”" in found[0]


def test_every_shipped_case_loads_and_nothing_is_left_out() -> None:
    assert [str(problem) for problem in SHELF.problems] == []
    assert sorted(SHELF.items) == [path.stem for path in SHIPPED] != []


@each_case
def test_a_shipped_case_has_enough_lines_of_every_kind(case: Case) -> None:
    have = Counter(line.use for line in case.lines)
    assert {use: have[use] for use in AT_LEAST if have[use] < AT_LEAST[use]} == {}


@each_case
def test_a_shipped_case_has_nine_stimuli_over_three_levels(case: Case) -> None:
    assert len(case.stimuli) >= 9
    assert {stimulus.level for stimulus in case.stimuli} == set(DIFFICULTIES)


SERVED = {skill for case in SHELF.items.values() for skill in case.skills}


@pytest.mark.parametrize("skill", sorted(SERVED))
@pytest.mark.parametrize("level", DIFFICULTIES)
def test_each_skill_has_stimuli_at_each_level_in_enough_cases(skill: str, level: str) -> None:
    wanted = (skill, level)
    having = [
        case.id
        for case in SHELF.items.values()
        if wanted in {(stimulus.skill, stimulus.level) for stimulus in case.stimuli}
    ]
    assert len(having) >= (2 if skill in {"cds", "ags", "pse"} else 1), having


@each_case
def test_the_public_part_of_a_shipped_case_holds_no_private_text(case: Case) -> None:
    public = [*texts(case.public.model_dump()), case.title, *case.content_notes]
    everything = " ".join(public).lower()
    for private in texts(case.private.model_dump()):
        if len(private.split()) >= 4:
            assert private.lower() not in everything, private
    for step in case.private.disclosure:
        assert not [text for text in public if mentions(text, step.give_aways)], step.id
        assert mentions(step.lines[0], step.give_aways), "a give-away is found where it is said"


def texts(value: object) -> list[str]:
    """Every text of a group of fields."""
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [text for item in inner for text in texts(item)]


@each_case
def test_a_case_finds_its_stimuli_by_id_and_no_others(case: Case) -> None:
    assert case.stimulus(case.stimuli[0].id) is case.stimuli[0]
    with pytest.raises(NotFound, match="has no stimulus"):
        case.stimulus("nowhere")
    assert [step.rung for step in case.ladder] == list(range(1, len(case.ladder) + 1))
    assert not case.reviewed


def test_a_word_is_found_from_its_start_in_any_case_and_any_apostrophe() -> None:
    assert mentions("I don’t know, my PULSE went", ["don't"])
    assert mentions("Two  fingers\non it", ["two fingers"])
    assert mentions("pulses", ["pulse"])
    assert not mentions("an impulse", ["pulse"])
    assert not mentions("anything", [])


README = (ROOT / "cases" / "README.md").read_text(encoding="utf-8")


def test_the_guide_for_authors_counts_the_lines_the_checker_counts() -> None:
    cells = re.findall(r"\| `(\w+)` \| (\d+) (?=\|)", README.replace(" | `", " | | `"))
    assert dict(cells) == {use.value: str(least) for use, least in AT_LEAST.items()}


def test_the_guide_for_authors_lists_every_move_and_no_other() -> None:
    listed = re.search(r"^> (.+)$", README, re.MULTILINE)
    assert listed
    assert sorted(listed[1].split(", ")) == sorted(move.value for move in Move)


def test_the_guide_for_authors_names_fields_that_exist_and_leaves_none_out() -> None:
    known: set[str] = set()
    models = [Case]
    for model in models:
        for name, field in model.model_fields.items():
            known.add(name)
            inner = re.findall(r"practice\.cases\.parts\.(\w+)", str(field.annotation))
            models += [m for n in inner if hasattr(m := getattr(parts, n), "model_fields")]
    table = README[README.index("| field |") : README.index("**What stays private.**")]
    named = {part for name in re.findall(r"`([a-z_.]+)`", table) for part in name.split(".")}
    assert named - known <= {"none", "", "yaml", *Mood}
    assert set(Case.model_fields) - {"fingerprint"} <= named
    assert set(cases.Private.model_fields) <= named


def test_the_guide_for_authors_quotes_what_the_checker_says(tmp_path: Path) -> None:
    said = " ".join(
        sentence
        for broken, _, _ in RULES.values()
        for sentence in mistakes(tmp_path, edited(broken))
    )
    said += " ".join(
        mistakes(tmp_path, edited(("age: 27", "agee: 27"), ('        emotion: "fear"\n', "")))
    )
    said += " ".join(mistakes(tmp_path, SOURCE, "other.yaml"))
    table = README[README.index("| message |") :].split("\n\n")[0]
    quoted = [
        part.strip(" …")
        for row in table.splitlines()[2:]
        for part in row.split("|")[1].split(" / ")
    ]
    assert len(quoted) >= 15
    assert [part for part in quoted if part not in said] == []
