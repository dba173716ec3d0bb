import { Controller, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiBadRequestResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Payments, WebhookRefused } from '#libs/payment';
import { Access } from '#libs/platform';
import { ReceivedShape } from './payment.shapes.js';

interface RawRequest {
  rawBody?: Buffer;
  headers: Record<string, string | string[] | undefined>;
}

@Controller('webhooks')
@ApiTags('payments')
export class WebhookController {
  constructor(private readonly payments: Payments) {}

  /** What a payment gateway has to tell. The signature over the raw body is checked before anything is kept; a repetition is fine. */
  @Post(':gateway')
  @HttpCode(200)
  @Access('public')
  @ApiOkResponse({ type: ReceivedShape })
  @ApiBadRequestResponse({ description: '`webhook_refused`: unsigned, altered, too old, from the future, or for another account' })
  async receive(@Param('gateway') gateway: string, @Req() request: RawRequest): Promise<ReceivedShape> {
    if (!request.rawBody) throw new WebhookRefused('no body');
    await this.payments.receive(gateway, request.headers, request.rawBody);
    return { received: true };
  }
}
