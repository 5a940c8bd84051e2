/**
 * The kernel's tables that do not stand behind the wall between schools, each with its reason.
 * Modules of the zone platform name theirs in the manifest. A conformance test holds the closed list and compares it with the catalogue: nothing else may lack the wall, nothing listed may be missing.
 */
export const outsideTheWall: Readonly<Record<string, string>> = {
  'kernel.migration': 'history of the database itself; the app role cannot read it',
  'kernel.installation': 'facts about the installation: demo mark, first operator',
  'kernel.authority': 'above the schools',
  'kernel.school': 'names the schools themselves',
  'kernel.setting': 'settings above the school',
  'kernel.outbox': 'events wait here for delivery across all schools; ids only',
  'kernel.blob': 'which content is kept, counted over all schools, so that none throws away what another needs; hashes and counts only',
  'kernel.platform_audit': 'acts of operator and authority, above one school',
};
