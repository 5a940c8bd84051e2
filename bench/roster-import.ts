import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { startBenchCluster } from './city/cluster.ts';
import { disturbed } from './cost/compare.ts';
import { median } from './cost/rounds.ts';
import { cpuSecondsOf, cpuSecondsOfMachine, cpuSecondsOfTree } from './process-time.ts';
import { type Result, result } from './result.ts';

const rounds = 3;
const targetSeconds = 10;
const pupils = 1_229;

/** What `roster import --json` says, as far as it is looked at. */
interface Imported {
  applied: boolean;
  counts: { pupils: number };
}

/**
 * Takes the real roster of a Gymnasium (1,229 pupils, 13,883 memberships) into empty schools with the operator's command line: the whole
 * command from its start to its end, median of three; and the CPU it and PostgreSQL used, which a busy machine changes less. Without the samples there is no figure.
 */
export async function measureRosterImport(say: (line: string) => void): Promise<Result[]> {
  const packed = join(resolve(process.env['SCHULHOF_SAMPLES'] ?? '../shared/samples'), 'svws-nrw/enm-json/ENM-02-enm.json.gz');
  if (!existsSync(packed)) {
    say(`roster-import: skipped, there is no ${packed} (SCHULHOF_SAMPLES names the folder of the samples)`);
    return [];
  }
  const cluster = await startBenchCluster(say);
  try {
    const file = join(cluster.dataDir, 'enm.json');
    writeFileSync(file, gunzipSync(readFileSync(packed)));
    const seconds: number[] = [];
    const cpu: number[] = [];
    // the command is a child of ours: its time is ours when it has ended
    const used = () => cpuSecondsOf(process.pid) + cpuSecondsOfTree(cluster.postmaster);
    for (let round = 1; round <= rounds; round++) {
      const slug = `import-${round}`;
      await schulhof(cluster.dataDir, 'school', 'create', '--slug', slug, '--name', slug, '--state', 'NW');
      const [begun, usedBefore, machineBefore] = [performance.now(), used(), cpuSecondsOfMachine()];
      const imported: Imported = JSON.parse(
        await schulhof(cluster.dataDir, 'roster', 'import', '--school', slug, file, '--apply', '--json'),
      );
      const [took, usedNow] = [(performance.now() - begun) / 1000, used() - usedBefore];
      seconds.push(took);
      cpu.push(usedNow);
      const others = (cpuSecondsOfMachine() - machineBefore - usedNow) / took;
      if (!imported.applied || imported.counts.pupils !== pupils) throw new Error(`imported ${imported.counts.pupils} of ${pupils} pupils`);
      say(`roster-import ${round}: ${took.toFixed(2)} s, of it ${usedNow.toFixed(2)} s CPU${disturbed(others)}`);
    }
    const command = 'bin/bench roster-import';
    return [
      result({ name: 'roster-import', value: median(seconds), unit: 's', target: targetSeconds, command }),
      result({ name: 'roster-import: CPU', value: median(cpu), unit: 's', command }),
    ];
  } finally {
    await cluster.stop();
  }
}

async function schulhof(dataDir: string, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['apps/command-line/main.ts', ...args], {
    env: { ...process.env, SCHULHOF_DATA: dataDir },
    maxBuffer: 1e8,
  });
  return stdout;
}
