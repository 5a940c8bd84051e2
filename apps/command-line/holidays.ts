import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import type { Platform } from '#kernel/http/platform.ts';
import { backgroundCtx } from '#kernel/http/school-ctx.ts';
import type { School } from '#kernel/module/school.ts';
import { type HolidayProblem, readHolidays, states, type TakenIn, takeInHolidays } from '#modules/timetable/public.ts';
import { type Command, exit, type Output, UsageError } from './command.ts';
import { describeHolidays, sayProblem } from './holidays-in-words.ts';
import { schoolFor } from './school-for.ts';

const moduleId = 'timetable';

/**
 * `holidays import`: reads school holidays as OpenHolidays offers them, says per school what would change and, with --apply, changes it. Exit 0 clean,
 * 1 something is wrong in the files or with the school.
 */
export const holidaysImport: Command = {
  name: 'holidays import',
  summary: 'Reads school holidays (OpenHolidays CSV) and shows what would change per school; --apply takes them over.',
  usage: 'holidays import [--state NI] FILE… --school SLUG | --all [--apply] [--json]',
  run: async (platform, args, output) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        state: { type: 'string', multiple: true, default: [] },
        school: { type: 'string' },
        all: { type: 'boolean', default: false },
        apply: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    });
    const { state: wanted, school: slug, all, apply, json } = values;
    const unknown = wanted.find((state) => !states.some((known) => known === state));
    if (unknown !== undefined) throw new UsageError(`unknown state: ${unknown} (one of ${states.join(', ')})`);
    if ((slug === undefined) === !all) throw new UsageError('name the school, --school SLUG, or all of them, --all');
    if (positionals.length === 0) throw new UsageError('name at least one file');
    const files = await readFiles(positionals, output);
    if (files === null) return exit.badInput;
    const say = (key: string, more?: Record<string, unknown>) => platform.say('de', `timetable:holidays.${key}`, more);
    const { holidays, problems, skipped } = readHolidays(files);
    for (const problem of problems) output.err(sayProblem(say, problem));
    if (problems.length > 0) {
      if (json) output.out(JSON.stringify(asJson({ applied: false, rows: holidays.length, skipped, schools: [], problems }, say)));
      return exit.badInput;
    }
    const schools = slug === undefined ? await schoolsOf(platform, wanted) : await oneSchool(platform, slug, wanted, say, output);
    if (schools === null) return exit.badInput;
    if (schools.length === 0) {
      output.err(say('noSchools'));
      return exit.badInput;
    }
    const done: { school: School; taken: TakenIn }[] = [];
    // each school in a transaction of its own: what is taken over stays when another fails
    for (const school of schools) done.push({ school, taken: await takeInHolidays(backgroundCtx(platform, school), holidays, apply) });
    if (json) output.out(JSON.stringify(asJson({ applied: apply, rows: holidays.length, skipped, schools: done, problems }, say)));
    else output.out(say(apply ? 'applied' : 'dryRun'));
    describeHolidays(say, done, skipped, json ? { out: () => {}, err: output.err } : output);
    // of many schools some may lie in a state the files say nothing about
    return done.every(({ taken }) => taken.isNothing) ? exit.badInput : exit.clean;
  },
};

async function readFiles(paths: readonly string[], { err }: Output) {
  const files = [];
  for (const path of paths) {
    const bytes = await readFile(path).catch(() => null);
    if (bytes === null) {
      err(`Cannot read ${path}`);
      return null;
    }
    files.push({ name: basename(path), bytes });
  }
  return files;
}

/** Every school that uses the timetable, in these states or in all. */
async function schoolsOf(platform: Platform, wanted: readonly string[]): Promise<School[]> {
  const schools = [];
  for (const id of await platform.schools.allIds()) {
    const school = await platform.schools.byId(id);
    if (school === null || school.modulesOff.has(moduleId)) continue;
    if (wanted.length === 0 || wanted.includes(school.state)) schools.push(school);
  }
  return schools;
}

async function oneSchool(
  platform: Platform,
  slug: string,
  wanted: readonly string[],
  say: (key: string, more?: Record<string, unknown>) => string,
  { err }: Output,
): Promise<School[] | null> {
  const school = await schoolFor(platform, slug, err);
  if (school === null) return null;
  const isElsewhere = wanted.length > 0 && !wanted.includes(school.state);
  if (isElsewhere) err(say('otherState', { slug, state: school.state }));
  else if (school.modulesOff.has(moduleId)) err(say('moduleOff', { slug }));
  else return [school];
  return null;
}

interface Result {
  applied: boolean;
  rows: number;
  skipped: number;
  schools: { school: School; taken: TakenIn }[];
  problems: HolidayProblem[];
}

function asJson({ applied, rows, skipped, schools, problems }: Result, say: (key: string, more?: Record<string, unknown>) => string) {
  const sum = (what: 'new' | 'changed' | 'gone') => schools.reduce((total, { taken }) => total + taken[what].length, 0);
  return {
    applied,
    counts: { rows, skipped, new: sum('new'), changed: sum('changed'), gone: sum('gone') },
    schools: schools.map(({ school, taken }) => ({
      slug: school.slug,
      state: school.state,
      calendar: taken.calendar,
      counts: { new: taken.new.length, changed: taken.changed.length, gone: taken.gone.length, same: taken.same, byHand: taken.byHand },
      new: taken.new.map(shown),
      changed: taken.changed.map(({ before, after }) => ({ before: shown(before), after: shown(after) })),
      gone: taken.gone.map(shown),
    })),
    problems: problems.map(({ values, ...problem }) => ({ ...problem, message: say(`problem.${problem.code}`, values) })),
  };
}

function shown({ name, firstDay, lastDay }: { name: string; firstDay: string; lastDay: string }) {
  return { name, firstDay, lastDay };
}
