import { eventKind, type Id } from '#libs/platform';

/** New notes are written; their mails are due. */
export const NoticeTold = eventKind<{ noteIds: Id<'ntc'>[] }>('notice.told');
