import { flagText, idOf, instant, integer, nested, PageQuery, pageOf, text, WordsShape } from '#libs/platform';

export class NoticeQuery extends PageQuery {
  @idOf('shp', { optional: true, description: 'the notices of a shop that you run, instead of your own' }) shop?: string;
  @flagText({ optional: true, description: 'only what is not read yet' }) unread?: boolean;
}

export class NoticeShape {
  @idOf('ntc') id!: string;
  @text(1, 40, { example: 'order' }) kind!: string;
  @nested(() => WordsShape) subject!: WordsShape;
  @nested(() => WordsShape) body!: WordsShape;
  @text(1, 500, { nullable: true, description: 'a page of the site' }) path!: string | null;
  @text(1, 20_000, { description: 'opens WhatsApp with the words written' }) whatsAppUrl!: string;
  @instant() createdAt!: string;
  @instant({ nullable: true }) readAt!: string | null;
}

export class NoticePage extends pageOf(NoticeShape) {
  @integer(0, 1_000_000_000, { description: 'how many are not read' }) unread!: number;
}
