import { Link, useLocation } from 'wouter';
import { useAsk } from '../api/use-ask.js';
import { useWords, useWriting } from '../words/index.js';
import { termOf, terms } from '../words/terms.js';
import { may, useSeat } from './session.js';
import { shellWords } from './words.js';

interface Entry { to: string; name: string; count?: string | undefined; says?: string | undefined; alert?: boolean; apart?: boolean }

/** Where one can go, with what waits there. */
export function Rail({ swapLanguage, signOut, gone }: { swapLanguage: () => void; signOut: () => void; gone?: () => void }) {
  const t = useWords(shellWords);
  const term = useWords(terms);
  const write = useWriting();
  const seat = useSeat();
  const { election, elections, session } = seat;
  const [at] = useLocation();
  const today = useAsk('getToday', { params: { election: election.id } }, { everyMs: 30_000 }).data;
  const counted = (n: number | undefined, say: (n: string) => string): Pick<Entry, 'count' | 'says'> => (n ? { count: write.count(n), says: say(write.count(n)) } : {});
  const entries: Entry[] = [
    { to: '/', name: t.nav.today },
    ...(may(seat, 'coder') ? [{ to: '/review', name: t.nav.review, ...counted(today?.review.mine, t.waiting) }] : []),
    { to: '/drives', name: t.nav.drives, ...counted(today?.campaigns.new, t.newOnes) },
    { to: '/accounts', name: t.nav.accounts, ...counted(today?.accountFindings.unexplained, t.newOnes) },
    { to: '/search', name: t.nav.search },
    { to: '/editions', name: t.nav.editions },
    { to: '/sources', name: t.nav.sources, ...counted(today?.gaps.sources, t.withGaps), alert: true, apart: true },
    { to: '/queues', name: t.nav.queues, ...counted(today?.queues.failed, t.failed), alert: true },
    { to: '/set-up', name: t.nav.setUp },
    { to: '/settings', name: t.nav.settings },
  ];
  return (
    <nav className="rail" aria-label={t.main}>
      <Link href="/" className="mark" onClick={gone}>{t.product}</Link>
      <div className="election">
        {elections.length > 1
          ? <select aria-label={t.election} value={election.id} onChange={({ target }) => seat.choose(target.value)}>{elections.map(({ id, name }) => <option key={id} value={id}>{write.name(name)}</option>)}</select>
          : <b><bdi>{write.name(election.polity)}</bdi></b>}
        {today ? <span>{`${termOf(term.phases, today.phase)} · ${write.day(today.pollingDay)}`}</span> : null}
      </div>
      <ul className="places">{entries.map(({ to, name, count, says, alert, apart }) => (
          <li key={to} className={apart ? 'apart' : undefined}>
            <Link href={to} onClick={gone} aria-current={(to === '/' ? at === '/' : at === to || at.startsWith(`${to}/`)) ? 'page' : undefined}>
              <span>{name}</span>{count ? <span className={`count${alert ? ' alert' : ''}`} title={says}>{count}<span className="hidden">{` ${says}`}</span></span> : null}
            </Link>
          </li>
      ))}</ul>
      <footer>
        <span><bdi>{session.person.name}</bdi>{` · ${termOf(t.roles, session.person.role)}`}</span>
        <span className="row">
          <button type="button" className="button little" lang={write.language === 'en' ? 'km' : 'en'} onClick={() => { swapLanguage(); gone?.(); }}>{t.other}</button>
          <button type="button" className="button little" onClick={signOut}>{t.signOut}</button>
        </span>
      </footer>
    </nav>
  );
}
