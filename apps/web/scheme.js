// Runs before the first paint, as a classic script of its own (the CSP allows no inline script): light or dark, and the readable font.
(() => {
  const root = document.documentElement;
  let scheme = null;
  try {
    scheme = localStorage.getItem('schulhof.scheme');
    if (localStorage.getItem('schulhof.font') === 'readable') root.dataset.font = 'readable';
  } catch {
    // no store: as the device has it
  }
  const dark = scheme === 'dark' || (scheme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.dataset.mantineColorScheme = dark ? 'dark' : 'light';
})();
