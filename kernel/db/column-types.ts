import pg from 'pg';

const int8 = 20;
const date = 1082;

/** How columns arrive: `date` as 'YYYY-MM-DD', int8 as number (counts and sizes stay far below 2^53), timestamptz as Date. */
export const columnTypes: pg.CustomTypesConfig = {
  // pg's overloads name every type separately; one function for all of them is what it calls
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === int8) return Number;
    if (oid === date) return (text: string) => text;
    return pg.types.getTypeParser(oid, format);
  }) as pg.CustomTypesConfig['getTypeParser'],
};
