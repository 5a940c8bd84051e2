import type { TestFile } from '../upload.ts';
import { club, lessonsOf, type MadeSchool } from './school.ts';

const pupilId = (id: number) => `ID-123456-${3000 + id}`;
/** The Lehrer-Ident-Nr.: birth date, sex, serial number, check digit. */
const teacherId = (id: number) => `12802031712${id}4`;

/** SchILD-NRW's export for LOGINEO NRW (XML, namespace of metaventis' synchronisation). */
export function logineoFile(school: MadeSchool): TestFile[] {
  const person = (id: string, last: string, first: string, role: string, more: string) =>
    `<person recstatus="1"><sourcedid><source>SCHILDNRW-2.0.32.8</source><id>${id}</id></sourcedid><name><fn>${last} ${first}</fn><n><family>${last}</family><given>${first}</given></n></name>
${more}<systemrole systemroletype="User"/><institutionrole institutionroletype="${role}"/></person>`;
  const group = (id: string, short: string, parent: string) =>
    `<group><sourcedid><id>${id}</id></sourcedid><description><short>${short}</short></description><relationship><sourcedid><id>${parent}</id></sourcedid></relationship></group>`;
  const membership = (id: string, members: readonly string[]) =>
    `<membership><sourcedid><id>${id}</id></sourcedid>${members.map((member) => `<member><sourcedid><id>${member}</id></sourcedid></member>`).join('')}</membership>`;
  const half = (id: string, name: string, pupils: readonly string[], teachers: readonly string[]) => [
    group(`${id}S`, `${name} - Schueler`, 'G0'),
    group(`${id}L`, `${name} - Lehrer`, 'G0'),
    membership(`${id}S`, pupils),
    membership(`${id}L`, teachers),
  ];
  const sets = school.classes.flatMap((name) => {
    const pupils = school.pupils.filter(({ className }) => className === name).map(({ id }) => pupilId(id));
    const leads = school.teachers.filter(({ lead }) => lead === name);
    const teachers = leads.map(({ id }) => teacherId(id));
    return [
      ...half(`K${name}`, `Klasse ${name}`, pupils, teachers),
      ...half(`C${name}`, `${lessonsOf(name)} (M, PUK, ${leads[0]?.short}, 05)`, pupils, teachers),
    ];
  });
  const teachers = school.teachers.map(({ id }) => teacherId(id));
  const inClub = school.pupils.filter((pupil) => pupil.inClub).map(({ id }) => pupilId(id));
  const parts = [
    ...school.pupils.map(({ id, last, first, born }) =>
      person(
        pupilId(id),
        last,
        first,
        'Student',
        `<demographics><bday>${born}</bday></demographics><extension><x-schildnrw-person-state>2</x-schildnrw-person-state><x-schildnrw-grade>05</x-schildnrw-grade></extension>`,
      ),
    ),
    ...school.teachers.map(({ id, last, first }) =>
      person(teacherId(id), last, first, 'faculty', '<demographics><bday>1980-02-03</bday></demographics>'),
    ),
    '<group><sourcedid><id>G0</id></sourcedid><description><short>Schule</short></description></group>',
    ...sets,
    ...half('A1', `${club} (KU, AGGT, WEER, 05)`, inClub, teachers),
    group('G9', 'Alle - Lehrer', 'G0'),
    membership('G9', teachers),
  ];
  // groups stand before memberships, and people before both
  const order = ['<person', '<group', '<membership'];
  const sorted = order.flatMap((start) => parts.filter((part) => part.startsWith(start)));
  const text = `<?xml version="1.0" encoding="UTF-8"?>
<enterprise xmlns="http://www.metaventis.com/ns/cockpit/sync/1.0">
<properties><datasource>SCHILDNRW-2.0.32.8</datasource><target>LOGINEO-3.0.1.14</target><type>SYNC-1.0</type><datetime>2026-11-20T14:05:55</datetime></properties>
${sorted.join('\n')}
</enterprise>`;
  return [{ name: 'logineo.xml', bytes: text }];
}
