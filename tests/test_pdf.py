"""The PDF says on every page what it is, and writes everybody's name."""

from __future__ import annotations

import re
import zlib
from base64 import a85decode

from practice.adapters import pdf
from practice.evidence.portfolio import Portfolio, Rated, Reached, Signed
from tests.people import MONDAY

NAME = "Zoë Łukasz <b>Ωμέγα</b> Жанна & Co"


def portfolio(reps: int) -> Portfolio:
    rated = Rated(criterion="cds.pin", title="Finds <the> thought", level=3, codes=("C<1>",))
    none = Rated(criterion="cds.fit", title="Fits", level=None, codes=())
    one = Signed(
        rep="r1", signed_at=MONDAY, signed_by="Sam & Sons", skill="cds", skill_title="Thoughts",
        aim="Finds", difficulty="beginner", kind="drill", client="Mateo", rubric_version=2,
        rubric_fingerprint="f", met_in_simulation=True, tried_again=True, levels=(rated, none),
    )  # fmt: skip
    met = Reached(skill="cds", skill_title="Thoughts", difficulty="beginner", on=MONDAY,
                  signed_by=("Sam",), codes=("C1",))  # fmt: skip
    return Portfolio(
        made_at=MONDAY, trainee=NAME, cohort="The <north>", met=(met,), work=(one,) * reps
    )


def streams(data: bytes) -> list[bytes]:
    found = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL)
    return [_plain(stream) for stream in found]


def _plain(stream: bytes) -> bytes:
    try:
        return zlib.decompress(a85decode(stream, adobe=stream.endswith(b"~>")))
    except ValueError:
        return stream
    except zlib.error:
        return zlib.decompress(stream) if stream[:1] == b"x" else stream


def test_a_long_portfolio_has_pages_and_a_foot_on_each() -> None:
    data = pdf.drawn(portfolio(60))
    assert data.startswith(b"%PDF-") and data.rstrip().endswith(b"%%EOF")
    pages = len(re.findall(rb"/Type /Page\b", data))
    assert pages > 4
    assert len(pdf.drawn(portfolio(1))) < len(data)


def test_it_carries_its_own_letters_and_says_what_it_is() -> None:
    data = pdf.drawn(portfolio(1))
    assert data.count(b"/FontFile2") == 2
    assert b"/Lang (en-GB)" in data
    assert b"Simulation, formative" in data
    letters = pdf._styles()["text"].fontName
    face = pdf.TTFont("again", pdf._FONTS / "DejaVuSans.ttf").face
    assert letters == "DejaVu"
    assert all(ord(letter) in face.charToGlyph for letter in NAME)


def test_an_empty_portfolio_is_a_page_all_the_same() -> None:
    empty = portfolio(0).model_copy(update={"met": ()})
    assert pdf.drawn(empty).startswith(b"%PDF-")
