"""`bench safety` tells what reaches a human, by what, and how often in vain."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from practice import bench


def ran(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, object]]:
    assert bench.run(["safety", *arguments]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_each_line_says_what_was_found_and_the_end_counts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, ordinary = tmp_path / "lines.csv", tmp_path / "ordinary.csv"
    file.write_text(
        "id,expected,text\n1,cue,I want to die.\n2,cue,The kettle is on.\n"
        "3,details,Ring her on 07700 900461.\n"
    )
    ordinary.write_text("text\nGood morning.\nMy feet are killing me.\n")
    first, *_, summary = ran(capsys, str(file), "--ordinary", str(ordinary), "--plain")
    assert first["patterns"] == ["words about suicide or self-harm"]
    assert first["quotes"] == ["I want to die."]
    assert summary["cues"] == {"of": 2, "by_patterns": 1, "with_meaning": 1, "missed": ["2"]}
    assert summary["details"] == {"of": 1, "found": 1, "missed": []}
    assert summary["false_alarms"] == {
        "of": 2, "by_patterns": 1, "by_meaning_alone": 0, "details": 0
    }  # fmt: skip
    assert not any("level" in key or "score" in key for line in (first, summary) for key in line)


@pytest.mark.parametrize("text", ["id,expected,text\n1,cue,\n", "id,expected,text\n1,danger,Hm.\n"])
def test_a_mistake_in_the_file_is_named(tmp_path: Path, text: str) -> None:
    file = tmp_path / "lines.csv"
    file.write_text(text)
    assert bench.run(["safety", str(file)]) == 2
    assert bench.run(["safety", str(tmp_path / "none.csv")]) == 2
