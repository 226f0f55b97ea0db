"""Builds the house: records, content, coder and voices, from the environment."""

from __future__ import annotations

import logging
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from practice import BadInput, ModelUnavailable, stock
from practice.adapters import secrets_file
from practice.adapters.accounts import Accounts
from practice.adapters.meaning import open_meaning
from practice.adapters.memories import Memories
from practice.adapters.model_judge import MOST_SECONDS, ModelJudge
from practice.adapters.model_voice import ModelVoice
from practice.adapters.move_coder import EmbeddedMoveCoder
from practice.adapters.reader import Reader
from practice.adapters.settings import HERE, Settings
from practice.adapters.store import Store
from practice.adapters.voices import AuthoredVoice
from practice.consent import Notice, Purpose
from practice.house import Content, House, utc_now

if TYPE_CHECKING:
    from practice.adapters.language_model import LanguageModel
    from practice.adapters.sign_on import SignOn

log = logging.getLogger(__name__)


def open_house(settings: Settings) -> House:
    """Open the records (bringing them up to date), read the content, prepare the voices."""
    store = Store(settings.url)
    store.migrate()
    meaning = open_meaning()
    if meaning.trouble:
        log.warning("going on without meaning: %s", meaning.trouble)
    authored = AuthoredVoice(meaning)
    model, notice, trouble = None, None, ""
    try:
        language_model = _language_model(settings)
    except ModelUnavailable as unavailable:  # its sentence holds no key
        language_model, trouble = None, str(unavailable)
        log.warning("going on with the authored voice: %s", trouble)
    if language_model:
        model = ModelVoice(language_model, authored, meaning=meaning)
        notice = _notice(Purpose.CLIENT_VOICE, language_model, settings.model_keeps)
    judge, judge_notice, judge_trouble = None, None, ""
    try:
        reading_model = _reading_model(settings)
    except ModelUnavailable as unavailable:
        judge_trouble = str(unavailable).replace("PRACTICE_MODEL", "PRACTICE_JUDGE")
        reading_model = None
        log.warning("going on with the embedded scorer: %s", judge_trouble)
    if reading_model:
        judge = ModelJudge(reading_model)
        judge_notice = _notice(Purpose.SCORING, reading_model, settings.judge_keeps)
    demo = bool(store.setting("demo", False))
    sign_on, sign_on_trouble = _sign_on(settings, demo)
    opened = House(
        store=store,
        accounts=Accounts(store.people, utc_now),
        content=Content({}, {}),
        coder=EmbeddedMoveCoder(),
        authored=authored,
        model=model,
        notice=notice,
        model_trouble=trouble,
        judge=judge,
        judge_notice=judge_notice,
        judge_trouble=judge_trouble,
        reader=Reader(replays=True),
        meaning=None if meaning.trouble else meaning,
        memories=Memories(meaning),
        sign_on=sign_on,
        sign_on_trouble=sign_on_trouble,
        demo=demo,
        case_folders=(HERE / "cases", *([settings.cases] if settings.cases else [])),
        rubric_folders=(HERE / "rubrics", *([settings.rubrics] if settings.rubrics else [])),
    )
    opened.content = stock.read(opened, stock.changes(opened))
    for problem in opened.content.problems:
        log.warning("left out: %s", problem)
    return opened


def _sign_on(settings: Settings, demo: bool) -> tuple[SignOn | None, str]:
    """The programme's single sign-on, or why there is none; a demo is for nobody real."""
    files = [settings.sign_on] if settings.sign_on else secrets_file.places()
    try:
        found = None if demo else secrets_file.read(files)
    except BadInput as wrong:  # its sentence holds no secret
        trouble = f"Single sign-on is off, and passwords go on working. {wrong}"
        log.warning(trouble)
        return None, trouble
    if found is None:
        return None, ""
    from practice.adapters.sign_on import SignOn  # nothing to import where there is none

    return SignOn(*found), ""


def _language_model(settings: Settings) -> LanguageModel | None:
    if not settings.model:
        return None
    from practice.adapters.language_model import LanguageModel  # slow to import

    return LanguageModel.from_settings(settings.model, settings.model_url, settings.model_key)


def _reading_model(settings: Settings) -> LanguageModel | None:
    """The model that reads replies; it has its own limit, since nobody waits at the screen."""
    if not settings.judge:
        return None
    from practice.adapters.language_model import LanguageModel  # slow to import

    return LanguageModel.from_settings(
        settings.judge, settings.judge_url, settings.judge_key, MOST_SECONDS
    )


def _notice(purpose: Purpose, model: LanguageModel, keeps: str | None) -> Notice:
    notice = Notice(purpose, model.name, model.host)
    return replace(notice, keeps=keeps) if keeps else notice


@cache
def house() -> House:
    """The one house of this process."""
    return open_house(Settings())
