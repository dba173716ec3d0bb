import { Injectable } from '@nestjs/common';
import { Meters, NotFound } from '#libs/platform';
import { SandboxGateway } from '../sandbox/sandbox.gateway.js';
import { StripeGateway } from '../stripe/stripe.gateway.js';
import { TransferGateway } from '../transfer/transfer.gateway.js';
import { MethodUnavailable } from '../payment.errors.js';
import type { PaymentMethod } from '../views.js';
import type { Gateway } from './gateway.js';
import { gatewayMeters } from './measured-gateway.js';

/** The gateways that are set up. Another one is another adapter in this list. */
@Injectable()
export class Gateways {
  private readonly known: readonly Gateway[];

  constructor(stripe: StripeGateway, sandbox: SandboxGateway, transfer: TransferGateway, meters: Meters) {
    this.known = [stripe, sandbox, transfer].map(gatewayMeters(meters));
  }

  methods(amount: number): PaymentMethod[] {
    return this.known.flatMap((gateway) => gateway.methods(amount));
  }

  /** Who offers the method for that amount. */
  offering(method: string, amount: number): Gateway {
    const found = this.known.find((gateway) => gateway.methods(amount).some(({ code }) => code === method));
    if (!found) throw new MethodUnavailable();
    return found;
  }

  /** How long a buyer may take to pay that much that way. */
  payWithinMinutes(method: string, amount: number): number {
    const found = this.methods(amount).find(({ code }) => code === method);
    if (!found) throw new MethodUnavailable();
    return found.payWithinMinutes;
  }

  /** By the name in a webhook's address; one that is not set up is not found. */
  listening(name: string): Gateway {
    const found = this.inUse.find((gateway) => gateway.name === name);
    if (!found) throw new NotFound();
    return found;
  }

  /** By the name in a row of ours. */
  named(name: string): Gateway {
    const found = this.known.find((gateway) => gateway.name === name);
    if (!found) throw new Error(`no gateway is called ${name}`);
    return found;
  }

  /** Where their pay pages are, as far as these are not ours. */
  get payPageOrigins(): string[] {
    return this.inUse.flatMap(({ payPageOrigins }) => payPageOrigins);
  }

  get inUse(): readonly Gateway[] {
    return this.known.filter((gateway) => gateway.isSetUp);
  }
}
