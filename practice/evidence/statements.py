"""A portfolio as xAPI 1.0.3 statements: who is a pseudonym, and no statement holds any words.

The verbs are our own. The same portfolio gives the same statement ids, so that a record store that
is given them twice keeps them once.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from practice.evidence.portfolio import Portfolio, Signed
from practice.rubrics import LEVELS

BASE = "urn:deliberate-practice-trainer:xapi"
VERBS = {
    "responded": "responded in simulation",
    "self-assessed": "rated their own attempt",
    "received-feedback": "received feedback",
    "revised": "tried again",
    "reviewed": "was reviewed by a supervisor",
    "mastered": "met in simulation, formative",
}
TOP = max(LEVELS)
Statement = dict[str, Any]


def pseudonym(secret: str, trainee: str) -> str:
    """A name that is the same at each export and leads back to nobody without the secret."""
    return hashlib.sha256(f"{secret} {trainee}".encode()).hexdigest()[:24]


def statements(of: Portfolio, who: str, home: str) -> list[Statement]:
    """Every statement, the oldest first. `who` is a pseudonym, `home` the trainer's address."""
    found = [one for rep in of.work for one in _of_rep(rep, who, home)]
    for one in of.met:
        result = {"success": True, "extensions": {_ext("difficulty"): one.difficulty}}
        about = _activity("skill", f"{one.skill}:{one.difficulty}", one.skill_title)
        found.append(_statement("mastered", who, home, about, one.on, result, one.codes))
    return sorted(found, key=lambda one: (one["timestamp"], one["id"]))


def as_json(found: list[Statement]) -> bytes:
    """As a record store takes them: a list of statements."""
    return json.dumps(found, ensure_ascii=False, indent=2).encode()


def _of_rep(rep: Signed, who: str, home: str) -> Iterator[Statement]:
    about = _activity("rep", rep.rep, f"{rep.skill_title}, {rep.difficulty}")
    at, versions = rep.signed_at, _versions(rep)
    verbs = ["responded", "self-assessed", "received-feedback"]
    for verb in [*verbs, "revised"] if rep.tried_again else verbs:
        yield _statement(verb, who, home, about, at, {"extensions": versions})
    levels = [one.level for one in rep.levels if one.level is not None]
    result: dict[str, Any] = {"success": rep.met_in_simulation, "extensions": versions | {
        _ext("levels"): {one.criterion: one.level for one in rep.levels}
    }}  # fmt: skip
    if levels:
        mean = sum(levels) / len(levels)
        result["score"] = {
            "scaled": round(mean / TOP, 4), "raw": round(mean, 4), "min": 0, "max": TOP,
        }  # fmt: skip
    codes = tuple(dict.fromkeys(code for one in rep.levels for code in one.codes))
    yield _statement("reviewed", who, home, about, at, result, codes)


def _versions(rep: Signed) -> dict[str, Any]:
    return {
        _ext("rubric"): f"{rep.skill} {rep.rubric_version or ''}".strip(),
        _ext("rubric-fingerprint"): rep.rubric_fingerprint,
        _ext("scorer"): "a supervisor",
    }


def _statement(
    verb: str, who: str, home: str, about: Statement, at: datetime, result: Statement,
    codes: tuple[str, ...] = (),
) -> Statement:  # fmt: skip
    key = f"{BASE} {who} {verb} {about['id']} {at.isoformat()}"
    extensions: Statement = {_ext("signed"): True, _ext("simulation"): "simulation, formative"}
    if codes:
        extensions[_ext("codes")] = list(codes)
    return {
        "id": str(uuid.uuid5(uuid.NAMESPACE_URL, key)),
        "actor": {"objectType": "Agent", "account": {"homePage": home, "name": who}},
        "verb": {"id": f"{BASE}:verb:{verb}", "display": {"en": VERBS[verb]}},
        "object": about,
        "result": result,
        "context": {"extensions": extensions},
        "timestamp": at.isoformat(timespec="seconds"),
        "version": "1.0.3",
    }


def _activity(kind: str, name: str, title: str) -> Statement:
    return {
        "objectType": "Activity", "id": f"{BASE}:{kind}:{name}",
        "definition": {"type": f"{BASE}:type:{kind}", "name": {"en": title}},
    }  # fmt: skip


def _ext(name: str) -> str:
    return f"{BASE}:extension:{name}"
