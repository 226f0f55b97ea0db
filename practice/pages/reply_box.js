export default function (component) {
  const { data, parentElement: root, setTriggerValue } = component;
  const box = root.querySelector('textarea'), button = root.querySelector('button');
  const kept = root.querySelector('#kept'), timer = root.querySelector('#timer');
  root.querySelector('label').textContent = data.label;
  button.textContent = data.send;
  box.placeholder = data.hint;
  const host = root.host || root;
  // What the server does not have yet stays in this tab: a reload while it is away loses nothing.
  const mine = 'draft ' + data.rep + ' ' + data.slot;
  let unsaved = false;
  if (host.dataset.slot !== data.slot) {          // a new moment: fresh box, the kept draft, a new clock
    const early = host.dataset.slot === undefined && box.value;  // typed before this code ran
    host.dataset.slot = data.slot;
    host.dataset.pasted = '';
    host.dataset.began = String(Date.now());
    Object.keys(sessionStorage).filter((k) => k.startsWith('draft ') && k !== mine)
      .forEach((k) => sessionStorage.removeItem(k));
    unsaved = early || sessionStorage.getItem(mine) !== null;
    if (!early) box.value = unsaved ? sessionStorage.getItem(mine) : data.draft;
    kept.textContent = box.value && !early ? 'Your draft is back.' : '';
    if (data.focus) box.focus({ preventScroll: true });
  }
  box.readOnly = false; button.disabled = false;
  if (String(data.refused) !== (host.dataset.refused || '0')) {   // not taken: still here, to be changed
    host.dataset.refused = String(data.refused);
    host.dataset.sent = '';
    kept.textContent = 'Not sent. The reason is below.';
    box.focus({ preventScroll: true });
  }
  let waiting = null;
  const put = () => {
    const text = box.value;
    return fetch('/draft/' + data.rep, {
      method: 'PUT', keepalive: true, credentials: 'same-origin', headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ slot: data.slot, text }) }).then((r) => {
        if ((r.ok || r.status === 422) && sessionStorage.getItem(mine) === text) sessionStorage.removeItem(mine);
        return r;
      });
  };
  const keep = () => {
    waiting = null;
    put().then(async (r) => {
      if (r.ok) kept.textContent = 'Draft kept';
      else if (r.status === 401) kept.textContent = 'Draft not kept: sign in again in another tab.';
      else kept.textContent = (await r.json()).sentence;
    })
         .catch(() => { kept.textContent = 'Draft not kept: no connection. It is still here.'; });
  };
  const typed = () => {
    sessionStorage.setItem(mine, box.value);
    if (waiting) clearTimeout(waiting);
    waiting = setTimeout(keep, 700);
  };
  box.oninput = typed;
  if (unsaved) typed();
  box.onpaste = (e) => {
    const text = (e.clipboardData && e.clipboardData.getData('text')) || '';
    if (text.trim().split(/\s+/).length > 5) host.dataset.pasted = 'yes';
  };
  box.onblur = () => { if (waiting) { clearTimeout(waiting); keep(); } };
  const send = () => {
    const text = box.value.trim();
    if (!text) { kept.textContent = 'There is nothing to send yet.'; box.focus(); return; }
    if (button.disabled) return;
    if (waiting) { clearTimeout(waiting); waiting = null; }
    button.disabled = true; box.readOnly = true; kept.textContent = data.sending; host.dataset.sent = data.slot;
    setTriggerValue('sent', { text, slot: data.slot, pasted: host.dataset.pasted === 'yes',
      seconds: Math.round((Date.now() - Number(host.dataset.began)) / 1000) });
    setTimeout(() => { if (host.dataset.slot === data.slot) { button.disabled = false; box.readOnly = false; } }, 25000);
  };
  root.querySelector('form').onsubmit = (e) => { e.preventDefault(); send(); };
  box.onkeydown = (e) => { if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) { e.preventDefault(); send(); } };
  const tick = () => {
    const s = Math.round((Date.now() - Number(host.dataset.began)) / 1000);
    timer.textContent = data.clock && s > 0 ? Math.floor(s / 60) + ':' + String(s % 60).padStart(2, '0') + ', no hurry' : '';
  };
  tick(); const clock = setInterval(tick, 1000);
  return () => {
    clearInterval(clock);
    if (waiting) { clearTimeout(waiting); put().catch(() => {}); }
    else if (host.dataset.sent === data.slot) sessionStorage.removeItem(mine);
  };
}
