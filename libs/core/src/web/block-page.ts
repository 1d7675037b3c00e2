/** A page that stands in the way of the one asked for. `why` names the sign, in words an analyst can follow. */
export interface Block { outcome: 'blocked' | 'login-wall'; why: string }

const CHALLENGE_TITLES = /^\s*(just a moment|attention required|checking your browser|please wait|access denied|access to this page has been denied|ddos-guard|one more step|security check|verify(ing)? (that )?you are (a )?human|are you (a )?(human|robot)|robot check|pardon our interruption|request rejected|captcha|bot verification|un instant|403 forbidden|site blocked|website blocked)/i;
const CHALLENGE_MARKS: [RegExp, string][] = [
  [/\/cdn-cgi\/challenge-platform\/|cf[-_]chl[-_]|id="challenge-(form|running|stage)"/i, 'a Cloudflare challenge'],
  [/geo\.captcha-delivery\.com|datadome/i, 'a DataDome challenge'],
  [/_incapsula_resource|incapsula incident id/i, 'an Imperva challenge'],
  [/px-captcha|perimeterx/i, 'a PerimeterX challenge'],
  [/awswaf[\w.]*(captcha|challenge)|gokuprops/i, 'an AWS WAF challenge'],
  [/(google\.com|gstatic\.com|recaptcha\.net)\/recaptcha\/|hcaptcha\.com\/1\/api|challenges\.cloudflare\.com\/turnstile/i, 'a captcha'],
  [/document\.cookie\s*=[^<]{0,300}location\.(reload|replace|href)/i, 'a script that sets a cookie and reloads'],
];
/** Pages of this kind are walls only where they ask for a password. */
const FORM_TITLES = /^\s*(log ?in|sign ?in|connexion|iniciar sesión|ចូល)/i;
const WALL_TITLES = /^\s*(facebook ?[-–—] ?log in|log in to facebook|log into facebook|instagram ?[-–—•] ?log ?in|login • instagram|log in to x|x\. it.s what.s happening|linkedin( login|: log in)|sign up \| linkedin)/i;
const LOGIN_PATHS = /\/(login|log-in|signin|sign-in|accounts\/login|checkpoint|authwall|uas\/login|i\/flow\/login|wp-login\.php)(\/|\.php|$)/i;

/** A page with more visible text than this is a page, whatever scripts it carries: a captcha beside a comment form blocks nobody. Characters. */
const MOST_TEXT = 1500;

/**
 * Recognises login walls, captchas, challenge pages and legal or geographic blocks by what the page says, also where the status is 200.
 * `start` is the beginning of the page (64 KiB is plenty), `whole` whether that is all of it, `asked` and `final` the URLs before and after redirects.
 * Signs other than the status count only on a page with little visible text, so that an article about captchas stays an article.
 */
export function recogniseBlock(page: { status: number; asked: string; final: string; start: string; whole: boolean; headers: Readonly<Record<string, string>> }): Block | null {
  const { status, start } = page;
  if (status === 401 || status === 407) return { outcome: 'login-wall', why: `HTTP ${status}` };
  if (status === 451) return { outcome: 'blocked', why: 'HTTP 451: withheld for legal reasons or in this country' };
  if (page.headers['cf-mitigated'] === 'challenge') return { outcome: 'blocked', why: 'a Cloudflare challenge' };
  const sign = contentSign(page);
  if (sign !== null) return sign;
  if (status === 403) return { outcome: 'blocked', why: /country|region|location|territor/i.test(start) ? 'HTTP 403 that names the country: a geographic block' : 'HTTP 403' };
  if (status === 999) return { outcome: 'blocked', why: 'HTTP 999: the site denies automated readers' };
  return null;
}

function contentSign({ asked, final, start, whole }: { asked: string; final: string; start: string; whole: boolean }): Block | null {
  const redirectedToLogin = final !== asked && LOGIN_PATHS.test(pathOf(final)) && !LOGIN_PATHS.test(pathOf(asked));
  if (redirectedToLogin) return { outcome: 'login-wall', why: `redirected to ${pathOf(final)}` };
  // The cheapest question first: nearly every page has more text than a wall.
  if (!whole || hasMoreText(start, MOST_TEXT)) return null;
  const title = /<title[^>]{0,200}>([^<]{0,200})/i.exec(start.slice(0, 16_384))?.[1] ?? '';
  if ((WALL_TITLES.test(title) || (FORM_TITLES.test(title) && /type=["']?password/i.test(start))) && !LOGIN_PATHS.test(pathOf(asked))) return { outcome: 'login-wall', why: `titled "${title.trim()}"` };
  if (CHALLENGE_TITLES.test(title)) return { outcome: 'blocked', why: `titled "${title.trim()}"` };
  const mark = CHALLENGE_MARKS.find(([pattern]) => pattern.test(start));
  return mark === undefined ? null : { outcome: 'blocked', why: mark[1] };
}

const pathOf = (url: string) => /^[a-z]+:\/\/[^/?#]*([^?#]*)/i.exec(url)?.[1] ?? '';

/** Whether a page has more than `most` characters of text between tags outside script and style; linear, and at an end as soon as it knows. */
function hasMoreText(html: string, most: number): boolean {
  let length = 0;
  let at = 0;
  while (length <= most) {
    const open = html.indexOf('<', at);
    length += html.slice(at, open === -1 ? html.length : open).trim().length;
    if (open === -1) break;
    const raw = /^<(script|style|noscript|template)\b/i.exec(html.slice(open, open + 12))?.[1];
    let close = html.indexOf('>', open);
    if (raw !== undefined && close !== -1) {
      const end = new RegExp(`</${raw}`, 'gi');
      end.lastIndex = close;
      close = end.exec(html)?.index ?? -1;
    }
    if (close === -1) break;
    at = raw === undefined ? close + 1 : close + raw.length + 3;
  }
  return length > most;
}
