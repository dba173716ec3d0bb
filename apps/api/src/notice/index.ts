import { NoticeController } from './notice.controller.js';

export const noticeControllers = [NoticeController];
