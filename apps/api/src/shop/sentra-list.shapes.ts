import { integer, PageQuery, pageOf, text } from '#libs/platform';
import { AdminSentraShape } from '../admin/admin.shapes.js';

export class SentrasQuery extends PageQuery {
  @text(13, 13, { optional: true, description: 'only those that lie in this village', pattern: /^[1-9]\d\.\d{2}\.\d{2}\.[123]\d{3}$/ }) village?: string;
}

export class SentraCardShape extends AdminSentraShape {
  @integer(0, 100_000, { description: 'open shops' }) memberCount!: number;
}

export class SentraCardPage extends pageOf(SentraCardShape) {}
