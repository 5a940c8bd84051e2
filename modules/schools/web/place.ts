/** A division or a site; divisions have no address. */
export interface Place {
  id: string;
  name: string;
  shortName: string | null;
  address?: string | null;
  closed: boolean;
}
