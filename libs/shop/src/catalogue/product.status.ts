export const PRODUCT_STATES = ['draft', 'in_review', 'active', 'paused', 'archived'] as const;
export type ProductState = (typeof PRODUCT_STATES)[number];

/** `publish` is the submission of what was approved before; `reclassify` and `withdraw` follow a new category. */
export type ProductStep = 'submit' | 'publish' | 'approve' | 'reject' | 'pause' | 'resume' | 'reclassify' | 'withdraw' | 'archive';

/** Which step leads from where to where; everything else is refused. */
export const PRODUCT_STEPS: Readonly<Record<ProductStep, { from: readonly ProductState[]; to: ProductState }>> = {
  submit: { from: ['draft'], to: 'in_review' },
  publish: { from: ['draft'], to: 'active' },
  approve: { from: ['in_review'], to: 'active' },
  reject: { from: ['in_review'], to: 'draft' },
  pause: { from: ['active'], to: 'paused' },
  resume: { from: ['paused'], to: 'active' },
  reclassify: { from: ['active'], to: 'in_review' },
  withdraw: { from: ['paused'], to: 'draft' },
  archive: { from: ['draft', 'in_review', 'active', 'paused'], to: 'archived' },
};

/** Archived things stay as they were. */
export const EDITABLE: readonly ProductState[] = ['draft', 'in_review', 'active', 'paused'];
