export const SHOP_STATES = ['draft', 'in_review', 'active', 'suspended'] as const;
export type ShopState = (typeof SHOP_STATES)[number];

export type ShopStep = 'submit' | 'approve' | 'reject' | 'suspend' | 'reinstate';

/** Which step leads from where to where; everything else is refused. */
export const SHOP_STEPS: Readonly<Record<ShopStep, { from: readonly ShopState[]; to: ShopState }>> = {
  submit: { from: ['draft'], to: 'in_review' },
  approve: { from: ['in_review'], to: 'active' },
  reject: { from: ['in_review'], to: 'draft' },
  suspend: { from: ['active'], to: 'suspended' },
  reinstate: { from: ['suspended'], to: 'active' },
};
