"""`python -m practice.admin`: what whoever runs the trainer does with the records as a whole.

It works on the records that the environment names, also while the trainer runs.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from practice import BadInput, PracticeError, keeping
from practice.adapters import backups
from practice.adapters.database import Database
from practice.adapters.settings import Settings
from practice.adapters.wiring import open_house
from practice.house import House, utc_now
from practice.retention import Removed
from practice.roles import Person, Role

# Who reads the file system can read the records: there is nobody to ask for a password here.
HERE = Person("command line", "the command line", Role.DIRECTOR)
COUNTED = {
    "reps": "reps lose their words",
    "drafts": "unsent drafts",
    "texts": "former values of settings",
    "reps_without_a_name": "reps lose their trainee's name",
    "accounts": "closed accounts",
    "links": "links and sign-ins that are over",
    "audit_lines": "lines of the audit",
    "waiting": "reps stay for now: a human has to answer something first",
}

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.callback()
def main() -> None:
    """Look after the records: remove what is past its time, verify, back up, restore."""


@contextmanager
def opened() -> Iterator[House]:
    """The records that the environment names; BadInput when there are none."""
    settings = Settings()
    if not settings.database_url and not _file(settings).exists():
        raise BadInput(f"There are no records in {settings.folder}.")
    house = open_house(settings)
    try:
        yield house
    finally:
        house.store.close()


def _file(settings: Settings) -> Path:
    return Path(settings.url.removeprefix("sqlite:///"))


@app.command()
def purge(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only count what would go; change nothing.")
    ] = False,
    yes: Annotated[
        bool, typer.Option("--yes", help="Do not ask before removing; for a timer.")
    ] = False,
) -> None:
    """Remove what is past the periods that a director set, for good, and write a receipt."""
    with opened() as house:
        told = keeping.foreseen(house, HERE)
        cut = told.cutoffs
        typer.echo(
            f"Past its time: words before {cut.transcript:%Y-%m-%d}, names before "
            f"{cut.ratings:%Y-%m-%d}, the audit before {cut.audit:%Y-%m-%d}."
        )
        typer.echo("\n".join(counted(told.removed)))
        if dry_run:
            typer.echo("Nothing was changed.")
            return
        if not yes and not typer.confirm("Remove this for good?"):
            typer.echo("Nothing was changed.")
            return
        receipt = keeping.remove(house, HERE)
        typer.echo(f"Removed. Receipt {receipt.number}: {receipt.seal}")
        if not receipt.clean:
            typer.echo(
                "The records were busy, so the file may still hold traces of what was removed. "
                "Run this again when fewer people are about."
            )
        typer.echo("Copies made earlier still hold all of it; remove those that are as old.")


def counted(removed: Removed) -> list[str]:
    """Each count with what it counts, one a line; a sentence when there is nothing to count."""
    found = {what: getattr(removed, name) for name, what in COUNTED.items()}
    lines = [f"{count:7,}  {what}" for what, count in found.items() if count]
    return lines or ["Nothing is past its time."]


@app.command()
def verify(
    noted: Annotated[
        str, typer.Option(help="A head that was noted earlier: a number and 64 signs.")
    ] = "",
) -> None:
    """Follow the audit's chain and check every receipt; 1 and the first broken line if any is."""
    with opened() as house:
        found = keeping.check_audit(house, HERE, noted)
        receipts = keeping.receipts(house, HERE)
    wrong = [str(kept.receipt.number) for kept in receipts if not kept.holds]
    if found.broken is not None:
        typer.echo(f"Broken at line {found.broken}: {found.why}")
    else:
        typer.echo(f"The audit is whole: {found.lines:,} lines.")
    if found.head:
        typer.echo(f"Head to note elsewhere: {found.head}")
    if receipts:
        typer.echo(
            f"These receipts do not hold: {', '.join(wrong)}."
            if wrong
            else f"Every receipt holds: {len(receipts):,}."
        )
    if found.broken is not None or wrong:
        raise typer.Exit(1)


@app.command()
def backup(file: Annotated[Path, typer.Argument(help="The new file.")]) -> None:
    """Copy all records into one new file, while the trainer runs."""
    settings = Settings()
    if not settings.database_url and not _file(settings).exists():
        raise BadInput(f"There are no records in {settings.folder}.")
    database = Database(settings.url)
    try:
        copied = backups.backup(database, file, utc_now())
    finally:
        database.close()
    typer.echo(f"Copied {copied.total:,} rows of {len(copied.rows)} tables to {file}.")
    typer.echo(
        "It holds transcripts and password hashes, and nothing that lets somebody in by itself. "
        "Keep it as safe as the records, and no longer than you keep transcripts."
    )


@app.command()
def restore(file: Annotated[Path, typer.Argument(help="A file that `backup` made.")]) -> None:
    """Make records from a copy, in a place where there are none yet."""
    database = Database(Settings().url)
    try:
        copied = backups.restore(database, file)
    finally:
        database.close()
    with opened() as house:
        made = f"a copy of {copied.made_at:%Y-%m-%d %H:%M} UTC"
        house.store.note(utc_now(), HERE.id, "restored the records", made)
        found = keeping.check_audit(house, HERE)
    typer.echo(f"Restored {copied.total:,} rows from {made}.")
    if found.broken is not None:
        typer.echo(f"The audit of that copy is broken at line {found.broken}: {found.why}")
    typer.echo(
        "Everybody signs in anew, and links that were open have to be made again. What was removed "
        "or erased after that copy was made is here again: remove it once more."
    )


def run(arguments: Sequence[str]) -> int:
    """Run the command: 0 when it is done, 1 when something is broken, 2 with a sentence."""
    try:
        code = app(list(arguments), prog_name="python -m practice.admin", standalone_mode=False)
    except (PracticeError, typer.TyperException) as error:
        message = error.format_message() if isinstance(error, typer.TyperException) else str(error)
        typer.echo(message, err=True)
        return 2
    except typer.Abort:
        typer.echo("Nothing was changed.", err=True)
        return 2
    return code if isinstance(code, int) else 0


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
