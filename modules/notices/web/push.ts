import { useCallback, useEffect, useState } from 'react';

/** Whether this browser can take push here: a service worker, a push manager, and on iPhones only once installed. */
export function canPush(): boolean {
  return 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window && window.isSecureContext;
}

async function subscription(): Promise<PushSubscription | null> {
  const worker = await navigator.serviceWorker.getRegistration();
  return (await worker?.pushManager.getSubscription()) ?? null;
}

/** The address under which this browser takes push now, null without. */
export function useOwnEndpoint(): { endpoint: string | null; look: () => void } {
  const [endpoint, setEndpoint] = useState<string | null>(null);
  const look = useCallback(() => {
    if (canPush()) void subscription().then((found) => setEndpoint(found?.endpoint ?? null));
  }, []);
  useEffect(look, [look]);
  return { endpoint, look };
}

/** Asks the person and the browser; null when either says no. */
export async function startPush(publicKey: string): Promise<{ endpoint: string; p256dh: string; auth: string } | null> {
  if ((await Notification.requestPermission()) !== 'granted') return null;
  const worker = await navigator.serviceWorker.ready;
  try {
    const made = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey });
    const { endpoint, keys } = made.toJSON();
    return endpoint === undefined || keys === undefined ? null : { endpoint, p256dh: keys['p256dh'] ?? '', auth: keys['auth'] ?? '' };
  } catch {
    return null; // the browser's own service said no
  }
}

/** Ends push in this browser; the address it had, null when there was none. */
export async function endPush(): Promise<string | null> {
  const found = await subscription();
  await found?.unsubscribe();
  return found?.endpoint ?? null;
}
