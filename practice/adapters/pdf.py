"""A portfolio as a PDF: readable on paper, every page saying what it is and is not."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import KeepTogether, Paragraph, SimpleDocTemplate, Spacer, Table

from practice.evidence.portfolio import Portfolio, Signed
from practice.rubrics import LEVELS

_FONTS = Path(__file__).parent / "fonts"
_TEXT, _BOLD = "DejaVu", "DejaVu-Bold"
_INK, _QUIET, _TEAL, _LINE = (HexColor(c) for c in ("#22262B", "#565C63", "#0F6E6E", "#D9D2C6"))
_EDGE = 18 * mm


@cache
def _styles() -> dict[str, ParagraphStyle]:
    """The few ways text is set; the fonts are read once."""
    registerFont(TTFont(_TEXT, _FONTS / "DejaVuSans.ttf"))
    registerFont(TTFont(_BOLD, _FONTS / "DejaVuSans-Bold.ttf"))
    registerFontFamily(_TEXT, normal=_TEXT, bold=_BOLD, italic=_TEXT, boldItalic=_BOLD)
    text = ParagraphStyle("text", fontName=_TEXT, fontSize=9, leading=13, textColor=_INK)
    return {
        "text": text,
        "title": ParagraphStyle("title", text, fontName=_BOLD, fontSize=18, leading=24),
        "head": ParagraphStyle(
            "head", text, fontName=_BOLD, fontSize=12, leading=16, spaceBefore=14, spaceAfter=4,
            keepWithNext=1,
        ),
        "says": ParagraphStyle(
            "says", text, borderColor=_TEAL, borderWidth=0.8, borderPadding=6, spaceBefore=10,
            spaceAfter=10,
        ),
        "quiet": ParagraphStyle("quiet", text, fontSize=8, leading=11, textColor=_QUIET),
    }  # fmt: skip


def drawn(portfolio: Portfolio) -> bytes:
    """The whole portfolio, A4."""
    styles, out = _styles(), io.BytesIO()
    title = f"Portfolio of simulated practice: {portfolio.trainee}"
    document = SimpleDocTemplate(
        out, pagesize=A4, leftMargin=_EDGE, rightMargin=_EDGE, topMargin=_EDGE,
        bottomMargin=24 * mm, title=title, author="Deliberate-practice trainer",
        subject="Simulation, formative", lang="en-GB",
    )  # fmt: skip
    where = f"{portfolio.cohort}. " if portfolio.cohort else ""
    parts: list[Any] = [
        Paragraph("Portfolio of simulated practice", styles["title"]),
        Paragraph(f"<b>{escape(portfolio.trainee)}</b>", styles["text"]),
        Paragraph(escape(f"{where}Made on {_day(portfolio.made_at)}."), styles["quiet"]),
        Paragraph(escape(portfolio.says), styles["says"]),
        *_milestones(portfolio),
        *_work(portfolio),
    ]
    foot = partial(_foot, f"{portfolio.trainee}. {portfolio.says}")
    document.build(parts, onFirstPage=foot, onLaterPages=foot)
    return out.getvalue()


def _foot(words: str, canvas: Any, document: Any) -> None:
    canvas.saveState()
    paragraph = Paragraph(escape(f"{words} Page {document.page}."), _styles()["quiet"])
    _, height = paragraph.wrap(A4[0] - 2 * _EDGE, 20 * mm)
    paragraph.drawOn(canvas, _EDGE, 20 * mm - height)
    canvas.restoreState()


def _milestones(portfolio: Portfolio) -> Iterable[Any]:
    styles = _styles()
    yield Paragraph("Met in simulation", styles["head"])
    if not portfolio.met:
        yield Paragraph("No milestone yet.", styles["text"])
        return
    yield Paragraph("Each takes two signed reps that met, on two different cases.", styles["quiet"])
    yield _table(
        ["Skill", "Level", "Reached on", "Signed by"],
        [
            [f"{escape(one.skill_title)}{_codes(one.codes)}", escape(one.difficulty), _day(one.on),
             escape(", ".join(one.signed_by))]
            for one in portfolio.met
        ],
        [66 * mm, 28 * mm, 36 * mm, 44 * mm],
    )  # fmt: skip


def _work(portfolio: Portfolio) -> Iterable[Any]:
    styles = _styles()
    n = len(portfolio.work)
    yield Paragraph(f"Signed reps ({n})", styles["head"])
    scale = ", ".join(f"{level} {word.lower()}" for level, word in LEVELS.items())
    yield Paragraph(f"Levels: {scale}; – no opportunity.", styles["quiet"])
    for one in reversed(portfolio.work):
        yield KeepTogether([Spacer(1, 5), *_rep(one)])


def _rep(one: Signed) -> Iterable[Any]:
    styles = _styles()
    met = "met in simulation" if one.met_in_simulation else "not met yet"
    again = ", tried again" if one.tried_again else ""
    version = f", rubric version {one.rubric_version}" if one.rubric_version else ""
    yield Paragraph(
        f"<b>{escape(one.skill_title)}</b>, {escape(one.difficulty)}: {met}", styles["text"]
    )
    yield Paragraph(escape(
        f"{one.kind.capitalize()} with {one.client}{again}. Signed by {one.signed_by} on "
        f"{_day(one.signed_at)}{version}."
    ), styles["quiet"])  # fmt: skip
    levels = [
        f"{escape(rated.title)}{_codes(rated.codes)} "
        f"<b>{'–' if rated.level is None else rated.level}</b>"
        for rated in one.levels
    ]
    yield Paragraph("; ".join(levels), styles["text"])


def _codes(codes: Sequence[str]) -> str:
    return f" ({escape(', '.join(codes))})" if codes else ""


def _table(head: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[float]) -> Table:
    """Cells are marked-up text: whatever somebody wrote in them has to be escaped."""
    styles = _styles()
    cells = [[Paragraph(f"<b>{name}</b>", styles["quiet"]) for name in head]]
    cells += [[Paragraph(cell, styles["text"]) for cell in row] for row in rows]
    return Table(cells, widths, repeatRows=1, hAlign="LEFT", style=[
        ("LINEBELOW", (0, 0), (-1, -1), 0.5, _LINE), ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0), ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ])  # fmt: skip


def _day(at: datetime) -> str:
    return f"{at.day} {at:%B %Y}"
