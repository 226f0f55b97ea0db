// One key for each judgement on a supervisor's page, where no text is being typed:
// 0 to 4 and N rate the point that has the focus, or the first that is not rated yet;
// J, N and U judge the machine's next sentence; W goes to the text.
const main = () => document.querySelector('[data-testid="stMain"]');
const typing = (at) =>
  at && at.matches('textarea, select, [contenteditable="true"], input:not([type="radio"], [type="checkbox"])');

function rate(key) {
  const groups = [...main().querySelectorAll('.st-key-rating [role="radiogroup"]')];
  if (!groups.length) return false;
  const open = (group) => !group.querySelector('input:checked');
  const here = groups.find((group) => group.contains(document.activeElement)) || groups.find(open);
  const choices = here ? here.querySelectorAll('label') : [];
  const wanted = choices[key === 'n' ? choices.length - 1 : Number(key)];
  if (!wanted) return false;
  wanted.click();
  const next = groups[groups.indexOf(here) + 1];
  const first = next && next.querySelector('input:checked, input');
  if (first) first.focus();
  else { document.activeElement.blur(); main().querySelector('.st-key-save-blind')?.scrollIntoView({ block: 'nearest' }); }
  return true;
}

function judge(key) {
  const word = { j: 'justified', n: 'not justified', u: 'unsure' }[key];
  for (const group of main().querySelectorAll('[class*="st-key-verdict"]')) {
    const choices = [...group.querySelectorAll('button')];
    if (choices.some((choice) => choice.getAttribute('aria-checked') === 'true')) continue;
    const wanted = choices.find((choice) => choice.textContent.trim() === word);
    if (!wanted) continue;
    wanted.click();
    return true;
  }
  return false;
}

function write() {
  const text = main().querySelector('[class*="st-key-sign-strength"] textarea');
  if (text) text.focus();
  return Boolean(text);
}

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(document.activeElement)) return;
  const key = event.key.toLowerCase();
  const done =
    (/^[0-4n]$/.test(key) && rate(key)) || (/^[jnu]$/.test(key) && judge(key)) || (key === 'w' && write());
  if (done) event.preventDefault();
}

export default function () {
  document.addEventListener('keydown', pressed);
  return () => document.removeEventListener('keydown', pressed);
}
