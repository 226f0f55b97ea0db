"""`python -m practice.bench NAME`: the product measures itself. One bench is one command.

JSON Lines go to standard output, everything else to standard error; 0 when it measured.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

import typer

from practice import PracticeError
from practice.benches import (
    calibration,
    client,
    cohort,
    hostile,
    machine,
    moves,
    planted,
    queue,
    safety,
    score,
    train_score,
    training,
)

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
app.command("calibration")(calibration.bench)
app.command("client")(client.bench)
app.command("cohort")(cohort.bench)
app.command("hostile")(hostile.bench)
app.command("machine")(machine.bench)
app.command("planted")(planted.bench)
app.command("queue")(queue.bench)
app.command("safety")(safety.bench)
app.command("score")(score.bench)
app.command("train-score")(train_score.bench)
app.command("moves")(moves.bench)
app.command("train-moves")(training.bench)


@app.callback()
def main() -> None:
    """Measure a part of the trainer, offline unless a language model is named."""


def run(arguments: Sequence[str]) -> int:
    """Run one bench: 0 when it measured, 2 when it could not, with one sentence."""
    try:
        app(list(arguments), prog_name="python -m practice.bench", standalone_mode=False)
    except (PracticeError, typer.TyperException) as error:
        message = error.format_message() if isinstance(error, typer.TyperException) else str(error)
        typer.echo(message, err=True)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
