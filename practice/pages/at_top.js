export default function ({ data }) {
  const was = document.body.dataset.moment;
  document.body.dataset.moment = data.moment;
  if (was === undefined || was === data.moment) return;
  const main = document.querySelector('[data-testid="stMain"]');
  if (!main) return;
  main.scrollTo({ top: 0 });
  setTimeout(() => {                       // unless the page has put the focus somewhere itself
    const lost = document.activeElement === document.body || !main.contains(document.activeElement);
    const heading = main.querySelector('h1, h2');
    if (lost && heading) { heading.tabIndex = -1; heading.focus({ preventScroll: true }); }
  }, 250);
}
