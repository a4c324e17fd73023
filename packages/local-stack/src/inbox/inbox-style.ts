// The inbox's own CSS, beside the brand's tokens.

export const INBOX_STYLE = `
header.bar { display: flex; align-items: center; gap: .75rem; padding: .75rem 1rem; background: #0b1311; color: #f4f1e6; }
header.bar svg { width: 1.75rem; height: 1.75rem; color: #6fdca5; flex: none; }
header.bar a { color: inherit; text-decoration: none; font-weight: 700; font-size: 1.125rem; display: grid; align-items: center; min-height: 2.75rem; }
header.bar span { margin-left: auto; color: #b3c0b8; font-variant-numeric: tabular-nums; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
.mails { list-style: none; margin: 0; padding: 0; display: grid; gap: .5rem; }
.mails a { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: .125rem 1rem; padding: .875rem 1rem; border-radius: .875rem; background: var(--maguey-surface); border: 1px solid var(--maguey-line); color: inherit; text-decoration: none; }
.mails a:hover { border-color: var(--maguey-line-strong); }
.mails b { font-weight: 650; overflow-wrap: anywhere; }
.mails time, .mails small { color: var(--maguey-ink-soft); font-size: .9375rem; font-variant-numeric: tabular-nums; }
.mails small { overflow-wrap: anywhere; }
.mails .clip { grid-column: 2; text-align: right; }
.empty { padding: 3rem 1rem; text-align: center; display: grid; justify-items: center; gap: .5rem; }
.empty svg { width: 4rem; height: 4rem; color: var(--maguey-agave); }
.empty h1, .empty p { margin: 0; }
.empty p { color: var(--maguey-ink-soft); max-width: 34ch; }
h1 { font-size: 1.5rem; margin: .5rem 0 1rem; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .25rem 1rem; margin: 0 0 1rem; }
dt { color: var(--maguey-ink-soft); }
dd { margin: 0; overflow-wrap: anywhere; }
nav { display: flex; flex-wrap: wrap; gap: .25rem; border-bottom: 1px solid var(--maguey-line); margin-bottom: 1rem; }
nav a { display: grid; place-items: center; min-height: 2.75rem; padding: 0 .875rem; color: var(--maguey-ink-soft); text-decoration: none; font-weight: 600; border-bottom: 3px solid transparent; }
nav a[aria-current] { color: var(--maguey-ink); border-color: var(--maguey-agave); }
iframe { width: 100%; height: max(70dvh, 36rem); border: 1px solid var(--maguey-line); border-radius: .875rem; background: #fff; color-scheme: light; display: block; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--maguey-surface); border: 1px solid var(--maguey-line); border-radius: .875rem; padding: 1rem; margin: 0; font: .9375rem/1.55 ui-monospace, monospace; }
h2 { font-size: 1.125rem; margin: 1.5rem 0 .5rem; }
.files { list-style: none; margin: 0; padding: 0; display: grid; gap: .5rem; grid-template-columns: repeat(auto-fill, minmax(min(16rem, 100%), 1fr)); }
.files a { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0 .75rem; align-items: center; min-height: 3.5rem; padding: .5rem .75rem; border-radius: .875rem; background: var(--maguey-surface); border: 1px solid var(--maguey-line); color: inherit; text-decoration: none; }
.files img { width: 3rem; height: 3rem; object-fit: contain; background: #fff; border-radius: .5rem; }
.files svg { width: 1.75rem; height: 1.75rem; margin: .625rem; color: var(--maguey-agave); }
.files b { font-weight: 600; overflow-wrap: anywhere; display: block; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.files small { color: var(--maguey-ink-soft); }
`

/** Shows new e-mail without a reload by hand; the page is complete without it. */
export const INBOX_SCRIPT = `
const newest = document.body.dataset.newest;
setInterval(async () => {
  if (document.hidden) return;
  const answer = await fetch('/api/emails').catch(() => null);
  if (answer === null || !answer.ok) return;
  const [first] = await answer.json();
  if ((first ? first.id : '') !== newest) location.reload();
}, 2000);
`
