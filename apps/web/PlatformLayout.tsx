import { Outlet } from '@tanstack/react-router';
import { BeamerBar } from '#kernel/ui/Beamer.tsx';
import { OfflineBar } from '#kernel/ui/OfflineBar.tsx';
import { WaitingBar } from '#kernel/ui/WaitingBar.tsx';

/** Around pages above the schools: no menu, since none of the schools is meant. */
export function PlatformLayout() {
  return (
    <>
      <OfflineBar />
      <WaitingBar />
      <BeamerBar />
      <main id="inhalt" tabIndex={-1}>
        <Outlet />
      </main>
    </>
  );
}
