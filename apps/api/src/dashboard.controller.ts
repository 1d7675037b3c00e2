import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Controller, Inject, Req, Res, ServiceUnavailableException } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { Request, Response } from 'express';
import { dashboard } from '#core/contract/operations.js';
import { identify } from './access/identify.js';
import { withState } from './ahead.js';
import { PARTS, type Parts } from './parts.js';
import { Serves } from './call/serves.js';

/** The one page of the dashboard; its scripts and styles are static files beside it. Whoever is signed in gets with it what it asks for first. */
@Controller()
export class DashboardController {
  constructor(@Inject(PARTS) private readonly parts: Parts, private readonly modules: ModuleRef) {}

  @Serves(dashboard) async index(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<string> {
    return withState(await this.page(), this.modules, this.parts, identify(this.parts, request, response));
  }

  private async page(): Promise<string> {
    try {
      return await readFile(join(this.parts.dashboardDir, 'index.html'), 'utf8');
    } catch (error) {
      throw new ServiceUnavailableException('the dashboard has not been built: run `npm run build`', { cause: error });
    }
  }
}
