import { type Module, platformRoute, type RawRoute, type Route, route } from '#kernel/module/manifest.ts';
import { listActs, readAudit } from './audit.ts';
import {
  actsContract,
  auditContract,
  erasePersonContract,
  erasureContract,
  grantContract,
  modulesContract,
  rightsContract,
  saveDivisionContract,
  saveSchoolContract,
  saveSettingContract,
  saveSiteContract,
  saveYearContract,
  settingsContract,
  setupContract,
  structureContract,
  switchModuleContract,
} from './contract.ts';
import { erase, readErasure } from './erase-person.ts';
import { sendExport } from './export-person.ts';
import { setUp } from './first-start.ts';
import { divisions, saveDivision, saveSite, sites } from './places.ts';
import { changeRight, readRights } from './rights.ts';
import { saveYear, schoolYears, yearsInSight } from './school-years.ts';
import { changeSchool, changeSetting, readSettings } from './settings.ts';
import { listModules, switchService } from './switch-module.ts';

/** Routes of the school as a whole. `all` answers every module, this one included. */
export function schoolsRoutes(all: () => readonly Module[]): Route[] {
  return [
    route(settingsContract, 'schools.change_settings', (ctx) => readSettings(all(), ctx)),
    route(saveSettingContract, 'schools.change_settings', async (ctx, { params, body }) => {
      await changeSetting(all(), ctx, params.settingId, body);
      return {};
    }),
    route(saveSchoolContract, 'schools.change_settings', async (ctx, { body }) => {
      await changeSchool(ctx, body);
      return {};
    }),
    route(modulesContract, 'schools.switch_modules', (ctx) => listModules(all(), ctx)),
    route(switchModuleContract, 'schools.switch_modules', async (ctx, { params, body }) => {
      await switchService(all(), ctx, params.moduleId, body.on);
      return {};
    }),
    route(rightsContract, 'schools.manage_rights', (ctx) => readRights(all(), ctx)),
    route(grantContract, 'schools.manage_rights', async (ctx, { params, body }) => {
      await changeRight(all(), ctx, params.permission, body);
      return {};
    }),
    route(auditContract, 'schools.view_audit', (ctx, { query }) => readAudit(all(), ctx, query)),
    route(actsContract, 'schools.view_audit', async (ctx) => listActs(all(), ctx)),
    route(structureContract, 'schools.change_structure', (ctx) =>
      ctx.read(async (db) => {
        const { from, to } = yearsInSight(ctx.now());
        return { divisions: await divisions(db), sites: await sites(db), years: await schoolYears(db, from, to) };
      }),
    ),
    route(saveDivisionContract, 'schools.change_structure', async (ctx, { params, body }) => {
      await saveDivision(ctx, params.divisionId, body);
      return {};
    }),
    route(saveSiteContract, 'schools.change_structure', async (ctx, { params, body }) => {
      await saveSite(ctx, params.siteId, body);
      return {};
    }),
    route(saveYearContract, 'schools.change_structure', async (ctx, { params, body }) => {
      await saveYear(ctx, params.year, body);
      return {};
    }),
    // the page offers taking out and erasing; who may only take out comes in as well
    route(erasureContract, 'schools.export_person', (ctx, { params }) => readErasure(ctx, params.personId)),
    route(erasePersonContract, 'schools.erase_person', (ctx, { params, body }) => erase(all(), ctx, params.personId, body.name), {
      rate: 'heavy',
    }),
    platformRoute(setupContract, 'anyone', (ctx, { body }) => setUp(ctx, body), { rate: 'guess' }),
  ];
}

/** The zip of everything that is held about a person. */
export function schoolsRawRoutes(all: () => readonly Module[]): RawRoute[] {
  return [
    {
      method: 'GET',
      path: '/people/:personId/everything',
      summary: 'Everything that is held about a person, as a zip of JSON files.',
      permission: 'schools.export_person',
      rate: 'heavy',
      run: (ctx, request, reply) => sendExport(all(), ctx, request, reply),
    },
  ];
}
