import { Injectable, Logger } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { Findings, Nightly } from '#libs/platform';
import { findBroken } from './find-broken.js';

/** `market reconcile` by itself, when few people shop. What it finds stands on the admin's page and in the metrics until it is mended. */
@Injectable()
export class NightlyReconciliation {
  private readonly logger = new Logger('Reconciliation');

  constructor(
    private readonly modules: ModuleRef,
    private readonly findings: Findings,
  ) {}

  @Nightly('market.reconcile', '02:10')
  async reconcile(): Promise<void> {
    const found = await findBroken({ get: (service) => this.modules.get(service, { strict: false }) });
    await this.findings.keep(found);
    for (const { invariant, subject, detail } of found.slice(0, 100)) this.logger.error({ invariant, subject, detail }, 'an invariant is broken');
    this.logger.log({ findings: found.length }, 'reconciled');
  }
}
