"""What really leaves the machine, seen on its network cards: nothing without the trainee's yes.

Reads packets as they go out (Linux, as root), so that no layer of ours has to be believed.
"""

from __future__ import annotations

import socket
import struct
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest
import sqlalchemy as sa
from pydantic import SecretStr

from practice import NotAllowed, consenting, egress, practising, talking, trials
from practice.adapters.language_model import LanguageModel
from practice.adapters.model_judge import ModelJudge
from practice.adapters.model_voice import ModelVoice
from practice.adapters.reader import Reader
from practice.adapters.secrets_file import Admission, Auth
from practice.adapters.sign_on import SignOn
from practice.adapters.voices import AuthoredVoice
from practice.consent import Notice, Purpose
from tests.people import ANA, DEE, MONDAY, REPLY, SAM, TURNS, Programme

OUTSIDE = "203.0.113.7"  # an address kept for documentation (RFC 5737): nobody answers there
_IPV4, _EVERY, _OUTGOING = 0x0800, 0x0003, 4


def _packets() -> socket.socket:
    if sys.platform != "linux":
        pytest.skip("packets can only be read here on Linux")
    try:
        return socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(_EVERY))
    except PermissionError:
        pytest.skip("packets can only be read as root")


@contextmanager
def watched() -> Iterator[list[str]]:
    """The addresses that packets leave for meanwhile, those of this machine apart."""
    seen: list[str] = []
    card, over = _packets(), Event()
    card.settimeout(0.1)

    def read() -> None:
        while not over.is_set():
            try:
                packet, (name, protocol, kind, *_) = card.recvfrom(65535)
            except TimeoutError:
                continue
            if kind == _OUTGOING and protocol == _IPV4 and name != "lo":
                seen.append(socket.inet_ntoa(struct.unpack_from("!4s", packet, 16)[0]))

    reader = Thread(target=read, daemon=True)
    reader.start()
    try:
        yield seen
        time.sleep(0.3)
    finally:
        over.set()
        reader.join()
        card.close()


@contextmanager
def with_models(at: Programme) -> Iterator[None]:
    """A provider outside as the client's voice and as an accepted reader of replies."""
    model = LanguageModel.from_settings("tiny", f"http://{OUTSIDE}/v1", SecretStr("none"), 0.5)
    reader = Reader(every=0.05, waits=(0.1,))
    at.with_(
        model=ModelVoice(model, AuthoredVoice()),
        notice=Notice(Purpose.CLIENT_VOICE, "tiny", OUTSIDE),
        judge=ModelJudge(model),
        judge_notice=Notice(Purpose.SCORING, "tiny", OUTSIDE),
        reader=reader,
    )
    accepted = {"stamp": trials.stamp(at.house), "figures": {}}
    at.house.store.change_setting(trials.ACCEPTED, accepted, DEE.id, MONDAY)
    reader.start(at.house)
    try:
        yield
    finally:
        reader.stop()


def test_the_directors_list_names_every_host_and_how_many_agreed(at: Programme) -> None:
    assert egress.ways_out(at.house, DEE) == []
    with with_models(at):
        consenting.answer_consent(at.house, ANA, True)
        voice, reader = egress.ways_out(at.house, DEE)
    assert (voice.host, voice.tool, voice.here) == (OUTSIDE, "tiny", False)
    assert (voice.agreed, voice.asked) == (1, 3)
    assert (reader.host, reader.agreed, reader.asked) == (OUTSIDE, 0, 3)
    assert voice.what_for != reader.what_for and voice.keeps
    for me in (ANA, SAM):
        with pytest.raises(NotAllowed):
            egress.ways_out(at.house, me)


def test_a_model_and_records_on_this_computer_are_said_to_be_here(at: Programme) -> None:
    at.with_(notice=Notice(Purpose.CLIENT_VOICE, "tiny", "127.0.0.1"))
    (voice,) = egress.ways_out(at.house, DEE)
    assert voice.here and voice.asked is None
    url = "postgresql+psycopg://somebody:secret@db.example.org/trainer"
    at.house.store.database.engine.url = sa.make_url(url)  # what is read there stays where it is
    *_, records = egress.ways_out(at.house, DEE)
    assert (records.host, records.what_for) == ("db.example.org", egress.RECORDS)
    assert not records.here
    assert "secret" not in repr(records)


def practised(at: Programme) -> None:
    """An encounter of six turns to its end, and a drill with its feedback."""
    rep = at.talk(turns=6)
    talking.end(at.house, ANA, rep)
    at.rate(rep)
    drill = at.drill()
    practising.reply(at.house, ANA, drill, REPLY)
    at.rate(drill)
    time.sleep(0.3)  # for the reader


def refused(at: Programme) -> None:
    for purpose in Purpose:
        consenting.answer_consent(at.house, ANA, False, purpose)


def test_no_packet_leaves_before_the_question_is_answered_or_after_a_no(at: Programme) -> None:
    with with_models(at), watched() as seen:
        practised(at)
        refused(at)
        practised(at)
    assert OUTSIDE not in seen


def _way_out() -> bool:
    """Whether this machine has a card that a packet could leave by."""
    routes = Path("/proc/net/route")
    lines = routes.read_text(encoding="ascii").splitlines()[1:] if routes.exists() else []
    return any(line.split()[1] == "00000000" for line in lines)


@pytest.mark.skipif(not _way_out(), reason="no network card that a packet could leave by")
def test_the_same_watch_sees_a_packet_once_the_trainee_agreed(at: Programme) -> None:
    with with_models(at), watched() as seen:
        rep = at.talk()
        consenting.answer_consent(at.house, ANA, True)
        talking.say(at.house, ANA, rep, 1, TURNS[0])
        until = time.monotonic() + 5
        while OUTSIDE not in seen and time.monotonic() < until:
            time.sleep(0.05)
    assert OUTSIDE in seen


def test_single_sign_on_is_named_and_carries_nobodys_words(at: Programme) -> None:
    auth = Auth.model_validate({
        "redirect_uri": "https://practice.example/oauth2callback", "cookie_secret": "c" * 32,
        "providers": {"default": {
            "client_id": "trainer", "server_metadata_url": f"https://{OUTSIDE}/openid",
        }},
    })  # fmt: skip
    at.with_(sign_on=SignOn(auth, Admission(sign_in_name="Example University")))
    (way,) = egress.ways_out(at.house, DEE)
    assert (way.host, way.tool, way.here, way.words) == (
        OUTSIDE, "Example University", False, False,
    )  # fmt: skip
    assert "Nobody's words" in way.sent
