/** The stylesheet of the interface's page; served as a file, because the page's policy lets no inline style in. */
export const openApiStyle = `
:root { color-scheme: light dark; --ground: #f6f5f2; --paper: #fff; --line: #e3e0d9; --ink: #1d1c1a; --quiet: #55524b; }
@media (prefers-color-scheme: dark) { :root { --ground: #161615; --paper: #1f1f1d; --line: #333230; --ink: #f1efea; --quiet: #bdb9b0; } }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h2 { margin: 2.5rem 0 .5rem; } h2 small { color: var(--quiet); font-weight: 400; }
article { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: .75rem 1rem; margin: .5rem 0; }
h3 { margin: 0; font-size: 1rem; overflow-wrap: anywhere; } p { margin: .25rem 0; } summary { color: var(--quiet); cursor: pointer; }
pre { overflow: auto; font-size: .8125rem; } a { color: inherit; }
`;
