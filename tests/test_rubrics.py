"""Every shipped rubric holds; each rule refuses what breaks it and nothing near it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from practice import NotFound, rubrics
from practice.content import ContentErrors
from practice.rubrics import LEVELS, Criterion, Rubric

ROOT = Path(__file__).parent.parent
SHELF = rubrics.load_all(ROOT / "rubrics")
SOURCES = {p.stem: p.read_text(encoding="utf-8") for p in (ROOT / "rubrics").glob("*.yaml")}

each_rubric = pytest.mark.parametrize("rubric", SHELF.items.values(), ids=list(SHELF.items))


def mistakes(folder: Path, text: str, name: str) -> list[str]:
    """What the loader says about a rubric with this text; nothing when it takes it."""
    path = folder / "rubrics" / f"{name}.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    try:
        rubrics.load(path)
    except ContentErrors as errors:
        return [str(error) for error in errors.errors]
    return []


def edited(name: str, old: str, new: str) -> str:
    """A shipped rubric with some of its words changed, where they first occur."""
    assert old in SOURCES[name], f"{name} no longer says {old!r}"
    return SOURCES[name].replace(old, new, 1)


# The file, what breaks the rule, where and how the checker says so, and what does not break it.
Change = tuple[str, str]
RULES: dict[str, tuple[str, Change, str, Change]] = {
    "weights add up to one": (
        "ags",
        ("weight: 0.20", "weight: 0.25"),
        "criteria: the weights add up to 1.05; they must add up to 1.00",
        ("weight: 0.20", "weight: 0.204"),
    ),
    "a weight is a number": (
        "ags",
        ("weight: 0.20", "weight: nan"),
        "criteria[1].weight: must be an ordinary number",
        ("weight: 0.20", 'weight: "2e-1"'),
    ),
    "a criterion's id is its own": (
        "ags",
        ("  - id: bridge", "  - id: both"),
        "criteria[2].id: both is used twice",
        ("  - id: bridge", "  - id: bridge  # the second"),
    ),
    "an error tag's id is its own": (
        "ags",
        ("  - id: all_items", "  - id: therapist_agenda"),
        "error_tags[2].id: therapist_agenda is used twice",
        ("criterion: both", 'criterion: "both"'),
    ),
    "a label's id is its own": (
        "cds",
        ("  - id: mind_reading", "  - id: magnification"),
        "].id: magnification is used twice",
        ("confused_with: fortune_telling", "confused_with: magnification"),
    ),
    "a fact sheet's id is its own": (
        "pse",
        ("  - id: cognitive-model", "  - id: panic-cycle"),
        "fact_sheets[2].id: panic-cycle is used twice",
        ("  - id: cognitive-model", "  - id: cognitive-model-2"),
    ),
    "an error tag is charged to a criterion": (
        "ags",
        ("    criterion: both", "    criterion: boths"),
        "error_tags[1].criterion: there is no criterion boths; did you mean “both”?",
        ("    criterion: both", "    criterion: order"),
    ),
    "advice is for a known tag": (
        "ags",
        ("        therapist_agenda:", "        therapist_agendas:"),
        "for_tag.therapist_agendas: is not one of this rubric's error_tags; did you mean “ther",
        ("        therapist_agenda:", "        all_items:"),
    ),
    "a label is mistaken for a known one": (
        "cds",
        ("confused_with: fortune_telling", "confused_with: fortune_teling"),
        "].confused_with: there is no label fortune_teling; did you mean “fortune_telling”?",
        ("confused_with: fortune_telling", "confused_with: labelling"),
    ),
    "another label that is right is known": (
        "cds",
        ("also_accept: [labelling]", "also_accept: [labeling]"),
        "].also_accept[1]: there is no label labeling; did you mean “labelling”?",
        ("also_accept: [labelling]", "also_accept: []"),
    ),
    "a worked example rates known criteria": (
        "ags",
        ("levels: {both: 3, bridge: 3", "levels: {both: 3, brigde: 3"),
        "worked_examples[1].levels.brigde: is not a criterion of this rubric; did you mean “bri",
        ("levels: {both: 3, bridge: 3", "levels: {bridge: 3, both: 3"),
    ),
    "a worked example has known tags": (
        "ags",
        ("tags: [therapist_agenda, skip_homework, fake", "tags: [therapist_agenda, skip, fake"),
        "].tags[2]: skip is not one of this rubric's error_tags",
        ("tags: [therapist_agenda, skip_homework, fake", "tags: [skip_homework, fake"),
    ),
    "a level is 0 to 4": (
        "ags",
        ("levels: {both: 3", "levels: {both: 5"),
        "worked_examples[1].levels.both: must be at most 4; it is “5”",
        ("levels: {both: 3", "levels: {both: 0"),
    ),
    "a gate is yes or no": (
        "ags",
        ("gate: yes", "gate: perhaps"),
        "criteria[1].gate: must be yes or no; it is “perhaps”",
        ("gate: yes", "gate: no"),
    ),
}


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_about_rubrics_refuses_what_breaks_it(rule: str, tmp_path: Path) -> None:
    name, broken, said, _ = RULES[rule]
    found = mistakes(tmp_path, edited(name, *broken), name)
    assert any(said in sentence for sentence in found), found
    assert all(re.match(rf"rubrics/{name}\.yaml:\d+ \S", sentence) for sentence in found)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_about_rubrics_lets_its_neighbour_pass(rule: str, tmp_path: Path) -> None:
    name, _, _, fine = RULES[rule]
    assert mistakes(tmp_path, edited(name, *fine), name) == []


def test_a_rubric_needs_one_gate_at_least(tmp_path: Path) -> None:
    without = SOURCES["ags"].replace("gate: yes", "gate: no")
    said = "criteria: at least one criterion must be a gate (gate: yes)"
    assert [s for s in mistakes(tmp_path, without, "ags") if said in s]
    assert mistakes(tmp_path, SOURCES["ags"], "ags") == []


def test_the_id_is_the_name_of_the_file(tmp_path: Path) -> None:
    found = mistakes(tmp_path, SOURCES["ags"], "agx")
    assert found == ["rubrics/agx.yaml:1 id: must be the file's name, agx"]


def test_every_shipped_rubric_loads_and_nothing_is_left_out() -> None:
    assert [str(problem) for problem in SHELF.problems] == []
    assert set(SHELF.items) == set(SOURCES) == {"ags", "aiu", "cds", "icd", "pse", "rup"}


@each_rubric
def test_a_shipped_worked_example_rates_every_criterion_it_can_and_no_other(rubric: Rubric) -> None:
    own = {criterion.id for criterion in rubric.criteria}
    tags = {tag.id for tag in rubric.error_tags}
    assert len(rubric.worked_examples) >= 20
    for example in rubric.worked_examples:
        assert example.levels, example.why
        assert set(example.levels) <= own
        assert set(example.tags) <= tags
    rated = {name for example in rubric.worked_examples for name in example.levels}
    assert rated == own


@each_rubric
def test_a_shipped_criterion_shows_high_and_low_replies_and_advises_on_all_of_it(
    rubric: Rubric,
) -> None:
    for criterion in rubric.criteria:
        shown = {example.level for example in criterion.examples}
        assert min(shown) <= 1 and max(shown) >= 3, criterion.id
        assert [criterion.anchors.of(level) for level in LEVELS] == [
            *criterion.anchors.model_dump().values()
        ]
        own = {tag.id for tag in rubric.error_tags if tag.criterion == criterion.id}
        assert set(criterion.advice.for_tag) <= own, criterion.id
        for text in (criterion.advice.corrective, *criterion.advice.for_tag.values()):
            assert text.count("{quote}") <= 1


BEYOND = (
    "wait for",
    "and wait",
    "once they have",
    "have answered",
    "when they answer",
    "next turn",
)


@each_rubric
def test_advice_can_be_followed_in_one_reply(rubric: Rubric) -> None:
    for criterion in rubric.criteria:
        for text in (criterion.advice.corrective, *criterion.advice.for_tag.values()):
            assert not [words for words in BEYOND if words in text.lower()], text


@each_rubric
def test_a_next_step_reads_well_alone(rubric: Rubric) -> None:
    for criterion in rubric.criteria:
        assert "competent" not in criterion.anchors.skilled.lower(), criterion.id
        assert not criterion.anchors.skilled.startswith("It "), criterion.id


def test_a_rubric_finds_what_it_has_and_says_what_it_has_not() -> None:
    cds = SHELF.items["cds"]
    assert cds.criterion("cds.pin").id == "pin"
    with pytest.raises(NotFound, match=r"has no criterion cds\.nothing"):
        cds.criterion("cds.nothing")
    label = cds.label("mind_reading")
    assert label is not None and label.id == "mind_reading"
    assert cds.label("nothing") is None
    sheet = SHELF.items["pse"].sheet("medication")
    assert sheet is not None and sheet.id == "medication"
    assert cds.sheet("medication") is None


def test_a_score_weighs_only_what_applied_and_is_none_when_nothing_did() -> None:
    ags = SHELF.items["ags"]
    everything = {ags.full(criterion): 3 for criterion in ags.criteria}
    assert ags.score(everything) == 3.0
    assert ags.score({}) is None
    assert ags.score({"ags.both": 4, "ags.time": 1, "ags.agree": None}) == 3.0  # weights 0.20, 0.10


def test_only_what_people_alone_rate_may_weigh_nothing_and_then_it_counts_in_no_score(
    tmp_path: Path,
) -> None:
    aiu = SHELF.items["aiu"]
    assert aiu.score({"aiu.open": 3, "aiu.safe": 0}) == 3.0
    assert aiu.score({"aiu.safe": 4}) is None
    assert [c.id for c in aiu.criteria if c.human_only] == ["safe"]
    told = edited("aiu", "    human_only: yes\n", "")
    assert any("unless human_only is yes" in one for one in mistakes(tmp_path, told, "aiu"))


def test_a_sheet_that_is_not_shown_gives_a_trainee_nothing_to_read() -> None:
    icd, pse = SHELF.items["icd"], SHELF.items["pse"]
    assert "Quillow Ltd" in icd.brief("quillow-notes")
    assert icd.brief("") == icd.brief("nothing") == pse.brief("medication") == ""


def test_a_skill_is_met_by_its_gates_alone_and_never_over_harm() -> None:
    ags = SHELF.items["ags"]
    gates: dict[str, int | None] = dict.fromkeys(ags.gates, 3)
    rest: dict[str, int | None] = dict.fromkeys(set(ags.criterion_ids) - set(ags.gates), 4)
    assert ags.met(gates, harm=False)
    assert not ags.met(gates, harm=True)
    assert not ags.met({**gates, ags.gates[0]: 2, **rest}, harm=False)
    assert ags.met({**gates, ags.gates[0]: None}, harm=False)
    assert not ags.met(rest, harm=False)


README = (ROOT / "rubrics" / "README.md").read_text(encoding="utf-8")


def test_the_guide_for_supervisors_names_fields_that_exist_and_leaves_none_out() -> None:
    table = README[README.index("| field |") : README.index("A criterion has an")]
    named = set(
        re.findall(r"`([a-z_]+)`", "".join(r.split("|")[1] for r in table.splitlines()[2:-1]))
    )
    assert named == set(Rubric.model_fields) - {"fingerprint"}
    about = README[README.index("A criterion has an") : README.index("## Anchors and advice")]
    assert set(Criterion.model_fields) <= set(re.findall(r"`([a-z_]+)[:`]", about))


def test_the_guide_s_fact_sheet_can_be_pasted_into_the_shipped_rubric(tmp_path: Path) -> None:
    sheet = re.search(r"```yaml\n(.+?)```", README, re.DOTALL)
    assert sheet
    pasted = edited("pse", "\nfact_sheets:\n", "\nfact_sheets:\n" + sheet[1])
    assert mistakes(tmp_path, pasted, "pse") == []
