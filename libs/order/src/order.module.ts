import { Module } from '@nestjs/common';
import { Baskets } from './basket/baskets.js';
import { Checkouts } from './checkout/checkouts.js';
import { OrderDesk } from './desk/order-desk.js';
import { OrderInvariants } from './order.invariants.js';
import { Orders } from './order/orders.js';

const doors = [Baskets, Checkouts, Orders, OrderDesk, OrderInvariants];

@Module({ providers: doors, exports: doors })
export class OrderModule {}
