import type { Config } from '../config.js';

/** What a check found. `advice` says what to do; a check without a fault has none. */
export interface Finding { check: string; state: 'ok' | 'note' | 'wrong'; says: string; advice?: string }
export type Check = () => Promise<Finding | Finding[]>;

export const ok = (check: string, says: string): Finding => ({ check, state: 'ok', says });
export const note = (check: string, says: string, advice: string): Finding => ({ check, state: 'note', says, advice });
export const wrong = (check: string, says: string, advice: string): Finding => ({ check, state: 'wrong', says, advice });

/** No check waits longer: a server that takes a connection and says nothing is a finding, not a reason to hang. */
export const PATIENCE_MS = 8000;

/** Resolves as the promise does, or rejects after the patience of a check. */
export function inTime<T>(promise: Promise<T>, ms: number = PATIENCE_MS): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => { timer = setTimeout(() => reject(new Error(`no answer in ${ms / 1000} s: something takes the connection and says nothing`)), ms); });
  return Promise.race([promise, limit]).finally(() => { clearTimeout(timer); });
}

/** Hides every secret of the settings in a text, as it is and as it is written in a URL. What a server or a library repeats of it is hidden, too. */
export function hiding(config: Config): (text: string) => string {
  const secrets = new Set<string>();
  const add = (text: string | undefined): void => { if (text !== undefined && text.length > 0) { secrets.add(text); secrets.add(encodeURIComponent(text)); } };
  for (const url of [config.databaseUrl, config.queueUrl, config.smtpUrl, config.openaiBaseUrl, config.evidenceS3Url, config.baseUrl]) {
    const login = url === undefined ? undefined : /^[a-z+]+:\/\/([^@/]*)@/i.exec(url)?.[1];
    if (login === undefined) continue;
    const password = login.slice(login.indexOf(':') + 1);
    add(password);
    try { add(decodeURIComponent(password)); } catch { /* it is hidden as it is written */ }
  }
  for (const key of [config.openaiKey, config.youtubeApiKey, config.s3Secret]) add(key);
  const longest = [...secrets].sort((a, b) => b.length - a.length);
  return (text) => longest.reduce((shown, secret) => shown.replaceAll(secret, '(hidden)'), text);
}
