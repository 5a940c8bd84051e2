/** How a request of a network drive ends early: a status of RFC 4918 and, where the RFC asks for one, the name of the broken condition. */
export class DavAnswer extends Error {
  readonly status: number;
  readonly condition: string | null;
  constructor(status: number, condition: string | null = null) {
    super(`WebDAV ${status}`);
    this.status = status;
    this.condition = condition;
  }
}

/** What a missing thing is answered with: the same whether it is hidden or not there. */
export const notThere = () => new DavAnswer(404);
