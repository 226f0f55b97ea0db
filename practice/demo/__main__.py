"""The command: makes the demo aside, moves it into place, and says how to sign in."""

from __future__ import annotations

import os
import shlex
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from practice import BadInput, PracticeError, StoreUnavailable
from practice.adapters.settings import Settings
from practice.adapters.store import Store
from practice.adapters.wiring import open_house
from practice.demo.people import DIRECTOR, PASSWORD, SUPERVISORS, TRAINEES, Trainee
from practice.demo.programme import fill
from practice.house import utc_now


def records(folder: Path) -> tuple[Settings, Path]:
    """The settings of a demo in that folder, without any language model, and its database file."""
    settings = Settings(data=folder, database_url=None, model=None)
    return settings, Path(settings.url.removeprefix("sqlite:///"))


def is_demo(file: Path) -> bool:
    """Whether the database in that file says that it is a demo."""
    store = Store(f"sqlite:///{file}")
    try:
        return store.setting("demo", False) is True
    except (StoreUnavailable, sqlite3.DatabaseError):  # some other program's file
        return False
    finally:
        store.close()


def refuse(folder: Path, again: bool) -> None:
    """Raise BadInput when other records are in that folder, or a demo and not `again`."""
    file = records(folder)[1]
    if file.exists():
        if not is_demo(file):
            raise BadInput(
                f"{folder} holds records that are not a demo. Nothing was changed; "
                "choose another place with --folder."
            )
        if not again:
            raise BadInput(
                f"There is a demo in {folder} already. Stop the app if it is open on it, "
                "then add --again to make a new one in its place."
            )
    elif folder.resolve() == Settings().folder.resolve():
        raise BadInput(
            f"{folder} is where the real records belong; choose another place with --folder."
        )


def make(
    folder: Path, *, weeks: int, seed: int, until: datetime, again: bool = False,
    trainees: Sequence[Trainee] = TRAINEES, watch: Callable[[datetime], None] | None = None,
) -> None:  # fmt: skip
    """Put a demo that ends at `until` (UTC) into a folder; BadInput where `refuse` says so.

    It is made aside and moved into place, so that one that was interrupted leaves nothing behind.
    """
    refuse(folder, again)
    file = records(folder)[1]
    with tempfile.TemporaryDirectory(dir=folder, prefix="making-") as aside:
        settings, made = records(Path(aside))
        house = open_house(settings)
        try:
            fill(house, until, weeks, seed, trainees, watch)
        finally:
            house.store.close()
        for suffix in ("-wal", "-shm"):
            file.with_name(file.name + suffix).unlink(missing_ok=True)
        made.replace(file)


def told(folder: Path, weeks: int) -> str:
    """What is printed at the end: how to start the app on the demo, who is who, where to look."""
    file = records(folder)[1]
    store = Store(f"sqlite:///{file}")
    try:
        rows = store.rows_in(None)
    finally:
        store.close()
    signed = sum(row.signed_at is not None for row in rows)
    supervisors = ", ".join(supervisor.username for supervisor in SUPERVISORS)
    trainees = [trainee.username for trainee in TRAINEES]
    half = len(trainees) // 2
    return f"""
The demo is ready: {weeks} weeks, {len(rows)} reps, {signed} of them signed. Everybody is invented.

Start the app on it, from the folder of trainer_app.py:

    {command(folder)}

Sign in with the password “{PASSWORD}” and one of these usernames:

    director     {DIRECTOR.id}
    supervisors  {supervisors}
    trainees     {", ".join(trainees[:half])},
                 {", ".join(trainees[half:])}

Look first at

    {DIRECTOR.id}   “Cohort”: who is practising, how soon feedback comes, whom to get in touch with
    demo-sam        “Queue”: words that a person must answer stand first; open one and rate it blind
    demo-tess       “How I see myself”: higher than her supervisors do (demo-ana: lower,
                    demo-goran: not enough signed reps yet, demo-hana: a first day);
                    “Rate an exemplar”: a reply to rate blind, then the panel's levels and reasons
"""


def command(folder: Path, environment: Mapping[str, str] = os.environ) -> str:
    """The line that starts the app on this folder, whatever else the environment says."""
    own = {"PRACTICE_DATA": str(folder)}
    if environment.get("PRACTICE_DATABASE_URL"):
        own["PRACTICE_DATABASE_URL"] = ""  # or the app would open those records and not the demo
    start = "streamlit run trainer_app.py"
    if os.name == "nt":
        return " && ".join([*(f'set "{name}={value}"' for name, value in own.items()), start])
    return " ".join([*(f"{name}={shlex.quote(value)}" for name, value in own.items()), start])


app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command()
def main(
    folder: Annotated[
        Path | None, typer.Option(help="Where to put it; by default “demo” beside the records.")
    ] = None,
    weeks: Annotated[int, typer.Option(min=1, max=26, help="How many weeks of practice.")] = 8,
    seed: Annotated[int, typer.Option(help="Another number makes another programme.")] = 7,
    again: Annotated[bool, typer.Option("--again", help="Replace the demo that is there.")] = False,
) -> None:
    """Fill a database of its own with a living programme, everything in it marked as demo."""
    place = (folder or Settings().folder / "demo").absolute()
    try:
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise BadInput(f"The folder {place} cannot be used ({error.strerror}).") from error
    refuse(place, again)
    until = utc_now()
    with typer.progressbar(length=weeks, label=f"Making {weeks} weeks of practice") as bar:

        def watch(at: datetime) -> None:
            week = weeks - (until - at) // timedelta(weeks=1) - 1
            if week > bar.pos:
                bar.update(week - bar.pos)
                if not sys.stdout.isatty():
                    typer.echo(f"Week {week} of {weeks} is there.")

        make(place, weeks=weeks, seed=seed, again=again, until=until, watch=watch)
        bar.update(weeks - bar.pos)
    typer.echo(told(place, weeks))


def run(arguments: Sequence[str]) -> int:
    """Run the command: 0 when the demo is there, 2 when it was refused, with a sentence."""
    try:
        app(list(arguments), prog_name="python -m practice.demo", standalone_mode=False)
    except (PracticeError, typer.TyperException) as error:
        message = error.format_message() if isinstance(error, typer.TyperException) else str(error)
        typer.echo(message, err=True)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
