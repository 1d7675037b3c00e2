/** Nobody was recognised; a missing, wrong, ended and revoked key or session are answered alike. */
export class NoKey extends Error {
  override name = 'NoKey';
  constructor(readonly challenge: string) { super('no valid session or API key'); }
}

/** Known, and not allowed. `confirm`: the password is to be given again first. */
export class Forbidden extends Error {
  override name = 'Forbidden';
  constructor(message: string, readonly confirm = false) { super(message); }
}

/** Again after so many seconds. */
export class TooMany extends Error {
  override name = 'TooMany';
  constructor(message: string, readonly seconds: number) { super(message); }
}

/** `If-Match` names another state than there is. `changed`: by whom, where it was not the crawl. */
export class Stale extends Error {
  override name = 'Stale';
  constructor(message: string, readonly changed: { by: string; did: string; at: Date } | null) { super(message); }
}

/** Name, password or code was wrong: which one is not said. */
export class NotSignedIn extends Error { override name = 'NotSignedIn'; }

export class NoSuchMethod extends Error { override name = 'NoSuchMethod'; }

/** It was there once. */
export class NoLonger extends Error { override name = 'NoLonger'; }
