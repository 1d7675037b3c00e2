import 'reflect-metadata';
import { ConsoleLogger, Module, type DynamicModule, type LogLevel } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { AccessGuard } from './access/access.guard.js';
import { methodsAndPace } from './access/methods.js';
import { ContractInterceptor } from './call/contract.interceptor.js';
import { CampaignsController } from './campaigns.controller.js';
import { DashboardController } from './dashboard.controller.js';
import { DayController } from './day.controller.js';
import { DocumentsController } from './documents.controller.js';
import { EditionsController } from './editions.controller.js';
import { compressedAnswers, compressedAssets } from './compressed.js';
import { securityHeaders } from './headers.js';
import { ExportsController } from './exports.controller.js';
import { HealthController } from './health.controller.js';
import { ListsController } from './lists.controller.js';
import { LiveController } from './live.controller.js';
import { MailReportsController } from './mail-reports.controller.js';
import { PARTS, type Parts } from './parts.js';
import { PeopleController } from './people.controller.js';
import { ProblemFilter } from './problem.filter.js';
import { queueBoard } from './queue-board.js';
import { ReleaseController } from './release.controller.js';
import { ReviewController } from './review.controller.js';
import { SessionController } from './session.controller.js';
import { SourcesController } from './sources.controller.js';
import { UnsubscribeController } from './unsubscribe.controller.js';
import { WatchlistController } from './watchlist.controller.js';
import { WebhooksController } from './webhooks.controller.js';

@Module({
  controllers: [HealthController, ListsController, EditionsController, ReleaseController, UnsubscribeController, MailReportsController, DashboardController, SessionController, PeopleController, ReviewController, CampaignsController, DayController, DocumentsController, SourcesController, WatchlistController, WebhooksController, ExportsController, LiveController],
  providers: [{ provide: APP_GUARD, useClass: AccessGuard }, { provide: APP_INTERCEPTOR, useClass: ContractInterceptor }, { provide: APP_FILTER, useClass: ProblemFilter }],
})
class ApiModule {}

const withParts = (parts: Parts): DynamicModule => ({ module: ApiModule, providers: [{ provide: PARTS, useValue: parts }] });

/** Nest tells much of its own start at `log`; that is left out. */
const LEVELS: Record<Parts['config']['logLevel'], LogLevel[]> = { error: ['error', 'fatal'], warn: ['warn', 'error', 'fatal'], info: ['warn', 'error', 'fatal'], debug: ['debug', 'log', 'warn', 'error', 'fatal'] };
/** A watchlist is the largest thing that comes in. */
const MOST_BODY = '1mb';
/** Names of built files carry a hash of their content; what stands beside them is asked for again. */
const assetAge = (response: { setHeader(name: string, value: string): void }, path: string): void => response.setHeader('Cache-Control', /[\\/]assets[\\/]/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');

/** The server, ready to listen. It opens and closes nothing of `parts`. */
export async function createServer(parts: Parts): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(withParts(parts), {
    bodyParser: false, forceCloseConnections: true, abortOnError: false, logger: new ConsoleLogger({ json: true, logLevels: LEVELS[parts.config.logLevel] }),
  });
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('etag', false);
  app.set('trust proxy', false);
  app.use(securityHeaders(parts.config.baseUrl?.startsWith('https:') ?? false));
  app.use(methodsAndPace(parts));
  app.use(compressedAnswers());
  app.useBodyParser('raw', { type: () => true, limit: MOST_BODY });
  app.use('/queues', queueBoard(parts));
  app.use(compressedAssets(parts.dashboardDir));
  // The page that names them is served by its controller.
  app.useStaticAssets(parts.dashboardDir, { index: false, redirect: false, dotfiles: 'ignore', setHeaders: assetAge });
  const filter = new ProblemFilter();
  app.use((error: unknown, request: Request, response: Response, _next: NextFunction) => filter.answer(error, request, response));
  await app.init();
  return app;
}
