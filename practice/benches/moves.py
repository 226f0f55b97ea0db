"""`python -m practice.bench moves`: which moves are found in turns, and how far people agree."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from practice.adapters.main_code import shipped
from practice.adapters.move_coder import EmbeddedMoveCoder
from practice.benches.coding import agreement
from practice.benches.printing import printed, progress
from practice.benches.turns import turns


def bench(
    file: Annotated[
        Path, typer.Argument(help="CSV or JSON Lines with id and text, perhaps before and main.")
    ],
) -> None:
    """Which moves are found in each turn of FILE, its main code, and how fast."""
    given = turns(file)
    coder, main = EmbeddedMoveCoder(), shipped()
    pairs, spent = [], 0.0
    with progress(len(given), "Turns") as step:
        for turn in given:
            began = time.perf_counter()
            coded = coder.code(turn.text, turn.before)
            told = main.code(turn.text, turn.before, coded)
            spent += time.perf_counter() - began
            found = [{"move": one.move, "p": one.p, "quote": one.quote} for one in coded]
            printed({"id": turn.id, "moves": found, "main": told.code})
            if turn.main is not None:
                pairs.append((turn.main, told.code))
            step()
    printed(
        {
            "summary": "moves",
            "coder": f"{coder.name}, {main.name}",
            "turns": len(given),
            "turns_per_second": round(len(given) / spent, 1),
            **({"coded_by_people": len(pairs), **agreement(pairs)} if pairs else {}),
        }
    )
