export { Documents, type IssuePaper, type Paper } from './documents.js';
export { paperMigrations } from './migrations/index.js';
export { Numbers } from './numbers.js';
export { PAPER_KINDS, type PaperKind } from './paper.kinds.js';
export { PaperModule } from './paper.module.js';
export type { PaperLine, PaperPayload, Party } from './payload.js';
