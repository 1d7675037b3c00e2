/** A page that stands in the way, or in the place, of the one asked for. `why` names the sign, in words an analyst can follow. */
export interface Block { outcome: 'blocked' | 'geo-blocked' | 'challenge' | 'captcha' | 'login-wall' | 'soft-not-found'; why: string }

const CHALLENGE_TITLES = /^\s*(just a moment|checking your browser|please wait|ddos-guard|one more step|security check|pardon our interruption|un instant)/i;
const CAPTCHA_TITLES = /^\s*(attention required|verify(ing)? (that )?you are (a )?human|are you (a )?(human|robot)|robot check|captcha|bot verification)/i;
const BLOCK_TITLES = /^\s*(access denied|access to this page has been denied|request rejected|403 forbidden|site blocked|website blocked)/i;
/** On a page with little text: what is said to readers of other countries. */
const GEO_SIGNS = /(not|isn.t|un)\s?available (in|to|for|from) (readers |users |visitors |people )?(in |from )?(your|this|certain) (country|region|location|area|territory)|(your|this) (country|region|location) (is|has been) (blocked|restricted|not supported)|blocked (in|from|for) your (country|region|location)|outside of? your (country|region)|មិនអាច(ចូល)?(មើល|ប្រើ)?បាន(នៅ)?ក្នុងប្រទេសរបស់អ្នក/i;
const CHALLENGE_MARKS: [RegExp, string, 'captcha'?][] = [
  [/\/cdn-cgi\/challenge-platform\/|cf[-_]chl[-_]|id="challenge-(form|running|stage)"/i, 'a Cloudflare challenge'],
  [/geo\.captcha-delivery\.com|datadome/i, 'a DataDome challenge'],
  [/_incapsula_resource|incapsula incident id/i, 'an Imperva challenge'],
  [/px-captcha|perimeterx/i, 'a PerimeterX captcha', 'captcha'],
  [/awswaf[\w.]*(captcha|challenge)|gokuprops/i, 'an AWS WAF challenge'],
  [/(google\.com|gstatic\.com|recaptcha\.net)\/recaptcha\/|hcaptcha\.com\/1\/api|challenges\.cloudflare\.com\/turnstile/i, 'a captcha', 'captcha'],
  [/document\.cookie\s*=[^<]{0,300}location\.(reload|replace|href)/i, 'a script that sets a cookie and reloads'],
];
/** Pages of this kind are walls only where they ask for a password. */
const FORM_TITLES = /^\s*(log ?in|sign ?in|connexion|iniciar sesión|ចូល)/i;
const WALL_TITLES = /^\s*(facebook ?[-–—] ?log in|log in to facebook|log into facebook|instagram ?[-–—•] ?log ?in|login • instagram|log in to x|x\. it.s what.s happening|linkedin( login|: log in)|sign up \| linkedin)/i;
const LOGIN_PATHS = /\/(login|log-in|signin|sign-in|accounts\/login|checkpoint|authwall|uas\/login|i\/flow\/login|wp-login\.php)(\/|\.php|$)/i;

/** A part of a title (between dashes, bars, dots) that says all by itself that the page is not there: servers of this kind answer 200. */
const NOT_THERE = /^(error[ :]*)?404([ :!.,]+(error|not found|page not found|file not found|អត់មាន))?$|^(error[ :]*)?(oops[!.,]* *)?((the |this |that )?(requested )?(page|file|document|article|content|url)( you (requested|are looking for))?( was| is| could)? *)(not( be)? found|cannot be found|can.t be found|does not exist|doesn.t exist|no longer exists|is missing)[.!]?$|^not found[.!]?$|^nothing found[.!]?$|^(រក|រកមើល)?មិន(ឃើញ|មាន)ទំព័រ(នេះ|ដែលអ្នកកំពុងស្វែងរក)?(ទេ)?$|^ទំព័រ(នេះ)?(រក)?មិន(ឃើញ|មាន)(ទេ)?$|^រក(ទំព័រ)?មិនឃើញ(ទំព័រ)?(ទេ)?$/i;

/** How much of a page is looked at for signs; nearly every page shows in its beginning that it is none. Bytes. */
const START = 64 << 10;
const BEGINNING = 16 << 10;
/** A page with more visible text than this is a page, whatever scripts it carries: a captcha beside a comment form blocks nobody. Characters. */
const MOST_TEXT = 1500;

/**
 * Recognises login walls, captchas, challenge pages, legal or geographic blocks, and pages that say "not found", by what the page says, also where the status is 200.
 * `read` gives so many bytes of the page as text, and whether that is all of it; `asked` and `final` are the URLs before and after redirects.
 * Signs other than the status count only on a page with little visible text, so that an article about captchas stays an article.
 */
export function recogniseBlock(page: Answered & { headers: Readonly<Record<string, string>> }, read: Read): Block | null {
  const { status } = page;
  if (status === 401 || status === 407) return { outcome: 'login-wall', why: `HTTP ${status}` };
  if (status === 451) return { outcome: 'geo-blocked', why: 'HTTP 451: withheld for legal reasons or in this country' };
  if (page.headers['cf-mitigated'] === 'challenge') return { outcome: 'challenge', why: 'a Cloudflare challenge' };
  const sign = contentSign(page, read);
  if (sign !== null) return sign;
  if (status === 403) return GEO_SIGNS.test(read(START).text) ? { outcome: 'geo-blocked', why: 'HTTP 403 that names the country' } : { outcome: 'blocked', why: 'HTTP 403' };
  if (status === 999) return { outcome: 'blocked', why: 'HTTP 999: the site denies automated readers' };
  return null;
}

interface Answered { status: number; asked: string; final: string }
type Read = (most: number) => { text: string; whole: boolean };

function contentSign({ status, asked, final }: Answered, read: Read): Block | null {
  const redirectedToLogin = final !== asked && LOGIN_PATHS.test(pathOf(final)) && !LOGIN_PATHS.test(pathOf(asked));
  if (redirectedToLogin) return { outcome: 'login-wall', why: `redirected to ${pathOf(final)}` };
  const beginning = read(BEGINNING);
  const title = /<title[^>]{0,200}>([^<]{0,200})/i.exec(beginning.text)?.[1] ?? '';
  // Such a page has the site's whole frame about it, so that its length says nothing. A statement of a title as a whole, never a word in it.
  if (status === 200 && title.split(/\s[-–—|·•:]\s|[|·•»«]/).some((part) => NOT_THERE.test(part.trim()))) return { outcome: 'soft-not-found', why: `HTTP 200, titled "${title.trim()}"` };
  // The cheapest question first: nearly every page has more text than a wall.
  if (hasMoreText(beginning.text, MOST_TEXT)) return null;
  const { text: start, whole } = beginning.whole ? beginning : read(START);
  if (!whole || hasMoreText(start, MOST_TEXT)) return null;
  if ((WALL_TITLES.test(title) || (FORM_TITLES.test(title) && /type=["']?password/i.test(start))) && !LOGIN_PATHS.test(pathOf(asked))) return { outcome: 'login-wall', why: `titled "${title.trim()}"` };
  if (GEO_SIGNS.test(start)) return { outcome: 'geo-blocked', why: 'a page that says it is not for this country' };
  for (const [titles, outcome] of [[CAPTCHA_TITLES, 'captcha'], [CHALLENGE_TITLES, 'challenge'], [BLOCK_TITLES, 'blocked']] as const) if (titles.test(title)) return { outcome, why: `titled "${title.trim()}"` };
  const mark = CHALLENGE_MARKS.find(([pattern]) => pattern.test(start));
  return mark === undefined ? null : { outcome: mark[2] ?? 'challenge', why: mark[1] };
}

const pathOf = (url: string) => /^[a-z]+:\/\/[^/?#]*([^?#]*)/i.exec(url)?.[1] ?? '';

/** Whether a page has more than `most` characters of text between tags outside script and style; linear, and at an end as soon as it knows. */
function hasMoreText(html: string, most: number): boolean {
  let length = 0;
  let at = 0;
  while (length <= most) {
    const open = html.indexOf('<', at);
    if (open !== at) length += html.slice(at, open === -1 ? html.length : open).trim().length;
    if (open === -1) break;
    const raw = 'sSnNtT'.includes(html[open + 1] ?? '-') ? /^<(script|style|noscript|template)\b/i.exec(html.slice(open, open + 12))?.[1] : undefined;
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
