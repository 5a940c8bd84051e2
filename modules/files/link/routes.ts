import { platformRoute, type Route, route } from '#kernel/module/manifest.ts';
import { endLinkContract, linkRulesContract, linksContract, makeLinkContract, openLinkContract, ownLinksContract } from './contract.ts';
import { listLinks, listOwnLinks } from './list.ts';
import { endLink, linkRules, makeLink } from './make.ts';
import { openLink } from './open.ts';

/** Links: made by whom the school allows it, opened by whoever has one. */
export const linkRoutes: Route[] = [
  route(linkRulesContract, 'files.share', (ctx) => linkRules(ctx)),
  route(makeLinkContract, 'files.share', (ctx, { params, body }) => makeLink(ctx, params.fileId, body), { transaction: 'own' }),
  route(linksContract, 'files.share', (ctx, { params, query }) => listLinks(ctx, params.fileId, query)),
  route(ownLinksContract, 'files.share', (ctx, { query }) => listOwnLinks(ctx, query)),
  route(endLinkContract, 'files.share', (ctx, { params }) => endLink(ctx, params.linkId)),
  platformRoute(openLinkContract, 'anyone', (ctx, { body }) => openLink(ctx, body), { rate: 'guess', begins: true }),
];
