export { whatsAppLink, whatsAppText } from './whatsapp.js';
export { NoticeModule } from './notice.module.js';
export { Notices, type Note, type NoteAddress, type NoticeView } from './notices.js';
export { noticeMigrations } from './migrations/index.js';
