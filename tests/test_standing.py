"""Numbers only where the machine and people agree in this programme, and words everywhere else."""

from __future__ import annotations

import pytest

from practice import NotAllowed, practising, standing, supervising
from practice.gates import NEEDED
from tests.people import ANA, DEE, SAM, SIA, Programme


def rated_by_two(at: Programme, reps: int, off: int = 0) -> list[str]:
    """Reps rated blind by two supervisors, near to the machine's own level or off by some."""
    done = []
    for number in range(reps):
        rep = at.sent(text=REPLIES[number % len(REPLIES)])
        judged = next(e for e in at.house.store.load(rep).events if e.kind == "judged").judgement
        levels = {
            r.criterion: min(4, max(0, (r.level if r.level is not None else number % 5) + off))
            for r in judged.ratings
        }
        levels |= dict.fromkeys(set(at.levels(rep)) - set(levels), 2)
        for who in (SAM, SIA):
            at.clock.later(minutes=50)
            supervising.claim(at.house, who, rep)
            supervising.rate_blind(at.house, who, rep, levels)
        done.append(rep)
    return done


REPLIES = (
    "Mm.",
    "You should really stop thinking like that. It's catastrophising.",
    "It banged, and “so there's something wrong with it” was there at once. No wonder you were "
    "frightened. How sure were you of that, out of a hundred, and what makes it less sure?",
    "That sounds hard. What went through your mind just then?",
)


def test_nothing_is_a_number_before_two_supervisors_have_rated_enough(at: Programme) -> None:
    rep = at.sent()
    found = standing.standing(at.house, DEE)
    assert found.gates
    assert not any(gate.open for gate in found.gates)
    assert all(gate.missing for gate in found.gates)
    assert practising.look(at.house, ANA, rep).numbers == {}
    assert at.house.store.setting(standing.SETTING, {}) == {}


def test_only_a_director_sees_how_the_machine_stands(at: Programme) -> None:
    for who in (ANA, SAM):
        with pytest.raises(NotAllowed):
            standing.standing(at.house, who)


def test_a_second_blind_rating_that_is_one_too_few_opens_nothing(at: Programme) -> None:
    rated_by_two(at, 2)
    (gate, *_) = standing.standing(at.house, DEE).gates
    assert gate.n == 2
    assert str(NEEDED - 2) in gate.missing
