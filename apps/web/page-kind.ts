const signInWords = new Set(['anmelden', 'code', 'passwort', 'einladung', 'karte']);

/**
 * Which template an address gets: `/`, `/anmelden…`, `/code…`, `/passwort…`, `/einladung…`, `/karte…` and the same below a school are sign-in
 * pages; everything else is the shell's. Read by the server and by the service worker.
 */
export function pageKind(path: string): 'sign-in' | 'shell' {
  const [first = '', second = ''] = path.split('/').slice(1);
  return first === '' || signInWords.has(first) || signInWords.has(second) ? 'sign-in' : 'shell';
}
