import { zipped } from '../../formats/tests/fixture-files.ts';
import type { TestFile } from '../upload.ts';
import { club, lessonsOf, type MadeSchool } from './school.ts';

const users11 =
  'sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password';
const users12 =
  'sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,preferredGivenName,preferredMiddleName,preferredFamilyName,primaryOrgSourcedId,pronouns';
const roles12 = 'sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId';
const classColumns =
  'sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods';
const enrollmentColumns = 'sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate';

function row(header: string, cells: Record<string, string>): string {
  return header
    .split(',')
    .map((name) => (cells[name]?.includes(',') ? `"${cells[name]}"` : (cells[name] ?? '')))
    .join(',');
}

/** A whole set of OneRoster CSV in a zip. 1.1 has the role in users.csv, 1.2 in roles.csv. */
export async function oneRosterZip(school: MadeSchool, version: '1.1' | '1.2'): Promise<TestFile[]> {
  const users = version === '1.1' ? users11 : users12;
  const people = [
    ...school.pupils.map(({ id, last, first }) => ({ id: `p${id}`, last, first, role: 'student', agents: '' })),
    ...school.teachers.map(({ id, last, first }) => ({ id: `t${id}`, last, first, role: 'teacher', agents: '' })),
    ...school.guardians.map(({ id, last, first, children }) => ({
      id: `g${id}`,
      last,
      first,
      role: version === '1.1' ? 'parent' : 'guardian',
      agents: children.map((child) => `p${child}`).join(','),
    })),
  ];
  const members: [set: string, user: string, role: string, primary: string][] = [
    ...school.pupils.flatMap(({ id, className, inClub }) =>
      [`h${className}`, `m${className}`, ...(inClub ? ['club'] : [])].map((set): [string, string, string, string] => [
        set,
        `p${id}`,
        'student',
        'false',
      ]),
    ),
    ...school.teachers.flatMap(({ id, lead }, at) =>
      [`h${lead}`, `m${lead}`, 'club'].map((set): [string, string, string, string] => [
        set,
        `t${id}`,
        'teacher',
        String(set !== 'club' || at === 0),
      ]),
    ),
  ];
  const names = ['academicSessions', 'classes', 'courses', 'enrollments', 'orgs', 'users', ...(version === '1.2' ? ['roles'] : [])];
  const files: Record<string, string[]> = {
    manifest: [
      'propertyName,value',
      'manifest.version,1.0',
      `oneroster.version,${version}`,
      ...names.map((name) => `file.${name},bulk`),
      'file.demographics,absent',
    ],
    academicSessions: [
      'sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear',
      'y1,,,2026/27,schoolYear,2026-08-01,2027-07-31,,2027',
    ],
    orgs: ['sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId', 'o1,,,Made up,school,12345,'],
    courses: [
      'sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes',
      'k1,,,y1,Mathematik,M,05,o1,,',
      'k2,,,y1,Kunst,KU,05,o1,,',
    ],
    classes: [
      classColumns,
      ...school.classes.flatMap((name) => [
        row(classColumns, {
          sourcedId: `h${name}`,
          title: name,
          courseSourcedId: 'k1',
          classType: 'homeroom',
          schoolSourcedId: 'o1',
          termSourcedIds: 'y1',
        }),
        row(classColumns, {
          sourcedId: `m${name}`,
          title: lessonsOf(name),
          courseSourcedId: 'k1',
          classType: 'scheduled',
          schoolSourcedId: 'o1',
          termSourcedIds: 'y1',
        }),
      ]),
      row(classColumns, {
        sourcedId: 'club',
        title: club,
        courseSourcedId: 'k2',
        classType: 'scheduled',
        schoolSourcedId: 'o1',
        termSourcedIds: 'y1',
      }),
    ],
    users: [
      users,
      ...people.map(({ id, last, first, role, agents }) =>
        row(users, {
          sourcedId: id,
          enabledUser: 'true',
          givenName: first,
          familyName: last,
          role,
          agentSourcedIds: agents,
          password: 'geheim',
        }),
      ),
    ],
    enrollments: [
      enrollmentColumns,
      ...members.map(([set, user, role, primary], at) =>
        row(enrollmentColumns, { sourcedId: `e${at}`, classSourcedId: set, schoolSourcedId: 'o1', userSourcedId: user, role, primary }),
      ),
    ],
  };
  if (version === '1.2')
    files['roles'] = [
      roles12,
      ...people.map(({ id, role }) =>
        row(roles12, { sourcedId: `r${id}`, userSourcedId: id, roleType: 'primary', role, orgSourcedId: 'o1' }),
      ),
    ];
  return [
    await zipped(
      'oneroster.zip',
      Object.entries(files).map(([name, lines]) => ({ name: `${name}.csv`, bytes: Buffer.from(`${lines.join('\r\n')}\r\n`) })),
    ),
  ];
}
