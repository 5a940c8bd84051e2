import { lane } from './lane.ts';

/**
 * Every kind of dear work that somebody waits for, with its limit and its queue, per process. What is done in the background has its limits in
 * kernel/jobs/places.ts. Of one person never so much is at work that nothing is left for the others.
 */
export const lanes = {
  /**
   * A step of the password protocol keeps the whole process busy for one to three milliseconds. One per turn of the event loop, so that people at work
   * are answered between any two; four hundred are about a second of work. How long they wait decides how many people are let in.
   */
  opaque: lane('opaque', { atOnce: 1, most: 400, longestMs: 5_000, each: 2, steers: true }),
  /** Bytes on their way in: a file handle and at most two megabytes of memory each. A line may be slow, so there are many places; an upload goes on later by itself. */
  uploads: lane('uploads', { atOnce: 128, most: 256, longestMs: 10_000, each: 8 }),
  /** Reading what was brought straight to the store once, for its hash: up to two gigabytes through this process. Pages ask again, so it may take its time. */
  arrivals: lane('arrivals', { atOnce: 4, most: 200, longestMs: 900_000, each: 2 }),
  /** Archives, lists and data of people, written while they are read: little memory each, but the reader's line may be slow. */
  exports: lane('exports', { atOnce: 32, most: 64, longestMs: 20_000, each: 2 }),
  /** The same for who came by a link: nobody knows who they are, so they take no place of those who are signed in. */
  linkedExports: lane('linked_exports', { atOnce: 16, most: 32, longestMs: 20_000 }),
  /** A PDF is laid out in a thread of its own that takes up to 300 MB. */
  prints: lane('prints', { atOnce: 2, most: 40, longestMs: 60_000, each: 1 }),
  /** Reading an archive somebody has brought while they wait (corrections): as large as an upload, unpacked on disk. */
  imports: lane('imports', { atOnce: 2, most: 20, longestMs: 30_000, each: 1 }),
  /** LibreOffice, in the background: some hundred megabytes and a core. None waits here: the job comes back later. */
  officePreviews: lane('office_previews', { atOnce: 1, most: 0, longestMs: 2_000 }),
  /** Pictures made smaller, in the background; likewise. */
  picturePreviews: lane('picture_previews', { atOnce: 1, most: 0, longestMs: 2_000 }),
  /** A mail on its way to the next server. What waits too long is tried again later, with growing pauses. */
  mails: lane('mails', { atOnce: 3, most: 100, longestMs: 60_000 }),
} as const;
