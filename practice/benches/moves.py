"""`python -m practice.bench moves`: which moves are found in turns, and how far people agree."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import typer

from practice import BadInput, ModelUnavailable
from practice.adapters.main_code import MainCode, MainCoder, shipped
from practice.adapters.model_coder import ModelMoveCoder
from practice.adapters.move_coder import EmbeddedMoveCoder
from practice.adapters.settings import Settings
from practice.benches.coding import agreement, kappas, of_moves, specific
from practice.benches.printing import printed, progress, told
from practice.benches.turns import HALVES, CodedTurn, turns
from practice.moves import Coded, MoveCoder

# Written from the definitions in `practice.moves` before any wording was tuned on them. `first` is
# by the hand that wrote the turns; `second` is by somebody else, from the words alone, without
# having seen the first or the coder; `moves` is settled from the two by a third reading. A question
# is open or closed only where no more specific move names it. `half` is SHA-256 of
# "0|before|text", odd for tune. The fresh turns were written and labelled by the second hand alone:
# the 80 with the lowest such hash are fresh-tune. Wording was tuned on tune and fresh-tune; some of
# test was read while it was settled, so fresh-test says best how good the coder is.
OWN = Path(__file__).with_name("own_turns.csv")


@dataclass
class Measured:
    """One coder over the turns: what it found, how long it took, where it had no answer."""

    coder: MoveCoder
    hints: Callable[[str, str], Sequence[Coded]] | None
    main: MainCoder
    found: list[tuple[CodedTurn, Sequence[Coded], MainCode]] = field(default_factory=list)
    seconds: float = 0.0
    missed: int = 0

    def take(self, turn: CodedTurn) -> None:
        """Code one turn; a turn without an answer counts as missed and not as empty."""
        began = time.perf_counter()
        try:
            coded = self.coder.code(turn.text, turn.before)
            hints = self.hints(turn.text, turn.before) if self.hints else coded
            code = self.main.code(turn.text, turn.before, hints).code
        except ModelUnavailable as error:
            self.missed += 1
            if self.missed == 1:
                told(f"{turn.id}: {error}")
        else:
            self.found.append((turn, coded, code))
        self.seconds += time.perf_counter() - began

    def line(self) -> dict[str, Any]:
        """The latest turn as it is printed."""
        turn, coded, code = self.found[-1]
        moves = [{"move": one.move, "p": one.p, "quote": one.quote} for one in coded]
        return {"id": turn.id, "moves": moves, "main": code}

    def summary(self) -> dict[str, Any]:
        """Speed, and agreement with people where they have said what is right."""
        mains = [(turn.main, code) for turn, _, code in self.found if turn.main is not None]
        about: dict[str, Any] = {
            "summary": "moves",
            "coder": f"{self.coder.name}, {self.main.name}",
            "turns": len(self.found) + self.missed,
            "turns_per_second": round((len(self.found) + self.missed) / self.seconds, 1),
            **({"without_an_answer": self.missed} if self.missed else {}),
        }
        if mains:
            about |= {"coded_by_people": len(mains), **agreement(mains)}
        for half in ("", *HALVES):
            pairs = [
                (turn.moves, specific(coded))
                for turn, coded, _ in self.found
                if turn.moves is not None and turn.half == half
            ]
            if pairs:
                about[f"moves_{half}".rstrip("_").replace("-", "_")] = of_moves(pairs)
        return about


def bench(
    file: Annotated[
        Path | None,
        typer.Argument(help="CSV or JSON Lines: id, text, perhaps before, main, moves and half."),
    ] = None,
    own: Annotated[
        bool, typer.Option("--own", help="The turns that we wrote and labelled.")
    ] = False,
    model: Annotated[
        str | None, typer.Option(help="A language model that codes the turns as well.")
    ] = None,
    model_url: Annotated[
        str | None, typer.Option(help="Its address, if it is an OpenAI-compatible server.")
    ] = None,
) -> None:
    """Which moves are found in each turn of FILE, its main code, and how fast."""
    if own == (file is not None):
        raise BadInput("Give a FILE, or --own for the turns that we wrote and labelled.")
    if model_url and model is None:
        raise BadInput("--model-url needs --model, the name of the model at that address.")
    given, main = turns(file or OWN), shipped()
    embedded = EmbeddedMoveCoder()
    measured = [Measured(embedded, embedded.hints, main)]
    if model:  # the main code is told from what the model found
        measured.append(Measured(model_coder(model, model_url), None, main))
    with progress(len(given) * len(measured), "Turns") as step:
        for turn in given:
            for one in measured:
                one.take(turn)
                step()
            printed(measured[0].line())
    labelled = [turn.labellings for turn in given if turn.labellings is not None]
    for one in measured:
        alike = {"kappa_of_two_labellings": kappas(labelled)} if labelled else {}
        printed(one.summary() | alike)
    if model and not measured[-1].found:
        raise ModelUnavailable(f"The language model {model} never gave a usable answer.")


def model_coder(name: str, url: str | None) -> MoveCoder:
    """A language model as a coder. Raises ModelUnavailable with the remedy."""
    from practice.adapters.language_model import LanguageModel  # slow to import

    return ModelMoveCoder(LanguageModel.from_settings(name, url, Settings().model_key))
