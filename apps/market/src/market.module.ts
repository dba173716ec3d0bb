import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { IdentityModule } from '#libs/identity';
import { NoticeModule } from '#libs/notice';
import { OrderModule } from '#libs/order';
import { PaperModule } from '#libs/paper';
import { PaymentModule } from '#libs/payment';
import { ObservabilityModule, PlatformModule, QueueModule, type Clock, type Config } from '#libs/platform';
import { RegionModule } from '#libs/region';
import { ShippingModule } from '#libs/shipping';
import { ShopModule } from '#libs/shop';
import { ApiModule } from '../../api/src/api.module.js';
import { PicturesModule } from '../../api/src/pictures.module.js';
import { WebModule } from '../../web/src/web.module.js';
import { WorkerModule } from '../../worker/src/worker.module.js';

export const ROLES = ['api', 'web', 'worker'] as const;
export type Role = (typeof ROLES)[number];

const ROLE_MODULES: Record<Role, readonly Type[]> = { api: [ApiModule], web: [WebModule, PicturesModule], worker: [WorkerModule] };

export interface MarketOptions {
  config: Config;
  clock?: Clock;
  roles?: readonly Role[];
}

/** The whole program. Every role knows all libs, since who publishes must know who listens; the roles add the ways in. */
@Module({})
export class MarketModule {
  static with({ config, clock, roles = ROLES }: MarketOptions): DynamicModule {
    return {
      module: MarketModule,
      imports: [
        PlatformModule.with(config, clock),
        ObservabilityModule,
        IdentityModule,
        RegionModule,
        NoticeModule,
        PaperModule,
        ShippingModule,
        PaymentModule,
        ShopModule,
        OrderModule,
        ...roles.flatMap((role) => ROLE_MODULES[role]),
        // Its events wake the workers of other processes.
        ...(roles.includes('worker') ? [] : [QueueModule.forPublisher()]),
      ],
    };
  }
}
