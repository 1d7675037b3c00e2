import { Tab, TabList, TabPanel, TabProvider } from '@ariakit/react/tab';
import type { ComponentType } from 'react';
import { Page } from '../../parts/page.js';
import { may, useSeat } from '../../shell/session.js';
import { useWords } from '../../words/index.js';
import { Audit } from './audit.js';
import { Installation } from './installation.js';
import { KeysOfPrograms } from './keys.js';
import { People } from './people.js';
import { Recipients } from './recipients.js';
import { WatchlistTab } from './watchlist.js';
import { Webhooks } from './webhooks.js';
import { settingsWords } from './words.js';
import { You } from './you.js';
import './settings.css';

/** What people decide here: who is watched, who may sign in, who gets notes. */
export default function SettingsPage() {
  const t = useWords(settingsWords);
  const admin = may(useSeat(), 'admin');
  const tabs: [keyof typeof t.tabs, ComponentType][] = [...(admin ? [['watchlist', WatchlistTab]] as [keyof typeof t.tabs, ComponentType][] : []), ['you', You], ...(admin ? [['people', People], ['keys', KeysOfPrograms], ['recipients', Recipients], ['webhooks', Webhooks], ['installation', Installation], ['audit', Audit]] as [keyof typeof t.tabs, ComponentType][] : [])];
  return (
    <Page title={t.title}>
      <TabProvider>
        <TabList className="tabs" aria-label={t.title}>{tabs.map(([name]) => <Tab key={name}>{t.tabs[name]}</Tab>)}</TabList>
        {tabs.map(([name, Shown]) => <TabPanel key={name} unmountOnHide><Shown /></TabPanel>)}
      </TabProvider>
    </Page>
  );
}
