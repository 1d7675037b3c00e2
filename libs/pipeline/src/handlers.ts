import type { Handlers } from './jobs.js';
import { askModel } from './steps/ask-model.js';
import { clusterCampaigns } from './steps/cluster.js';
import { detectInDocuments } from './steps/detect.js';
import { measureAccounts } from './steps/measure.js';
import { collectBatches, submitBatch } from './steps/model-batch.js';
import { readImages } from './steps/images.js';
import { deliverEdition } from './steps/deliver.js';
import { composeEditionStep, raiseNoticesStep } from './steps/publish.js';
import { purgeOld } from './steps/purge.js';
import { readSnapshots } from './steps/read.js';
import { tellWebhook, testWebhook } from './steps/tell.js';
import { sweep } from './steps/sweep.js';
import { tryAddress } from './steps/try-address.js';
import { visitHost } from './steps/visit.js';
import type { World } from './world.js';

/** Binds every job to its step. A job without a handler, or a step that wants another payload, does not compile. */
export const handlersFor = (world: World) => ({
  'host.visit': (payload) => visitHost(world, payload),
  'address.try': (payload) => tryAddress(world, payload),
  'snapshot.read': (payload) => readSnapshots(world, payload),
  'image.read': (payload) => readImages(world, payload),
  'document.detect': (payload) => detectInDocuments(world, payload),
  'document.ask-model': (payload) => askModel(world, payload),
  'model.batch': (payload) => submitBatch(world, payload),
  'model.collect': () => collectBatches(world),
  'campaign.cluster': (payload) => clusterCampaigns(world, payload),
  'account.measure': (payload) => measureAccounts(world, payload),
  'edition.compose': (payload) => composeEditionStep(world, payload),
  'edition.deliver': (payload) => deliverEdition(world, payload),
  'webhook.tell': (payload) => tellWebhook(world, payload),
  'webhook.test': (payload) => testWebhook(world, payload),
  'notice.raise': (payload) => raiseNoticesStep(world, payload),
  'evidence.purge': (payload) => purgeOld(world, payload),
  sweep: () => sweep(world),
}) satisfies Handlers;
