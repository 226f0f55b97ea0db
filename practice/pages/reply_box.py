"""The box a reply is typed in: it saves the draft while somebody types, and sends it once.

Drafts go to `PUT /draft/REP` and never through a page redraw, so that typing is never interrupted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import streamlit as st

_HTML = """
<form>
  <label for="reply"></label>
  <textarea id="reply" rows="4" maxlength="6000"></textarea>
  <div class="foot">
    <p id="kept" role="status" aria-live="polite"></p>
    <p id="timer" aria-hidden="true"></p>
    <button type="submit"></button>
  </div>
</form>
"""
_CSS = """
form { display: flex; flex-direction: column; gap: .4rem; font-family: var(--st-font); color: var(--st-text-color); }
label { font-size: .9rem; font-weight: 600; }
textarea { font: inherit; font-size: 1.05rem; line-height: 1.5; color: inherit; background: transparent; padding: .7rem .9rem;
  border: 1px solid var(--st-border-color); border-radius: 10px; resize: vertical; width: 100%; box-sizing: border-box; }
textarea:focus-visible, button:focus-visible { outline: 3px solid var(--st-primary-color); outline-offset: 1px; }
.foot { display: flex; align-items: center; gap: 1rem; justify-content: flex-end; flex-wrap: wrap; }
.foot p { margin: 0; font-size: .85rem; opacity: .85; } #kept { margin-right: auto; }
button { font: inherit; font-weight: 600; padding: .5rem 1.2rem; border-radius: 10px; cursor: pointer; border: 1px solid transparent;
  background: #0F6E6E; color: #fff; }
button:disabled { opacity: .6; cursor: default; }
"""
_JS = """
export default function (component) {
  const { data, parentElement: root, setTriggerValue } = component;
  const box = root.querySelector('textarea'), button = root.querySelector('button');
  const kept = root.querySelector('#kept'), timer = root.querySelector('#timer');
  root.querySelector('label').textContent = data.label;
  button.textContent = data.send;
  box.placeholder = data.hint;
  const host = root.host || root;
  if (host.dataset.slot !== data.slot) {          // a new moment: fresh box, the kept draft, a new clock
    host.dataset.slot = data.slot;
    host.dataset.pasted = '';
    host.dataset.began = String(Date.now());
    box.value = data.draft;
    kept.textContent = data.draft ? 'Your draft is back.' : '';
    if (data.focus) box.focus({ preventScroll: true });
  }
  box.readOnly = false; button.disabled = false;
  let waiting = null;
  const put = () => fetch('/draft/' + data.rep, {
    method: 'PUT', keepalive: true, credentials: 'same-origin', headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ slot: data.slot, text: box.value }) });
  const keep = () => {
    waiting = null;
    put().then((r) => { kept.textContent = r.ok ? 'Draft kept' : 'Draft not kept: sign in again in another tab.'; })
         .catch(() => { kept.textContent = 'Draft not kept: no connection. It is still here.'; });
  };
  box.oninput = () => { if (waiting) clearTimeout(waiting); waiting = setTimeout(keep, 700); };
  box.onpaste = (e) => {
    const text = (e.clipboardData && e.clipboardData.getData('text')) || '';
    if (text.trim().split(/\\s+/).length > 5) host.dataset.pasted = 'yes';
  };
  box.onblur = () => { if (waiting) { clearTimeout(waiting); keep(); } };
  const send = () => {
    const text = box.value.trim();
    if (!text) { kept.textContent = 'There is nothing to send yet.'; box.focus(); return; }
    if (button.disabled) return;
    if (waiting) { clearTimeout(waiting); waiting = null; }
    button.disabled = true; box.readOnly = true; kept.textContent = data.sending;
    setTriggerValue('sent', { text, slot: data.slot, pasted: host.dataset.pasted === 'yes',
      seconds: Math.round((Date.now() - Number(host.dataset.began)) / 1000) });
    setTimeout(() => { if (host.dataset.slot === data.slot) { button.disabled = false; box.readOnly = false; } }, 25000);
  };
  root.querySelector('form').onsubmit = (e) => { e.preventDefault(); send(); };
  box.onkeydown = (e) => { if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) { e.preventDefault(); send(); } };
  const tick = () => {
    const s = Math.round((Date.now() - Number(host.dataset.began)) / 1000);
    timer.textContent = data.clock && s > 0 ? Math.floor(s / 60) + ':' + String(s % 60).padStart(2, '0') : '';
  };
  tick(); const clock = setInterval(tick, 1000);
  return () => { clearInterval(clock); if (waiting) { clearTimeout(waiting); put().catch(() => {}); } };
}
"""
_component = st.components.v2.component("reply_box", html=_HTML, css=_CSS, js=_JS)


@dataclass(frozen=True)
class Sent:
    """What somebody sent, for which moment, how long it took (seconds) and whether it was pasted."""

    text: str
    slot: str
    seconds: float
    pasted: bool


def reply_box(
    rep: str, slot: str, draft: str, *, label: str, send: str = "Send", hint: str = "",
    sending: str = "Sending …", clock: bool = True,
) -> Sent | None:  # fmt: skip
    """Draw the box; returns what was sent in this redraw, if anything."""
    data: dict[str, Any] = {
        "rep": rep, "slot": slot, "draft": draft, "label": label, "send": send, "hint": hint,
        "sending": sending, "clock": clock, "focus": True,
    }  # fmt: skip
    result = _component(key=f"reply {rep}", data=data, on_sent_change=lambda: None)
    sent = result.get("sent")
    if not sent or sent.get("slot") != slot:
        return None
    return Sent(str(sent["text"]), slot, float(sent["seconds"]), bool(sent["pasted"]))
