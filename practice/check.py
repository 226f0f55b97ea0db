"""`python -m practice.check`: reads every case and rubric file and says what is wrong, and where.

Also loads the content for the app, and writes the JSON Schemas with which an editor completes and
checks a file while it is being typed.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from pydantic import BaseModel

from practice import BadInput, cases, rubrics
from practice.cases import DIFFICULTIES, Case
from practice.house import Content
from practice.rubrics import Rubric
from practice.shelves import Loaded, Read

Kind = Literal["cases", "rubrics"]
ROOT = Path(__file__).resolve().parent.parent
VARIABLES: Mapping[Kind, str] = {"cases": "PRACTICE_CASES", "rubrics": "PRACTICE_RUBRICS"}


def folders(kind: Kind, environment: Mapping[str, str] = os.environ) -> list[Path]:
    """The shipped folder, then the programme's own, whose files add to it or replace its files."""
    own = environment.get(VARIABLES[kind], "")
    return [ROOT / kind, *([Path(own)] if own else [])]


@dataclass(frozen=True)
class Checked:
    """Every file that was looked at, and the content that is usable."""

    content: Content
    rubrics: tuple[Loaded[Rubric], ...]
    cases: tuple[Loaded[Case], ...]


def check(case_folders: Sequence[Path], rubric_folders: Sequence[Path]) -> Checked:
    """Load rubrics, then the cases against them; never raises for what a file says."""
    skills = rubrics.load_all(*rubric_folders)
    clients = cases.load_all(skills.items, *case_folders)
    content = Content(
        clients.items, skills.items, skills.problems + clients.problems,
        {file.item.fingerprint: file.item for file in clients.files if file.item},
        {file.item.fingerprint: file.item for file in skills.files if file.item},
    )  # fmt: skip
    return Checked(content, skills.files, clients.files)


def load_content(cases: Sequence[Path], rubrics: Sequence[Path]) -> Content:
    """Every usable case and rubric of the folders, and in `problems` why the rest was left out."""
    return check(cases, rubrics).content


def report(checked: Checked) -> list[str]:
    """What the command prints: one line for a good file, one line for each mistake, a summary."""
    lines: list[str] = []
    lines += _each(checked.rubrics, _about_rubric)
    lines += _each(checked.cases, _about_case)
    found = mistakes(checked)
    files = f"{_count(len(checked.rubrics), 'rubric')}, {_count(len(checked.cases), 'case')}"
    lines.append(f"{files}: {_count(found, 'mistake') if found else 'no mistakes'}.")
    return lines


def mistakes(checked: Checked) -> int:
    """How many there are, also in files that another one replaces."""
    of_rubrics = sum(len(file.errors) for file in checked.rubrics)
    return of_rubrics + sum(len(file.errors) for file in checked.cases)


def _each(files: Sequence[Loaded[Read]], about: Callable[[Read], str]) -> list[str]:
    lines: list[str] = []
    earlier: dict[str, str] = {}
    for file in files:
        if file.item is not None:
            instead = f" Replaces {earlier[file.id]}." if file.id in earlier else ""
            lines.append(f"{file.file}: ok, {about(file.item)}{instead}")
        lines += [str(error) for error in file.errors]
        earlier[file.id] = file.file
    return lines


def _about_rubric(rubric: Rubric) -> str:
    parts = [_count(len(rubric.criteria), "criterion", "criteria")]
    for what, items in (
        ("error tag", rubric.error_tags),
        ("label", rubric.labels),
        ("fact sheet", rubric.fact_sheets),
        ("worked example", rubric.worked_examples),
    ):
        if items:
            parts.append(_count(len(items), what))
    return f"{', '.join(parts)}; {_review(rubric.reviewed_by)}."


def _about_case(case: Case) -> str:
    have = Counter((stimulus.skill, stimulus.level) for stimulus in case.stimuli)
    skills = ", ".join(
        f"{skill} {'+'.join(str(have[skill, level]) for level in DIFFICULTIES)}"
        for skill in case.skills
    )
    return (
        f"{_count(len(case.lines), 'line')}; {_count(len(case.stimuli), 'stimulus', 'stimuli')} "
        f"(beginner+intermediate+advanced: {skills}); {case.status}, {_review(case.reviewed_by)}."
    )


def _review(name: str) -> str:
    return f"reviewed by {name}" if name else "not yet clinically reviewed"


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def schema(model: type[BaseModel]) -> dict[str, Any]:
    """The JSON Schema (2020-12) of what an author types.

    Values are read as text, so a number may stand bare or in quotes, and a text may look like one.
    """
    found: dict[str, Any] = _typed(model.model_json_schema())
    found["properties"].pop("fingerprint", None)  # worked out, not typed
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **found}


_WHOLE = r"^\s*[+-]?[0-9]+(\.0+)?\s*$"
_NUMBER = r"^\s*[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?\s*$"
_YES_OR_NO = ["yes", "no", "true", "false", "on", "off"]


def _typed(node: Any) -> Any:
    """The same schema for YAML as typed; titles that only repeat a name are dropped."""
    if isinstance(node, list):
        return [_typed(item) for item in node]
    if not isinstance(node, dict):
        return node
    kept = {
        key: {name: _typed(inner) for name, inner in value.items()}
        if key in ("properties", "$defs", "patternProperties")
        else _typed(value)
        for key, value in node.items()
        if not (key == "title" and isinstance(value, str) and "type" in node)
    }
    kind = kept.get("type")
    if kind in ("integer", "number"):
        text = {"type": "string", "pattern": _WHOLE if kind == "integer" else _NUMBER}
        default = {"default": kept.pop("default")} if "default" in kept else {}
        return {"anyOf": [kept, text], **default}
    if kind == "boolean":
        default = {"default": kept.pop("default")} if "default" in kept else {}
        return {"anyOf": [kept, {"enum": _YES_OR_NO}], **default}
    if kind == "string" and "enum" not in kept and "const" not in kept:
        optional = ["null"] if "minLength" not in kept and "pattern" not in kept else []
        kept["type"] = ["string", "number", "boolean", *optional]
    if "patternProperties" in kept:
        kept["additionalProperties"] = False
    return kept


def write_schemas(folder: Path) -> list[str]:
    """Write case.schema.json and rubric.schema.json, and say how an editor uses them."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, model in (("case", Case), ("rubric", Rubric)):
            text = json.dumps(schema(model), ensure_ascii=False, indent=2) + "\n"
            (folder / f"{name}.schema.json").write_text(text, encoding="utf-8")
    except OSError as error:
        raise BadInput(f"The schemas cannot be written to {folder} ({error.strerror}).") from error
    case, rubric = (f"{folder.as_posix()}/{name}.schema.json" for name in ("case", "rubric"))
    return [
        f"Wrote {case} and {rubric}.",
        "VS Code: install the extension “YAML” (redhat.vscode-yaml) and put into settings.json:",
        f'  "yaml.schemas": {{"{case}": "cases/*.yaml", "{rubric}": "rubrics/*.yaml"}}',
        "Other editors with yaml-language-server: make this the first line of a file:",
        f"  # yaml-language-server: $schema={Path(case).absolute().as_uri()}",
    ]


app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command()
def main(
    cases: Annotated[
        list[Path] | None, typer.Option(help="Check this folder of cases (may be repeated).")
    ] = None,
    rubrics: Annotated[
        list[Path] | None, typer.Option(help="Check against this folder of rubrics.")
    ] = None,
    schemas: Annotated[
        Path | None, typer.Option(help="Write JSON Schemas for editors into this folder.")
    ] = None,
) -> None:
    """Check every case and rubric file; each mistake is named with its file, line and field."""
    for folder in [*(cases or []), *(rubrics or [])]:
        if not folder.is_dir():
            raise BadInput(f"There is no folder {folder}.")
        if not any(folder.glob("*.y*ml")):
            raise BadInput(f"There is no .yaml file in the folder {folder}.")
    checked = check(cases or folders("cases"), rubrics or folders("rubrics"))
    lines = report(checked)
    if schemas is not None:
        lines += write_schemas(schemas)
    typer.echo("\n".join(lines))
    if mistakes(checked):
        raise typer.Exit(1)


def run(arguments: Sequence[str]) -> int:
    """Run the command: 0 when every file is good, 1 when one is not, 2 when asked wrongly."""
    try:
        code = app(list(arguments), prog_name="python -m practice.check", standalone_mode=False)
    except (BadInput, typer.TyperException) as error:
        message = error.format_message() if isinstance(error, typer.TyperException) else str(error)
        typer.echo(message, err=True)
        return 2
    return code if isinstance(code, int) else 0


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
