import { createHash } from 'node:crypto';
import type { Standing } from './admission.ts';

/** Of kernel/ui/tokens.css, by hand: nothing is loaded here. */
const style = `:root{color-scheme:light dark;--g:#f6f5f2;--p:#fff;--l:#e3e0d9;--i:#1d1c1a;--j:#55524b}
@media(prefers-color-scheme:dark){:root{--g:#161615;--p:#1f1f1d;--l:#333230;--i:#f1efea;--j:#bdb9b0}}
body{box-sizing:border-box;margin:0;min-height:100vh;display:grid;place-items:center;padding:24px 16px;font:16px/1.5 Inter,system-ui,sans-serif;background:var(--g);color:var(--i)}
main{box-sizing:border-box;width:100%;max-width:420px;padding:28px;background:var(--p);border-radius:12px;box-shadow:inset 0 0 0 1px var(--l)}
h1{font-size:24px;line-height:1.25;letter-spacing:-.01em;margin:0 0 12px}p{margin:0 0 12px}p:last-child{margin:0}
dl{display:flex;flex-wrap:wrap;gap:8px 32px;margin:20px 0}dt{font-size:14px;color:var(--j)}dd{margin:0;font-size:26px;font-weight:600;line-height:1.3;font-variant-numeric:tabular-nums}
section+section{border-top:1px solid var(--l);margin-top:20px;padding-top:16px;font-size:14px;color:var(--j)}h2{font-size:16px;margin:0 0 4px;color:var(--i)}
[role=status]{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
@media(max-width:479px){body{place-items:start stretch}main{padding:20px}}`;

/** Asks again by itself, as often as it is told; a lost line costs nothing but the wait for it. Said aloud only when the place is a quarter less. */
export const waitingScript = `const [place,time]=document.querySelectorAll('dd'),said=document.querySelector('[role=status]'),lost=document.querySelector('[hidden]');
let left=Number(time.dataset.seconds),told=Number(place.textContent);
const show=()=>{const s=left>20?Math.ceil(left/5)*5:Math.ceil(left);
time.textContent=s<2?'gleich / any moment':s<90?s+' s':Math.ceil(s/60)+' min'};
setInterval(()=>{left-=1;show()},1000);
async function ask(){try{const answer=await(await fetch('/wait',{headers:{accept:'application/json'}})).json();
if(answer.place===0)return location.reload();
lost.hidden=true;place.textContent=answer.place;left=answer.seconds;show();
if(answer.place<=told*.75){told=answer.place;said.textContent='Platz '+told+', '+time.textContent}
setTimeout(ask,answer.askAfterSeconds*1000)}
catch{lost.hidden=false;setTimeout(ask,3000+Math.random()*4000)}}
show();setTimeout(ask,Number(place.dataset.ask)*1000);
`;

/** Where the script lies: a name that changes with it. */
export const waitingScriptPath = `/wait-${createHash('sha256').update(waitingScript).digest('hex').slice(0, 8)}.js`;

/** What the page may do: its own style, its own script, asking us. */
export const waitingPolicy = `default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`;

/** The page of who must wait, in two languages at once: it needs no file but its script, and works without that. */
export function waitingPage({ place, seconds, askAfterSeconds }: Standing): string {
  const minutes = seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
  return `<!doctype html>
<html lang="de"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Gleich geht es weiter · Schulhof</title>
<noscript><meta http-equiv="refresh" content="${Math.ceil(askAfterSeconds)}"></noscript><style>${style}</style></head>
<body><main><section><h1>Gleich geht es weiter</h1>
<p>Gerade melden sich sehr viele gleichzeitig an. Alle kommen der Reihe nach dran.</p>
<dl><div><dt>Platz <span lang="en">/ place</span></dt><dd data-ask="${askAfterSeconds}">${place}</dd></div><div><dt>noch etwa <span lang="en">/ about</span></dt><dd data-seconds="${seconds}">${minutes}</dd></div></dl>
<p>Diese Seite fragt von selbst nach. Neu laden ist nicht nötig; der Platz bleibt, auch wenn die Verbindung kurz weg ist.</p>
<p hidden>Gerade keine Verbindung. <span lang="en">No connection right now.</span></p><div role="status"></div></section>
<section lang="en"><h2>Your turn is coming</h2><p>Very many people are signing in at this moment. Everybody is let in in order of arrival. This page asks again by itself; your place is kept, even if you reload or lose the connection.</p></section>
</main><script src="${waitingScriptPath}"></script></body></html>
`;
}
