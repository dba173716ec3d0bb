import type { Shopfloor } from './shopfloor.js';
import { Scene, type Step } from './scene.js';

/** What is told once without a crash, and once again for each point at which the program may die. */
export interface Story {
  name: string;
  /** Answers the steps that are watched; what it does itself is only the way there. */
  tell: (floor: Shopfloor) => Promise<Step[]>;
}

async function run(steps: readonly Step[]): Promise<void> {
  for (const step of steps) await step(false);
}

async function twoShops(floor: Shopfloor): Promise<Scene> {
  return new Scene(floor, [await floor.goods({ variants: 2 }), await floor.goods()]).fill();
}

async function unpaid(floor: Shopfloor): Promise<Scene> {
  const scene = await twoShops(floor);
  await run([scene.place, scene.react]);
  return scene;
}

async function paid(floor: Shopfloor): Promise<Scene> {
  const scene = await unpaid(floor);
  await run([scene.payAtBank, scene.poll, scene.react]);
  return scene;
}

const reason = { reason: 'berubah pikiran' };

export const STORIES: readonly Story[] = [
  {
    name: 'a checkout of two shops is placed, paid and told',
    tell: async (floor) => {
      const scene = await twoShops(floor);
      return [scene.place, scene.react, scene.payAtBank, scene.tell, scene.react];
    },
  },
  {
    name: 'a payment whose word was lost is found by polling',
    tell: async (floor) => {
      const scene = await unpaid(floor);
      return [scene.payAtBank, scene.poll, scene.react];
    },
  },
  {
    name: 'an order is accepted, packed, sent, delivered and received',
    tell: async (floor) => {
      const scene = await paid(floor);
      const at = `/orders/${scene.orderId(0)}`;
      const parcel = { courier: 'JNE', service: 'REG', waybill: `JP${Math.trunc(Math.random() * 1e9)}77` };
      const parcelId = async () => (await floor.db.one<{ id: string }>('SELECT id FROM shipping.parcel WHERE order_id = $1', [scene.orderId(0)]))!.id;
      let deliver: Step | null = null;
      return [
        scene.sellerOnce(0, `${at}/acceptance`, {}), scene.sellerOnce(0, `${at}/packing`), scene.seller(0, 'POST', `${at}/parcels`, parcel),
        async (isRetry) => {
          deliver ??= scene.seller(0, 'POST', `${at}/parcels/${await parcelId()}/delivery`);
          await deliver(isRetry);
        },
        scene.buyer('POST', `/api/v1/orders/${scene.orderId(0)}/receipt`), scene.react,
      ];
    },
  },
  {
    name: 'a paid order is cancelled by its buyer and its money goes back',
    tell: async (floor) => {
      const scene = await paid(floor);
      return [scene.buyer('POST', `/api/v1/orders/${scene.orderId(1)}/cancellation`, reason), scene.react];
    },
  },
  {
    name: 'an unpaid checkout is cancelled',
    tell: async (floor) => {
      const scene = await unpaid(floor);
      return [scene.buyer('POST', `/api/v1/orders/${scene.orderId(1)}/cancellation`, reason), scene.failAtBank, scene.poll, scene.react];
    },
  },
  {
    name: 'a seller gives one piece of a line back, and some money',
    tell: async (floor) => {
      const scene = await paid(floor);
      const [line] = await scene.lines(0);
      return [scene.refund(0, { lines: [{ lineId: line!.id, quantity: 1 }], ...reason }), scene.refund(0, { amount: 5_000, ...reason }), scene.react];
    },
  },
  {
    name: 'a seller turns one line down and accepts the rest; the other shop rejects',
    tell: async (floor) => {
      const scene = await paid(floor);
      const [line] = await scene.lines(0);
      const at = (shop: number) => `/orders/${scene.orderId(shop)}`;
      return [
        scene.seller(0, 'POST', `${at(0)}/rejection`, { lines: [{ lineId: line!.id, quantity: 1 }], ...reason }),
        scene.sellerOnce(0, `${at(0)}/acceptance`, {}), scene.sellerOnce(1, `${at(1)}/rejection`, reason), scene.react,
      ];
    },
  },
  {
    name: 'nobody pays, and the checkout expires',
    tell: async (floor) => {
      const scene = await unpaid(floor);
      floor.clock.advance({ minutes: 61 });
      return [scene.sweep, scene.failAtBank, scene.poll, scene.react];
    },
  },
  {
    name: 'a payment comes late: one shop goes on, the goods of the other are resold',
    tell: async (floor) => {
      const scene = await unpaid(floor);
      floor.clock.advance({ minutes: 61 });
      await run([scene.sweep, scene.react]);
      await run([scene.sellOut(1)]);
      return [scene.payAtBank, scene.tell, scene.react];
    },
  },
  {
    name: 'a first attempt fails, the second pays',
    tell: async (floor) => {
      const scene = await unpaid(floor);
      await run([scene.failAtBank, scene.tell, scene.react]);
      return [scene.payAgain(), scene.payAtBank, scene.tell, scene.react];
    },
  },
  {
    name: 'goods come in and shelves are counted',
    tell: async (floor) => {
      const scene = await twoShops(floor);
      const [variantId] = scene.goods[0]!.variantIds;
      return [
        scene.seller(0, 'POST', `/stock/${variantId}/lots`, { quantity: 5, expiresOn: '2027-03-31' }), scene.seller(0, 'POST', `/stock/${variantId}/lots`, { quantity: 3 }),
        scene.seller(0, 'PUT', `/stock/${variantId}`, { onHand: 16, reason: 'hitung' }),
      ];
    },
  },
];
