"""What a bench prints: JSON Lines to standard output, everything for people to standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import typer


def printed(found: dict[str, Any]) -> None:
    """One measurement: an object on a line of its own."""
    typer.echo(json.dumps(found, ensure_ascii=False))


def told(line: str) -> None:
    """To people, beside the measurements."""
    typer.echo(line, err=True)


@contextmanager
def progress(length: int, label: str) -> Iterator[Callable[[], None]]:
    """A bar on a terminal and nothing elsewhere; hands over what to call after each step."""
    hidden = not sys.stderr.isatty()
    with typer.progressbar(length=length, label=label, file=sys.stderr, hidden=hidden) as bar:
        yield lambda: bar.update(1)
