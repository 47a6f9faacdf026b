/** The style of the simulator's pages, unlike Spotify's so that they cannot be confused. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --ground: #f4f1ea; --card: #fffdf8; --ink: #23202b; --soft: #635d6e; --line: #ddd6c9;
  --accent: #5b3fb5; --on-accent: #ffffff; --accent-soft: #ece6fb; --tape: #ffd76a; --tape-ink: #3d2c00;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #17151d; --card: #211e29; --ink: #f0ecf6; --soft: #aaa2b8; --line: #3a3546;
    --accent: #b9a3ff; --on-accent: #1d1237; --accent-soft: #2f2844; --tape: #ffd76a; --tape-ink: #3d2c00;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; display: flex; flex-direction: column; align-items: center;
  background: var(--ground); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
.tape {
  width: 100%; padding: .6rem 1rem; text-align: center; font-weight: 600;
  background: var(--tape); color: var(--tape-ink);
}
main > :last-child { margin-bottom: 0; }
main {
  width: min(29rem, 100% - 2rem); margin: 2rem 0; padding: 1.75rem;
  background: var(--card); border: 1px solid var(--line); border-radius: 1rem;
}
p strong { color: var(--ink); }
h1 { margin: 0 0 .6rem; font-size: 1.4rem; line-height: 1.25; overflow-wrap: anywhere; }
p { margin: 0 0 1rem; color: var(--soft); overflow-wrap: anywhere; }
h1 .app { color: var(--accent); }
fieldset { margin: 0 0 1.25rem; padding: 0; border: 0; min-width: 0; }
legend { padding: 0; margin-bottom: .5rem; font-weight: 600; }
label {
  display: flex; gap: .75rem; align-items: center; padding: .55rem .8rem; cursor: pointer;
  border: 1px solid var(--line); border-bottom-width: 0;
}
label:first-of-type { border-radius: .7rem .7rem 0 0; }
label:last-of-type { border-radius: 0 0 .7rem .7rem; border-bottom-width: 1px; }
label:only-of-type { border-radius: .7rem; }
label:hover, label:has(:checked) { background: var(--accent-soft); }
label span { flex: 1; min-width: 0; overflow-wrap: anywhere; }
label small { color: var(--soft); white-space: nowrap; }
input { flex: none; width: 1.1rem; height: 1.1rem; margin: 0; accent-color: var(--accent); }
.buttons { display: flex; flex-wrap: wrap; gap: .75rem; }
button {
  flex: 1 1 8rem; padding: .75rem 1rem; font: inherit; font-weight: 600; cursor: pointer;
  border: 1px solid var(--line); border-radius: .7rem; background: transparent; color: var(--ink);
}
button.allow { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
button:hover { filter: brightness(1.07); }
@media (max-width: 30rem) { main { margin: 1rem 0; padding: 1.25rem; } h1 { font-size: 1.25rem; } }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
label:has(:focus-visible) { outline: 3px solid var(--accent); outline-offset: -2px; }
label input:focus-visible { outline: 0; }
.fine { margin: 1.25rem 0 0; font-size: .875rem; }
code { font-size: .95em; }
`;
