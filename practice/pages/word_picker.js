export default function (component) {
  const { data, parentElement: root, setStateValue } = component;
  const group = root.querySelector('#words'), picked = root.querySelector('#picked'), host = root.host || root;
  root.querySelector('#how').textContent = data.how;
  group.setAttribute('aria-label', data.label);
  if (host.dataset.text !== data.text) {
    host.dataset.text = data.text; host.dataset.from = ''; host.dataset.to = ''; group.replaceChildren();
    let at = 0;
    for (const piece of data.text.split(/(\s+)/)) {
      if (piece.trim()) {
        const b = document.createElement('button');
        b.type = 'button'; b.textContent = piece; b.dataset.start = at; b.dataset.end = at + piece.length;
        group.append(b, ' ');
      }
      at += piece.length;
    }
    if (data.picked) {
      const s = data.text.indexOf(data.picked), words = [...group.querySelectorAll('button')];
      const inside = words.map((w, i) => [w, i]).filter(([w]) => Number(w.dataset.start) < s + data.picked.length && Number(w.dataset.end) > s);
      if (s >= 0 && inside.length) { host.dataset.from = inside[0][1]; host.dataset.to = inside[inside.length - 1][1]; }
    }
  }
  const words = [...group.querySelectorAll('button')];
  const span = () => {
    if (host.dataset.from === '') return null;
    const a = Number(host.dataset.from), b = host.dataset.to === '' ? a : Number(host.dataset.to);
    return [Math.min(a, b), Math.max(a, b)];
  };
  const draw = () => {
    const s = span();
    words.forEach((w, i) => {
      w.setAttribute('aria-pressed', s && i >= s[0] && i <= s[1] ? 'true' : 'false');
      w.tabIndex = i === Number(host.dataset.focus || 0) ? 0 : -1;
    });
    picked.textContent = s ? 'Picked: “' + text(s) + '”' : data.none;
  };
  const text = (s) => data.text.slice(Number(words[s[0]].dataset.start), Number(words[s[1]].dataset.end));
  const tell = () => { const s = span(); draw(); setStateValue('words', s ? text(s) : ''); };
  const pick = (i, extend) => {
    if (host.dataset.from === '' || (host.dataset.to !== '' && !extend)) { host.dataset.from = i; host.dataset.to = ''; }
    else if (host.dataset.to === '' && Number(host.dataset.from) === i && !extend) { host.dataset.from = ''; }
    else { host.dataset.to = i; }
    host.dataset.focus = i; tell();
  };
  words.forEach((w, i) => {
    w.onclick = (e) => pick(i, e.shiftKey);
    w.onkeydown = (e) => {
      const step = e.key === 'ArrowRight' || e.key === 'ArrowDown' ? 1 : e.key === 'ArrowLeft' || e.key === 'ArrowUp' ? -1 : 0;
      if (step) {
        e.preventDefault(); const j = Math.max(0, Math.min(words.length - 1, i + step));
        host.dataset.focus = j; draw(); words[j].focus();
        if (e.shiftKey) { if (host.dataset.from === '') host.dataset.from = i; host.dataset.to = j; tell(); }
      } else if (e.key === 'Escape') { host.dataset.from = ''; host.dataset.to = ''; tell(); }
    };
  });
  draw();
}
