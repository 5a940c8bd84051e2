import { buildServer } from '#kernel/http/server.ts';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { makeAppPasswordContract } from '#modules/identities/tests/build.ts';
import { aPerson } from '#modules/people/tests/build.ts';

/** A teacher's network drive. */
export interface Drive {
  school: TestSchool;
  personId: string;
  password: string;
  /** Asks for something below the drive; names with a slash in them are written encoded. */
  ask(
    method: string,
    path: string,
    options?: { headers?: Record<string, string>; body?: string | Buffer },
  ): Promise<{
    status: number;
    headers: Record<string, unknown>;
    body: string;
  }>;
  /** What lies in a folder. */
  names(path: string): Promise<string[]>;
}

const own = '/Eigene%20Dateien';

export { own };

/** Somebody with an app password. */
export async function aDrive(options: { school?: TestSchool; personId?: string } = {}): Promise<Drive> {
  const school = options.school ?? (await testSchool());
  const personId = options.personId ?? (await aPerson(school, { capacities: ['teacher'] }));
  const { password } = await school.as(personId).call(makeAppPasswordContract, { body: { name: 'Laptop' } });
  const app = await buildServer(school.platform);
  const authorization = `Basic ${Buffer.from(`x:${password}`).toString('base64')}`;
  const ask: Drive['ask'] = async (method, path, { headers = {}, body } = {}) => {
    const answer = await app.inject({
      method: method as 'GET', // inject's list of methods ends before those of WebDAV
      url: `/dav/${school.slug}${path}`,
      headers: { host: 'schulhof.test', authorization, ...headers },
      ...(body === undefined ? {} : { payload: body }),
    });
    return { status: answer.statusCode, headers: answer.headers, body: answer.body };
  };
  const names = async (path: string) => {
    const { body } = await ask('PROPFIND', path, { headers: { depth: '1' } });
    return [...body.matchAll(/<D:displayname>([^<]*)</g)].slice(1).map(([, name = '']) => name);
  };
  return { school, personId, password, ask, names };
}

/** The address as `Destination` wants it. */
export const destination = (drive: Drive, path: string) => `http://schulhof.test/dav/${drive.school.slug}${path}`;
