/** `invoice` (faktur) shows prices; `surat_jalan` (delivery note) travels with the goods and shows none. */
export const PAPER_KINDS = ['invoice', 'surat_jalan'] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];
