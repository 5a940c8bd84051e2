/**
 * A first message of an OPAQUE sign-in (RFC 9807, KE1) as a browser sends it, made once and kept, so that this process needs no cryptography. It belongs
 * to no account and its secret half is thrown away: nobody can end a sign-in with it.
 */
export const opaqueStart =
  'FiCMzk4GZXBIV3v3IZc4bCc6IRl_0GHJ5MBzAJ5OIArp8Jp6qP0e-aivgAnl9w05b78ft4_l1uO_6duZPOivXtycvkthMVXl0-tzX5XrUoQqR4bT_WDodxFP-1RmcABb';
