import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Payments } from '#libs/payment';
import { Access, Money, PageQuery, type Id } from '#libs/platform';
import { BalanceShape, StatementPage } from './payment.shapes.js';

@Controller('seller/shops/:shopId')
@ApiTags('seller')
@ApiBearerAuth()
@Access('shop')
export class BalanceController {
  constructor(private readonly payments: Payments) {}

  /** The shop's money with us. */
  @Get('balance')
  @ApiOkResponse({ type: BalanceShape })
  async balance(@Param('shopId') shopId: Id<'shp'>): Promise<BalanceShape> {
    const { pendingAmount, availableAmount } = await this.payments.balance(shopId);
    return { pending: Money.of(pendingAmount), available: Money.of(availableAmount) };
  }

  /** Every movement of the shop's money, newest first. */
  @Get('statement')
  @ApiOkResponse({ type: StatementPage })
  async statement(@Param('shopId') shopId: Id<'shp'>, @Query() query: PageQuery): Promise<StatementPage> {
    const { items, nextCursor } = await this.payments.statement(shopId, query);
    return { items: items.map((line) => ({ ...line, postedAt: line.postedAt.toISOString(), amount: Money.of(line.amount) })), nextCursor };
  }
}
