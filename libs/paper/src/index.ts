export { Documents, PAPER_KINDS, type IssuePaper, type Paper, type PaperKind } from './documents.js';
export { paperMigrations } from './migrations/index.js';
export { Numbers } from './numbers.js';
export { PaperModule } from './paper.module.js';
export type { PaperLine, PaperPayload, Party } from './payload.js';
