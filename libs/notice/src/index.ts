export { NoticeModule } from './notice.module.js';
export { NoticeTold } from './notice.events.js';
export { type Note, type NoteAddress, type NoticeView } from './note.js';
export { Notices, type InboxOf } from './notices.js';
export { noticeMigrations } from './migrations/index.js';
export { LINK_KEY, siteLink } from './site-link.js';
export { whatsAppLink, whatsAppShare, whatsAppText } from './whatsapp.js';
