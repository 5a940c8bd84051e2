import { server as opaqueServer, ready } from '@serenity-kit/opaque';
import webPush from 'web-push';
import { openBlobs } from '#kernel/blobs/open-blobs.ts';
import { openMailer } from '#kernel/mailer/open-mailer.ts';
import { installationSecrets } from '#kernel/module/installation-secrets.ts';
import type { Services } from '#kernel/module/services.ts';
import { openScanner } from '#kernel/scanner/clamd.ts';

/** Opens what lies outside the database: blobs, mail, the installation's secrets. */
export async function openServices(dataDir: string, origin: string, environment: NodeJS.ProcessEnv): Promise<Services> {
  await ready;
  const secrets = await installationSecrets(dataDir, {
    opaqueServerSetup: async () => opaqueServer.createSetup(),
    vapid: () => webPush.generateVAPIDKeys(),
  });
  return {
    blobs: await openBlobs(environment, dataDir, origin),
    mailer: openMailer(environment, dataDir),
    scanner: openScanner(environment),
    dataDir,
    origin,
    secrets,
  };
}
