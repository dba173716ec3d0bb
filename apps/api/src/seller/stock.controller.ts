import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiConflictResponse, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, Actor, CurrentActor, Idempotent, PageQuery } from '#libs/platform';
import { Stock, type StockMovement } from '#libs/shop';
import { CountBody, GoodsBody, LotIdShape, LotListShape, MovementPage, type MovementShape, StockPage, StockShape } from './stock.shapes.js';

@Controller('seller/shops/:shopId/stock')
@ApiTags('seller')
@ApiBearerAuth()
@Access('shop')
export class StockController {
  constructor(private readonly stock: Stock) {}

  /** What is on the shelves, by variant. */
  @Get()
  @ApiOkResponse({ type: StockPage })
  levels(@CurrentActor() actor: Actor, @Param('shopId') shopId: string, @Query() page: PageQuery): Promise<StockPage> {
    return this.stock.levels(actor, shopId, page);
  }

  /** A count at the default location; the difference becomes a movement. */
  @Put(':variantId')
  @Idempotent()
  @ApiOkResponse({ type: StockShape })
  @ApiConflictResponse({ description: '`stock_below_reserved`: buyers hold more than was counted' })
  count(@CurrentActor() actor: Actor, @Param('shopId') shopId: string, @Param('variantId') variantId: string, @Body() counted: CountBody): Promise<StockShape> {
    return this.stock.count(actor, shopId, variantId, counted);
  }

  /** Goods come in; those that expire become a lot of their own, sold first-expired-first. */
  @Post(':variantId/lots')
  @Idempotent()
  @ApiCreatedResponse({ type: LotIdShape })
  receive(@CurrentActor() actor: Actor, @Param('shopId') shopId: string, @Param('variantId') variantId: string, @Body() goods: GoodsBody): Promise<LotIdShape> {
    return this.stock.receive(actor, shopId, variantId, goods);
  }

  @Get(':variantId/lots')
  @ApiOkResponse({ type: LotListShape })
  async lots(@CurrentActor() actor: Actor, @Param('shopId') shopId: string, @Param('variantId') variantId: string): Promise<LotListShape> {
    return { items: await this.stock.lots(actor, shopId, variantId) };
  }

  /** Every movement of the variant, newest first. */
  @Get(':variantId/movements')
  @ApiOkResponse({ type: MovementPage })
  async movements(@CurrentActor() actor: Actor, @Param('shopId') shopId: string, @Param('variantId') variantId: string, @Query() page: PageQuery): Promise<MovementPage> {
    const { items, nextCursor } = await this.stock.movements(actor, shopId, variantId, page);
    return { items: items.map(movementShape), nextCursor };
  }
}

function movementShape({ id, lotId, expiresOn, kind, quantity, reason, holder, movedAt }: StockMovement): MovementShape {
  return { id, lotId, expiresOn, kind, quantity, reason, holder, movedAt: movedAt.toISOString() };
}
