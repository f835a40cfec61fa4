/** Why work was stopped: nobody waits for it any more. */
export class ClientLeft extends Error {
  readonly code = 'client-left';

  constructor() {
    super('the client left');
  }
}
