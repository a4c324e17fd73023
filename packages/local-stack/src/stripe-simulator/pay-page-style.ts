// The pay page's own CSS: one column on a phone, summary beside form on a wide screen.

export const PAY_STYLE = `
.page { display: grid; grid-template-columns: minmax(0, 1fr); min-height: 100dvh; }
.side { background: #0b1311; color: #f4f1e6; padding: 1.25rem 1.25rem 2.5rem; }
.side > *, .form > * { max-width: 27rem; margin-inline: auto; }
.bar { display: flex; align-items: center; gap: .625rem; font-weight: 600; }
.bar svg { width: 1.75rem; height: 1.75rem; color: #6fdca5; }
.badge { margin-left: auto; border: 1px solid #6d857c; border-radius: 999px; padding: .125rem .75rem; font-size: .875rem; font-weight: 500; }
.side h1 { font-size: 1rem; font-weight: 500; color: #b3c0b8; margin-block: 1.5rem 0; }
.sum { font: 700 2.75rem/1.1 "Bricolage Grotesque", system-ui, sans-serif; letter-spacing: -.02em; margin-block: .25rem 1.25rem; font-variant-numeric: tabular-nums; }
.lines { list-style: none; padding: 0; margin-block: 0; display: grid; gap: .75rem; }
.lines li { display: grid; grid-template-columns: 1fr auto; column-gap: 1rem; }
.lines small { grid-column: 1; color: #b3c0b8; font-size: .9375rem; }
.lines b { font-weight: 600; }
.lines .total { border-top: 1px solid #2a3d37; padding-top: .75rem; font-weight: 700; }
.form { background: var(--maguey-surface); padding: 1.5rem 1.25rem 2.5rem; }
.form > * + * { margin-top: 1.25rem; }
.form h2 { font-size: 1.375rem; margin-bottom: 0; }
.note { color: var(--maguey-ink-soft); margin-bottom: 0; margin-top: .375rem !important; }
form { display: grid; gap: 1rem; }
.pair { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: .75rem; }
label { display: grid; gap: .375rem; font-weight: 600; align-content: start; }
label i { font-style: normal; font-weight: 400; color: var(--maguey-ink-soft); }
input { font: inherit; font-size: 1.125rem; font-weight: 500; width: 100%; min-height: 3.25rem; padding: .5rem .875rem; color: var(--maguey-ink); background: var(--maguey-night); border: 1px solid var(--maguey-line-strong); border-radius: .75rem; font-variant-numeric: tabular-nums; }
input::placeholder { color: var(--maguey-ink-soft); font-weight: 400; opacity: .85; }
input[aria-invalid="true"] { border: 2px solid var(--maguey-red); }
.fixed { margin: 0; display: grid; gap: .125rem; font-weight: 600; overflow-wrap: anywhere; }
.fixed span { font-weight: 400; color: var(--maguey-ink-soft); }
#error { display: grid; grid-template-columns: auto 1fr; gap: .625rem; margin-bottom: 0; padding: .875rem 1rem; border-radius: .75rem; background: var(--maguey-red); color: var(--maguey-on-red); font-weight: 600; }
#error svg { width: 1.5rem; height: 1.5rem; }
#pay { font: inherit; font-size: 1.125rem; font-weight: 700; min-height: 3.5rem; border: 0; border-radius: .75rem; background: var(--maguey-agave); color: var(--maguey-on-agave); cursor: pointer; }
#pay:hover { background: var(--maguey-agave-strong); }
#pay[aria-disabled="true"] { opacity: .7; cursor: progress; }
#cancel { display: grid; place-items: center; min-height: 2.75rem; font-weight: 600; }
.hints { border: 1px dashed var(--maguey-line-strong); border-radius: .75rem; padding: 1rem; font-size: .9375rem; }
.hints h3 { margin: 0 0 .5rem; font-size: 1rem; }
.hints ul { list-style: none; margin: 0; padding: 0; }
.hints li { display: grid; grid-template-columns: 1fr auto; line-height: 1.35; align-items: center; gap: .75rem; min-height: 2.75rem; padding-block: .25rem; }
.hints code { font: 500 1rem ui-monospace, monospace; white-space: nowrap; display: block; }
.hints button { font: inherit; font-weight: 600; min-width: 4.25rem; min-height: 2.75rem; border-radius: .625rem; border: 1px solid var(--maguey-line-strong); background: var(--maguey-raised); color: var(--maguey-ink); cursor: pointer; }
.hints p { margin: .5rem 0 0; color: var(--maguey-ink-soft); }
.ended { min-height: 100dvh; display: grid; place-content: center; justify-items: start; gap: 1rem; padding: 1.5rem; max-width: 32rem; margin: auto; }
.ended svg { width: 3rem; height: 3rem; color: var(--maguey-agave); }
.ended h1, .ended p { margin: 0; }
.ended a { display: inline-grid; place-items: center; min-height: 3.25rem; padding: 0 1.25rem; border-radius: .75rem; background: var(--maguey-agave); color: var(--maguey-on-agave); font-weight: 700; text-decoration: none; }
@media (min-width: 56rem) {
  .page { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
  .side { padding: 4rem 4rem; }
  .side > * { margin-inline: auto 0; }
  .side > *, .form > * { width: 100%; }
  .form { padding: 4rem 4rem; }
  .form > * { margin-inline: 0 auto; }
  .side h1 { margin-top: 3rem; }
}
`

/** Groups digits while typing, fills in test cards, and shows that the button has been pressed. */
export const PAY_SCRIPT = `
const number = document.getElementById('cardNumber'), expiry = document.getElementById('cardExpiry'), cvc = document.getElementById('cardCvc');
const form = document.querySelector('form'), pay = document.getElementById('pay'), label = pay.textContent;
const atEnd = (input) => input.selectionStart === input.value.length;
number.addEventListener('input', () => { if (atEnd(number)) number.value = number.value.replace(/\\D/g, '').slice(0, 19).replace(/(.{4})(?=.)/g, '$1 '); });
expiry.addEventListener('input', (event) => {
  if (!atEnd(expiry) || (event.inputType || '').startsWith('delete')) return;
  const digits = expiry.value.replace(/\\D/g, '').slice(0, 4);
  expiry.value = digits.length > 2 ? digits.slice(0, 2) + ' / ' + digits.slice(2) : digits;
});
for (const button of document.querySelectorAll('[data-card]')) {
  button.hidden = false;
  button.addEventListener('click', () => { number.value = button.dataset.card; expiry.value = '12 / 34'; cvc.value = '123'; pay.focus(); });
}
let sent = false;
form.addEventListener('submit', (event) => {
  if (sent) { event.preventDefault(); return; }
  sent = true; pay.setAttribute('aria-disabled', 'true'); pay.textContent = form.dataset.busy;
});
addEventListener('pageshow', () => { sent = false; pay.removeAttribute('aria-disabled'); pay.textContent = label; });
`
