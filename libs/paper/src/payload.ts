import type { Words } from '#libs/platform';

export interface Party {
  name: string;
  /** Address, area and telephone, each on its own line. */
  lines: string[];
}

export interface PaperLine {
  name: Words;
  sku: string | null;
  quantity: number;
  /** What the quantity counts: `pcs`, `0,5 m`. */
  unit: string;
  unitAmount: number;
  totalAmount: number;
}

/** Everything that a paper shows, frozen when it is issued: nothing is looked up when it is printed again. Amounts in whole rupiah. */
export interface PaperPayload {
  /** The order number that people know, `KD-7K3F2M`. */
  reference: string;
  seller: Party;
  buyer: Party;
  shipTo: Party | null;
  lines: PaperLine[];
  subtotalAmount: number;
  shippingAmount: number;
  totalAmount: number;
  /** For example `JNE REG`, and the waybill. */
  courier: string | null;
  waybill: string | null;
  paidAt: string | null;
  notes: string | null;
}
