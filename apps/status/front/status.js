// Renews what the page shows every minute while somebody looks at it, without moving what has the focus or has been opened. Without scripts the page stands as it is.
const everyMs = 60_000;
let renewedAt = performance.now();

async function renew() {
  if (document.hidden || performance.now() - renewedAt < everyMs - 1_000) return;
  renewedAt = performance.now();
  const stale = document.getElementById('alt');
  try {
    const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
    if (!answer.ok) throw new Error(String(answer.status));
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const [now, then] = [fresh.querySelector('main'), document.querySelector('main')];
    // somebody types or reads a line with the keyboard: the next time
    if (now === null || then === null || then.contains(document.activeElement)) return;
    for (const opened of then.querySelectorAll('details[open]')) fresh.getElementById(opened.id)?.setAttribute('open', '');
    then.replaceWith(document.adoptNode(now));
    if (stale) stale.hidden = true;
  } catch {
    if (stale) stale.hidden = false;
  }
}

setInterval(renew, everyMs);
document.addEventListener('visibilitychange', renew);
