import { DocumentsOfSnapshot1790000000370 } from './370-documents-of-snapshot.js';
import { FirstTables1790000000000 } from './1-first-tables.js';
import { Crawl1790000000100 } from './100-crawl.js';
import { Kept1790000000110 } from './110-kept.js';
import { Images1790000000120 } from './120-images.js';
import { Imports1790000000121 } from './121-imports.js';
import { ServiceMessages1790000000122 } from './122-service-messages.js';
import { Live1790000000160 } from './160-live.js';
import { Furniture1790000000140 } from './140-furniture.js';
import { Model1790000000180 } from './180-model.js';
import { Accounts1790000000190 } from './190-accounts.js';
import { Release1790000000200 } from './200-release.js';
import { InterfaceTries1790000000220 } from './220-interface-tries.js';
import { FurnitureKnown1790000000310 } from './310-furniture-known.js';
import { Outlets1790000000330 } from './330-outlets.js';
import { People1790000000340 } from './340-people.js';
import { Review1790000000341 } from './341-review.js';
import { Search1790000000342 } from './342-search.js';
import { InOrderOfDays1790000000343 } from './343-in-order-of-days.js';
import { Operations1790000000360 } from './360-operations.js';
import { DoomedBodies1790000000361 } from './361-doomed-bodies.js';
import { MailsById1790000000380 } from './380-mails-by-id.js';
import { WebhookTests1790000000385 } from './385-webhook-tests.js';
import { SharedApi1790000000386 } from './386-shared-api.js';
import { BackFills1790000000387 } from './387-back-fills.js';
import { ListsAtAMillion1790000000388 } from './388-lists-at-a-million.js';
import { MissingPages1790000000300 } from './300-missing-pages.js';
import { NewestOfPage1790000000390 } from './390-newest-of-page.js';
import { SearchInPlaces1790000000405 } from './405-search-in-places.js';
import { CorrectedTargets1790000000406 } from './406-corrected-targets.js';
import { SetAside1790000000415 } from './415-set-aside.js';
import { GoalsEnd1790000000407 } from './407-goals-end.js';
import { SnapshotsOfSource1790000000416 } from './416-snapshots-of-source.js';
import { DeliveriesUnderway1790000000417 } from './417-deliveries-underway.js';
import { OrderOfReview1790000000408 } from './408-order-of-review.js';
import { ReleasedByRule1790000000420 } from './420-released-by-rule.js';
import { ReviewByKind1790000000409 } from './409-review-by-kind.js';

/** In order. */
export const migrations = [
  FirstTables1790000000000,
  Crawl1790000000100,
  Kept1790000000110,
  Images1790000000120,
  Imports1790000000121,
  Live1790000000160,
  Furniture1790000000140,
  Model1790000000180,
  Accounts1790000000190,
  Release1790000000200,
  ServiceMessages1790000000122,
  InterfaceTries1790000000220,
  FurnitureKnown1790000000310,
  People1790000000340,
  Review1790000000341,
  Search1790000000342,
  InOrderOfDays1790000000343,
  Operations1790000000360,
  DoomedBodies1790000000361,
  MissingPages1790000000300,
  Outlets1790000000330,
  MailsById1790000000380,
  WebhookTests1790000000385,
  SharedApi1790000000386,
  BackFills1790000000387,
  DocumentsOfSnapshot1790000000370,
  ListsAtAMillion1790000000388,
  NewestOfPage1790000000390,
  SearchInPlaces1790000000405,
  CorrectedTargets1790000000406,
  SetAside1790000000415,
  GoalsEnd1790000000407,
  SnapshotsOfSource1790000000416,
  DeliveriesUnderway1790000000417,
  OrderOfReview1790000000408,
  ReleasedByRule1790000000420,
  ReviewByKind1790000000409,
];
