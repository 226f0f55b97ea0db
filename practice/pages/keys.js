// One key for each step on a supervisor's page, where no text is being typed; "?" lists them.
// While a text is typed it is kept a moment later, so that a closed tab loses nothing.
const main = () => document.querySelector('[data-testid="stMain"]');
const here = (at) => main().querySelectorAll(`[class*="st-key-${at}"]`);
const FIELD = 'textarea, input:not([type="radio"], [type="checkbox"]), select, [role="combobox"]';
const IN_IT = `${FIELD}, input, button`;
const typing = (at) => at && at.matches(`${FIELD}, [contenteditable="true"]`);

const focus = (at) => {
  at.focus();
  at.scrollIntoView({ block: 'nearest' });
  const gap = at.value?.indexOf?.('___') ?? -1;        // a snippet's first gap is what to write
  if (gap >= 0 && at.matches('textarea')) at.setSelectionRange(gap, gap + 3);
};
let strokes = 0;                                         // whoever goes on typing is not called back
function soon(find, tries = 30, since = strokes) {       // once the page has drawn it and lets go
  if (since !== strokes) return;
  const found = find();
  if (found) focus(found);
  if ((!found || document.activeElement !== found) && tries) setTimeout(() => soon(find, tries - 1, since), 100);
}

function rate(key) {
  const groups = [...main().querySelectorAll('.st-key-rating [role="radiogroup"]')];
  if (!groups.length) return false;
  const open = (group) => !group.querySelector('input:checked');
  const now = groups.find((group) => group.contains(document.activeElement)) || groups.find(open);
  const choices = now ? now.querySelectorAll('label') : [];
  const wanted = choices[key === 'n' ? choices.length - 1 : Number(key)];
  if (!wanted) return false;
  wanted.click();
  const next = groups[groups.indexOf(now) + 1];
  const first = next && next.querySelector('input:checked, input');
  if (first) first.focus();
  else { document.activeElement.blur(); here('save-blind')[0]?.scrollIntoView({ block: 'nearest' }); }
  return true;
}

const judged = (group) => group.querySelector('button[aria-checked="true"]');
function judge(key) {
  const word = { j: 'justified', n: 'not justified', u: 'unsure' }[key];
  const groups = [...here('verdict')].filter((group) => group.querySelector('button')?.checkVisibility());
  const now = groups.find((group) => group.contains(document.activeElement)) || groups.find((group) => !judged(group));
  const wanted = now && [...now.querySelectorAll('button')].find((choice) => choice.textContent.trim() === word);
  if (!wanted) return false;
  wanted.click();
  document.activeElement.blur();
  const rest = groups.filter((group) => group !== now && !judged(group));
  if (rest.length) rest[0].scrollIntoView({ block: 'nearest' });
  else soon(() => here('words-strength')[0]?.querySelector('textarea'));   // the next thing to do
  return true;
}

function open(at) {
  const details = at.matches('details') ? at : at.querySelector('details');
  if (!details) return;
  details.querySelector('summary').focus();
  if (!details.open) details.querySelector('summary').click();
  soon(() => details.open && [...details.querySelectorAll(IN_IT)].find((each) => each.checkVisibility()), 10);
}

const HOW = {
  rate: (_, key) => rate(key),
  judge: (_, key) => judge(key),
  press: (at) => at.querySelector('button').click(),
  go: (at) => focus(at.tabIndex === 0 ? at : at.querySelector(IN_IT)),
  open,
  pop: (at) => {
    at.querySelector('button').click();
    soon(() => document.querySelector(`[data-testid="stPopoverBody"] :is(${FIELD}, button)`));
  },
  tick: (at) => {
    const box = at.querySelector('input[type="checkbox"]');
    const on = !box.checked;
    box.click();
    if (on) soon(() => here('words-harm')[0]?.querySelector(FIELD));
  },
  next: (_, __, rows) => step(rows, 1),
  before: (_, __, rows) => step(rows, -1),
};
function step(rows, by) {
  const buttons = [...rows].map((row) => row.querySelector('button')).filter(Boolean);
  const now = buttons.indexOf(document.activeElement);
  const next = buttons[now < 0 ? (by > 0 ? 0 : buttons.length - 1) : now + by];
  if (next) focus(next);
}
const mainStep = () => [...main().querySelectorAll('button kbd')].map((each) => each.closest('button')).find((each) => !each.disabled);
const usable = (key) => {
  const parts = [...here(key.at)];
  if (key.how === 'rate') return parts.some((part) => part.querySelector('[role="radiogroup"]'));
  return parts.some((part) => part.querySelector(`${IN_IT}, details`) || part.matches('details'));
};

export default function ({ data, parentElement: root }) {
  const dialog = root.querySelector('dialog');
  const list = () => {
    const line = (press, says) => {
      const dt = document.createElement('dt'), dd = document.createElement('dd');
      press.split(' ').forEach((each) => {
        const kbd = document.createElement('kbd');
        kbd.textContent = each.length === 1 ? each.toUpperCase() : each;
        dt.append(kbd, ' ');
      });
      dd.textContent = says;
      return [dt, dd];
    };
    const next = mainStep();
    const step_ = next ? [['Ctrl Enter', next.querySelector('p')?.textContent.toLowerCase() || 'the next step']] : [];
    const mine = data.keys.filter(usable).map((key) => [key.press, key.says]);
    root.querySelector('dl').replaceChildren(...[...step_, ...mine, ['Tab', 'to the next field or button'], ['?', 'this list']].flatMap(([press, says]) => line(press, says)));
    dialog.showModal();
  };
  root.querySelector('.open').onclick = list;
  // Who speaks to their computer, or types by accident, can do without single keys.
  const on = root.querySelector('input[type="checkbox"]');
  on.checked = localStorage.getItem('single keys') !== 'off';
  on.onchange = () => localStorage.setItem('single keys', on.checked ? 'on' : 'off');
  for (const pane of here('read')) {           // it scrolls by itself, so keys have to get there
    pane.tabIndex = 0; pane.setAttribute('role', 'region'); pane.setAttribute('aria-label', 'Transcript');
  }

  // What is being typed: kept after a short rest, unless the page itself is just taking it.
  let waiting = null;
  const stop = () => { clearTimeout(waiting); waiting = null; };
  const typed = (event) => {
    const field = event.target.closest?.('[class*="st-key-words-"]');
    const slot = field && /st-key-words-([a-z0-9]+)-/.exec(field.className)?.[1];
    if (!slot || !data.rep) return;
    stop();
    const text = event.target.value;
    waiting = setTimeout(() => fetch(`/draft/${data.rep}`, {
      method: 'PUT', keepalive: true, credentials: 'same-origin', headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ slot, text }) }).catch(() => {}), 600);
  };

  const pressed = (event) => {
    const at = document.activeElement;
    strokes += 1;
    if (event.key === 'Escape' && typing(at) && at.getAttribute('aria-expanded') !== 'true') at.blur();
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      stop();
      // In a part with a button of its own that button is meant, not the main step of the page.
      const part = at.closest?.('[class*="st-key-own-"], [data-testid="stPopoverBody"]');
      // Streamlit does the main step from a text; from a button that takes Enter for itself, we do.
      const own = part && [...part.querySelectorAll('[data-testid="stButton"] button')].pop();
      const button = own || (!typing(at) && mainStep());
      if (button) {
        event.preventDefault(); event.stopImmediatePropagation();
        at.blur();
        setTimeout(() => button.click(), 50);
      }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || typing(at) || dialog.open || !on.checked) return;
    const key = event.key.toLowerCase();
    if (key === '?') list();
    else {
      const known = data.keys.find((each) => each.press.split(' ').includes(key) && usable(each));
      if (!known) return;
      const parts = [...here(known.at)].filter((part) => part.querySelector(`${IN_IT}, details`) || part.matches('details'));
      HOW[known.how](parts[0], key, parts);
    }
    event.preventDefault(); event.stopImmediatePropagation();
  };
  window.addEventListener('keydown', pressed, true);
  document.addEventListener('input', typed, true);
  document.addEventListener('focusout', stop, true);
  return () => {
    window.removeEventListener('keydown', pressed, true);
    document.removeEventListener('input', typed, true);
    document.removeEventListener('focusout', stop, true);
    stop();
  };
}
