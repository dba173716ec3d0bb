import { Injectable } from '@nestjs/common';
import { Actor, Clock, Database, Reaction, type Happened, type Words } from '#libs/platform';
import { Documents } from '#libs/paper';
import { Regions } from '#libs/region';
import { orderRows } from './order.queries.js';
import { OrderSecured, type OrderFacts } from './order.events.js';

const PIECES: Record<string, string> = { PCS: 'pcs', LEMBAR: 'lembar', METER: 'm', SET: 'set', PASANG: 'pasang' };

/** Every paid order gets its invoice, numbered in the shop's own series, once. */
@Injectable()
export class Invoices {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly documents: Documents,
    private readonly regions: Regions,
  ) {}

  @Reaction(OrderSecured, 'order.issue-invoice')
  async whenOrderSecured({ payload }: Happened<OrderFacts>): Promise<void> {
    const [order] = await orderRows(this.db, new Actor({ roles: ['admin'] }), { orderId: payload.orderId });
    if (!order || order.invoiceId) return;
    const { address } = order;
    const village = await this.regions.village(address.villageCode);
    const place = village ? `${village.name}, ${village.districtName}, ${village.regencyName}, ${village.provinceName}` : address.villageCode;
    const rtRw = address.rt && address.rw ? ` RT ${address.rt}/RW ${address.rw}` : '';
    const shipTo = { name: address.recipientName, lines: [`${address.line1}${rtRw}`, `${place} ${address.postalCode ?? ''}`.trim(), address.phone] };
    const issuedAt = this.clock.now();
    const { id } = await this.documents.issue({
      kind: 'invoice',
      series: order.shopSlug,
      subjectId: order.id,
      issuedAt,
      payload: {
        reference: order.number,
        seller: { name: order.shopName, lines: [] },
        buyer: { name: order.buyer.name, lines: [order.buyer.email, order.buyer.phone] },
        shipTo,
        lines: order.lines.map((line) => ({
          name: nameOf(line.productName, line.variantLabel), sku: line.sku, quantity: line.quantity, unit: unitOf(line.unit),
          unitAmount: line.unitAmount, totalAmount: line.totalAmount,
        })),
        subtotalAmount: order.itemsAmount,
        shippingAmount: order.deliveryAmount,
        totalAmount: order.totalAmount,
        courier: `${order.delivery.courierName} ${order.delivery.serviceName}`,
        waybill: null,
        paidAt: issuedAt.toISOString(),
        notes: null,
      },
    });
    await this.db.query('UPDATE orders.orders SET invoice_id = $2 WHERE id = $1', [order.id, id]);
  }
}

function nameOf(product: Words, variant: Words | null): Words {
  if (!variant) return product;
  return { id: `${product.id}, ${variant.id}`, ...(product.en ? { en: `${product.en}, ${variant.en ?? variant.id}` } : {}) };
}

/** `pcs`, `0,5 m` */
function unitOf(unit: { code: string; step: number }): string {
  const name = PIECES[unit.code] ?? unit.code.toLowerCase();
  return unit.step === 1 ? name : `${String(unit.step).replace('.', ',')} ${name}`;
}
