"""A folder of files is read as far as it can be, and what was left out is said."""

from __future__ import annotations

from pathlib import Path

from practice.content import Strict, fit, read
from practice.shelves import shelf


class Tree(Strict):
    title: str


def test_a_later_folder_adds_replaces_and_can_only_take_away_its_own_name(tmp_path: Path) -> None:
    def load(path: Path) -> Tree:
        return fit(Tree, read(path))

    for folder, name, text in (
        ("a", "oak.yaml", "title: Oak\n"),
        ("a", "elm.yaml", "title: Elm\n"),
        ("a", "notes.txt", "not read\n"),
        ("a", ".hidden.yaml", "not read\n"),
        ("b", "oak.yaml", "title: New oak\n"),
        ("b", "elm.yaml", "title: [\n"),
        ("b", "ash.yml", "title: Ash\n"),
    ):
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / name).write_text(text, encoding="utf-8")
    alone = shelf(load, [tmp_path / "a"])
    assert {name: tree.title for name, tree in alone.items.items()} == {"elm": "Elm", "oak": "Oak"}
    assert alone.problems == ()
    both = shelf(load, [tmp_path / "a", tmp_path / "b", tmp_path / "c"])
    assert {name: tree.title for name, tree in both.items.items()} == {"oak": "New oak"}
    said = [str(problem) for problem in both.problems]
    assert said[0] == "b/ash.yml:1: is not read: its name must end in .yaml"
    assert said[1].startswith("b/elm.yaml:")
    assert "this folder cannot be read" in said[2]
    assert len(both.files) == 6
