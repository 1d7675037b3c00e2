import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Controller, Inject, ServiceUnavailableException } from '@nestjs/common';
import { dashboard } from '#core/contract/operations.js';
import { PARTS, type Parts } from './parts.js';
import { Serves } from './call/serves.js';

/** The one page of the dashboard; its scripts and styles are static files beside it. */
@Controller()
export class DashboardController {
  constructor(@Inject(PARTS) private readonly parts: Parts) {}

  @Serves(dashboard) async index(): Promise<string> {
    try {
      return await readFile(join(this.parts.dashboardDir, 'index.html'), 'utf8');
    } catch (error) {
      throw new ServiceUnavailableException('the dashboard has not been built: run `npm run build`', { cause: error });
    }
  }
}
