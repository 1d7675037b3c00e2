import { Tab, TabList, TabPanel, TabProvider } from '@ariakit/react/tab';
import { Page } from '../../parts/page.js';
import { may, useSeat } from '../../shell/session.js';
import { useWords } from '../../words/index.js';
import { BackFill } from '../sources/back-fill.js';
import { TryAddress } from '../sources/try-address.js';
import '../sources/sources.css';
import { Balance } from './balance.js';
import { FromFile } from './from-file.js';
import { Proposals } from './proposals.js';
import { setUpWords } from './words.js';
import './set-up.css';

/** From a spreadsheet to a watchlist in force; accounts that were found; whether all sides are watched alike. */
export default function SetUpPage() {
  const t = useWords(setUpWords);
  const seat = useSeat();
  const admin = may(seat, 'admin');
  return (
    <Page title={t.title} lead={t.lead}>
      <TabProvider>
        <TabList className="tabs" aria-label={t.title}><Tab>{t.tabs.file}</Tab>{may(seat, 'coder') ? <Tab>{t.tabs.address}</Tab> : null}<Tab>{t.tabs.proposals}</Tab><Tab>{t.tabs.before}</Tab><Tab>{t.tabs.balance}</Tab></TabList>
        <TabPanel unmountOnHide>{admin ? <FromFile /> : <p className="hint">{t.onlyAdmin}</p>}</TabPanel>
        {may(seat, 'coder') ? <TabPanel unmountOnHide><TryAddress /></TabPanel> : null}
        <TabPanel unmountOnHide><Proposals /></TabPanel>
        <TabPanel unmountOnHide><BackFill /></TabPanel>
        <TabPanel unmountOnHide><Balance /></TabPanel>
      </TabProvider>
    </Page>
  );
}
