import { QueryClientProvider, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import { Link, Route, Router, Switch, useLocation } from 'wouter';
import { ask, Refusal } from '../api/client.js';
import { newCache, useAsk } from '../api/use-ask.js';
import { Dialog } from '../parts/dialog.js';
import { Fault, Waiting } from '../parts/state.js';
import { writingOf, type Language } from '../words/format.js';
import { rememberedLanguage, useWords, WritingProvider } from '../words/index.js';
import { FIRST_ELECTIONS, takeAhead } from './ahead.js';
import { SignIn, TakeUpLink } from './door.js';
import { useHashPath, useHashSearch } from './hash-location.js';
import { Boundary } from './boundary.js';
import { Keys } from './keys.js';
import { useLiveChanges } from './live.js';
import { PAGES } from './pages.js';
import { Rail } from './rail.js';
import { SeatProvider, type Election, type Session } from './session.js';
import { shellWords } from './words.js';

const PublicNotes = lazy(() => import('../public-notes/index.js'));
const ELECTIONS = { query: FIRST_ELECTIONS };
const ahead = takeAhead();
/** `#/welcome/TOKEN`: behind the `#` it reaches no log. */
const tokenOf = (hash: string): string | null => /^#\/welcome\/([\w-]{30,100})$/.exec(hash)?.[1] ?? null;

/** The dashboard: a door, and behind it the pages of one election. */
export function App() {
  const [language, setLanguage] = useState<Language>(rememberedLanguage);
  // undefined: not known yet; an error: could not be asked.
  const [session, setSession] = useState<Session | Error | null | undefined>(ahead?.session);
  const [reading, setReading] = useState(location.hash === '#/notes');
  const cache = useMemo(() => {
    const fresh = newCache(() => setSession(null));
    if (ahead !== null) fresh.setQueryData(['listElections', ELECTIONS], ahead.elections);
    if (ahead?.today) fresh.setQueryData(['getToday', { params: { election: ahead.today.electionId } }], ahead.today);
    return fresh;
  }, []);
  const [token, setToken] = useState(() => tokenOf(location.hash));
  const writing = useMemo(() => writingOf(language, 'UTC'), [language]);
  useEffect(() => { document.documentElement.lang = language; }, [language]);
  const lookWho = useCallback((): void => { ask('getSession').then((known) => { localStorage.setItem('entered', ''); setSession(known); }, (error: Error) => setSession(error instanceof Refusal && error.status === 401 ? null : error)); }, []);
  useEffect(() => {
    if (ahead !== null) { localStorage.setItem('entered', ''); return; }
    lookWho();
    // Whoever was inside before needs it next: asked for at the same time, it saves a way there and back.
    if (localStorage.getItem('entered') !== null) void cache.prefetchQuery({ queryKey: ['listElections', ELECTIONS], queryFn: ({ signal }) => ask('listElections', ELECTIONS, signal), retry: false });
  }, [cache, lookWho]);
  // An address that is typed or pasted is followed, also from the public notes and with a link that takes somebody in.
  useEffect(() => {
    const follow = (): void => { setReading(location.hash === '#/notes'); const given = tokenOf(location.hash); if (given !== null) setToken(given); };
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  const swapLanguage = useCallback((): void => setLanguage((before) => {
    const next = before === 'en' ? 'km' : 'en';
    localStorage.setItem('language', next);
    return next;
  }), []);
  const enter = (entered: Session): void => {
    cache.clear();
    if (token !== null) location.hash = '#/';
    setToken(null);
    setSession(entered);
  };
  const notes = (open: boolean) => (): void => { location.hash = open ? '#/notes' : '#/'; setReading(open); };
  if (reading) return <Suspense fallback={null}><PublicNotes language={language} swapLanguage={swapLanguage} door={notes(false)} /></Suspense>;
  return (
    <QueryClientProvider client={cache}>
      <WritingProvider value={writing}>
        {token !== null ? <TakeUpLink token={token} entered={enter} swapLanguage={swapLanguage} notes={notes(true)} signIn={() => { location.hash = '#/'; setToken(null); }} />
          : session === undefined ? <main className="door"><Waiting /></main>
          : session instanceof Error ? <main className="door"><Fault error={session} again={lookWho} /></main>
          : session === null ? <SignIn entered={enter} swapLanguage={swapLanguage} notes={notes(true)} />
          : <SignedIn session={session} language={language} swapLanguage={swapLanguage} left={() => { localStorage.removeItem('entered'); cache.clear(); setSession(null); }} />}
      </WritingProvider>
    </QueryClientProvider>
  );
}

function SignedIn({ session, language, swapLanguage, left }: { session: Session; language: Language; swapLanguage: () => void; left: () => void }) {
  const t = useWords(shellWords);
  const [chosen, choose] = useState(() => localStorage.getItem('election'));
  const { data, error, refetch } = useAsk('listElections', ELECTIONS);
  const elections: Election[] = data?.items ?? [];
  const election = elections.find(({ id }) => id === chosen) ?? elections[0];
  const shown = election?.id;
  // Whoever looks at an election goes on looking at it when another one is added, also before the list.
  useEffect(() => { if (shown !== undefined) choose(shown); }, [shown]);
  const writing = useMemo(() => writingOf(language, election?.timeZone ?? 'UTC'), [language, election?.timeZone]);
  // Who could not sign out is still in: the next person at the machine would be too.
  const [stayed, setStayed] = useState<Error | null>(null);
  const signOut = (): void => { ask('signOut').then(left, (error: Error) => { if (error instanceof Refusal && error.status === 401) left(); else setStayed(error); }); };
  if (data === undefined) return <main className="door">{error ? <Fault error={error} again={refetch} /> : <Waiting />}</main>;
  if (election === undefined) return <main className="door"><h1>{t.noElection}</h1><p>{t.noElectionWhy}</p><button type="button" className="button" onClick={signOut}>{t.signOut}</button></main>;
  const seat = { session, election, elections, choose: (id: string): void => { localStorage.setItem('election', id); choose(id); } };
  return (
    <WritingProvider value={writing}>
      <SeatProvider value={seat}>
        <Router hook={useHashPath} searchHook={useHashSearch}>
          <Frame swapLanguage={swapLanguage} signOut={signOut} stayed={stayed} away={error !== null && !(error instanceof Refusal)} />
        </Router>
      </SeatProvider>
    </WritingProvider>
  );
}

function Frame({ swapLanguage, signOut, stayed, away }: { swapLanguage: () => void; signOut: () => void; stayed: Error | null; away: boolean }) {
  const t = useWords(shellWords);
  const [open, setOpen] = useState(false);
  const [at] = useLocation();
  const cache = useQueryClient();
  useLiveChanges(cache);
  // The menu over the page is for one choice on a narrow window: another page or a wide window closes it.
  useEffect(() => setOpen(false), [at]);
  useEffect(() => {
    const wide = matchMedia('(min-width: 56.01rem)');
    const close = (): void => { if (wide.matches) setOpen(false); };
    wide.addEventListener('change', close);
    return () => wide.removeEventListener('change', close);
  }, []);
  return (
    <>
      <a className="skip" href="#main" onClick={(event) => { event.preventDefault(); document.getElementById('main')?.focus(); }}>{t.skip}</a>
      <Keys />
      <div className="frame">
        <Rail swapLanguage={swapLanguage} signOut={signOut} />
        <header className="top">
          <button type="button" className="button little" onClick={() => setOpen(true)}>{t.menu}</button>
          <Link href="/" className="mark">{t.product}</Link>
        </header>
        <Drawer open={open} close={() => setOpen(false)} swapLanguage={swapLanguage} signOut={signOut} />
        <main id="main" className="page" tabIndex={-1}>
          {stayed ? <div className="stack"><p className="fault" role="alert"><b>{t.stillIn}</b> {stayed.message}</p></div> : null}
          {away ? <p className="away" role="status">{t.away}</p> : null}
          <Boundary at={at}><Suspense fallback={<Waiting />}>
            <Switch>
              {PAGES.map(({ path, page: Page }) => <Route key={path} path={path}><Page /></Route>)}
              <Route><h1>{t.notFound}</h1><p><Link href="/">{t.home}</Link></p></Route>
            </Switch>
          </Suspense></Boundary>
        </main>
      </div>
    </>
  );
}

const Drawer = ({ open, close, ...rest }: { open: boolean; close: () => void; swapLanguage: () => void; signOut: () => void }) => {
  const t = useWords(shellWords);
  return <Dialog open={open} close={close} title={t.menu} className="drawer"><Rail {...rest} gone={close} /></Dialog>;
};
