/** The pay page's look, served beside it so that a strict Content-Security-Policy holds. */
export const STYLE = `:root { color-scheme: light; --ink: #1d2430; --soft: #5b6472; --line: #dfe3ea; --blue: #1f4f8f; }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; background: #eef2f7; color: var(--ink); font: 1rem/1.5 system-ui, "Segoe UI", Roboto, sans-serif; }
header { display: flex; justify-content: space-between; align-items: center; gap: 1rem; padding: 1rem 1.25rem; background: var(--blue); color: #fff; }
header strong, header a, dt { white-space: nowrap; }
header a { color: #fff; padding: .5rem; }
main { width: min(28rem, calc(100% - 2rem)); margin: 2rem auto; padding: 1.5rem; background: #fff; border: 1px solid var(--line); border-radius: .75rem; box-shadow: 0 1px 3px #1d24301a; }
h1 { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.demo { margin: 0 0 1.5rem; padding: .5rem .75rem; border-radius: .5rem; background: #fff6dd; color: #5c4400; font-size: .9rem; }
.label { margin: 0; color: var(--soft); }
.amount { margin: 0 0 1rem; font-size: 2rem; font-weight: 700; font-variant-numeric: tabular-nums; }
.amount.small { font-size: 1.25rem; }
dl { margin: 0 0 1.5rem; border-top: 1px solid var(--line); }
dl div { display: flex; justify-content: space-between; gap: 1rem; padding: .5rem 0; border-bottom: 1px solid var(--line); }
dt { color: var(--soft); }
dd { margin: 0; text-align: right; font-weight: 600; }
form p { margin: 0 0 .75rem; }
.wrong { color: #a01c1c; font-weight: 600; }
button, .back { display: block; width: 100%; min-height: 3rem; margin: 0 0 .75rem; padding: .75rem 1rem; border: 1px solid #aab3c1; border-radius: .5rem; background: #fff; color: var(--ink); font: inherit; font-weight: 600; text-align: center; text-decoration: none; cursor: pointer; }
button.main, .back { border-color: var(--blue); background: var(--blue); color: #fff; }
button:hover, .back:hover { filter: brightness(.95); }
:focus-visible { outline: 3px solid #f0a000; outline-offset: 2px; }
.result { padding: 1rem; margin-bottom: 1rem; border-radius: .5rem; text-align: center; background: #f3f4f6; }
.result span { font-size: 2rem; font-weight: 700; }
.result h2 { margin: 0; font-size: 1.25rem; }
.result p { margin: .25rem 0 0; }
.result.paid { background: #e5f5ea; color: #14532d; }
.result.failed { background: #fdeaea; color: #8a1717; }
`;
