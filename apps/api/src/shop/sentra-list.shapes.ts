import { PageQuery, text } from '#libs/platform';

export class SentrasQuery extends PageQuery {
  @text(13, 13, { optional: true, description: 'only those that lie in this village', pattern: /^[1-9]\d\.\d{2}\.\d{2}\.[123]\d{3}$/ }) village?: string;
}
