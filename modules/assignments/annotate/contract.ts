import { contract } from '#kernel/contract/contract.ts';
import type { Static } from '#kernel/contract/t.ts';
import { T } from '#kernel/contract/t.ts';
import { Id, Instant, Nullable, OneOf } from '#kernel/contract/types.ts';
import { assignmentId } from '../contract.ts';

/** More of all pages of one file together is refused; bytes of JSON. */
export const fileLimitBytes = 2_000_000;
/** Points of one stroke; a longer one goes on as a second stroke. */
export const strokeLimit = 2_000;
/** Annotations of one page. */
export const pageLimit = 1_000;
/** Pages of one file that can be annotated. */
export const lastPage = 500;

/** A place on the page as it is read, upright: 0 is its left or upper edge, 1 its right or lower one. */
const Share = T.Number({ minimum: 0, maximum: 1 });
/** Made by the device that drew it, so that the same one is known again after two have drawn at once. */
const AnnotationId = T.String({ pattern: '^[a-z0-9]{8,16}$' });

/** Colours by name; what they look like is the pages' affair. */
export const InkColour = OneOf(['red', 'blue', 'green', 'amber']);
export type InkColour = Static<typeof InkColour>;
/** Fine, middle, broad; small, middle, large. */
export const InkSize = OneOf(['s', 'm', 'l']);
export type InkSize = Static<typeof InkSize>;
/** What can be stamped. */
export const StampKind = OneOf(['right', 'wrong', 'question', 'exclamation', 'smile', 'star']);
export type StampKind = Static<typeof StampKind>;

const look = { id: AnnotationId, colour: InkColour, size: InkSize };
const place = { x: Share, y: Share };

const points = T.Array(T.Tuple([Share, Share, Share]), { minItems: 1, maxItems: strokeLimit });
const Pen = T.Object({ kind: T.Literal('pen'), ...look, points });
const Highlighter = T.Object({ kind: T.Literal('highlighter'), ...look, points });
/** A line of a pen or highlighter: x, y and pressure of every point. */
export type Stroke = Static<typeof Pen> | Static<typeof Highlighter>;
/** Words; the place is their upper left corner. */
export const InkText = T.Object({
  kind: T.Literal('text'),
  ...look,
  ...place,
  text: T.String({ minLength: 1, maxLength: 500, pattern: '^[^\\u0000]*[^\\s\\u0000][^\\u0000]*$' }),
});
export type InkText = Static<typeof InkText>;
/** A stamp; the place is its middle. */
export const Stamp = T.Object({ kind: T.Literal('stamp'), ...look, ...place, stamp: StampKind });
export type Stamp = Static<typeof Stamp>;

/** One thing drawn, written or stamped on a page. */
export const Annotation = T.Union([Pen, Highlighter, InkText, Stamp]);
export type Annotation = Static<typeof Annotation>;

const Page = T.Integer({ minimum: 1, maximum: lastPage, description: 'from 1; a picture has one' });
const Annotations = T.Array(Annotation, { maxItems: pageLimit });
const AnnotatedPage = T.Object({ page: Page, revision: T.Integer(), annotations: Annotations });
/** All annotations of one page. */
export type AnnotatedPage = Static<typeof AnnotatedPage>;

const ofPupil = { ...assignmentId, pupilId: Id, fileId: Id };

export const annotationsContract = contract({
  method: 'GET',
  path: '/assignments/:assignmentId/pupils/:pupilId/annotations/:fileId',
  summary: 'What teachers have annotated on a file of a pupil’s hand-in.',
  params: T.Object(ofPupil),
  query: T.Object({ versionId: T.Optional(Id) }, { description: 'an earlier version; left out: the present one' }),
  answer: T.Object({ handInId: Id, pages: T.Array(AnnotatedPage, { description: 'pages with annotations, and pages that had some' }) }),
});

/** Replaces the annotations of one page. Kept for the teachers until the answer is given back. */
export const saveAnnotationsContract = contract({
  method: 'PUT',
  path: '/assignments/:assignmentId/pupils/:pupilId/annotations/:fileId',
  summary: 'Saves what a teacher has annotated on one page of a file of a pupil’s hand-in.',
  params: T.Object(ofPupil),
  body: T.Object({
    handInId: Id,
    earlier: T.Optional(T.Boolean({ description: 'the caller knows that it is an earlier version; else it must be the present one' })),
    page: Page,
    revision: Nullable(T.Integer({ description: 'of the page the caller has seen; null for the first' })),
    annotations: Annotations,
  }),
  answer: T.Object({ revision: T.Integer(), savedAt: Instant }),
  refusals: ['assignments.annotated_meanwhile', 'assignments.handed_in_again', 'assignments.too_much_ink'],
});

export const givenAnnotationsContract = contract({
  method: 'GET',
  path: '/assignments/:assignmentId/received/annotations/:fileId',
  summary: 'The annotations on a file of the caller’s own, as they were given back.',
  params: T.Object({ ...assignmentId, fileId: Id }),
  query: T.Object({ versionId: T.Optional(Id) }, { description: 'of the answer to this hand-in; left out: to the one answered last' }),
  answer: T.Object({ pages: T.Array(T.Object({ page: Page, annotations: Annotations })) }),
});
