export default function ({ data }) {
  const was = document.body.dataset.moment;
  document.body.dataset.moment = data.moment;
  if (was === undefined || was === data.moment) return;
  const main = document.querySelector('[data-testid="stMain"]');
  if (main) main.scrollTo({ top: 0 });
}
