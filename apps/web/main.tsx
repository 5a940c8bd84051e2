import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { UiProvider } from '#kernel/ui/UiProvider.tsx';
import { newQueryClient } from '#kernel/web/query-client.ts';
import { startTexts } from '#kernel/web/texts.ts';
import { allPages } from './pages.ts';
import { wearReadableFont } from './readable-font.ts';
import { makeRouter } from './router.tsx';
import { startServiceWorker } from './service-worker.ts';

const client = newQueryClient();
const router = makeRouter(client, allPages);
wearReadableFont();

// the answer of the first page and the texts of the house travel at the same time
const first = router.load();
await startTexts({ de: () => import('#kernel/texts/de.json'), en: () => import('#kernel/texts/en.json') });

const root = document.getElementById('root');
if (root === null) throw new Error('the template has no #root');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <UiProvider>
        <RouterProvider router={router} />
      </UiProvider>
    </QueryClientProvider>
  </StrictMode>,
);
await first;
startServiceWorker();
