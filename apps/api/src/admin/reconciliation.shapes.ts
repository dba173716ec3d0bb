import { instant, oneOf, PageQuery, pageOf, text } from '#libs/platform';

const STATES = ['open', 'closed'] as const;

export class FindingsQuery extends PageQuery {
  @oneOf(STATES, { optional: true }) state?: (typeof STATES)[number];
}

export class FindingShape {
  @text(2, 5, { description: '`I1` to `I13`' }) invariant!: string;
  @text(1, 500) subject!: string;
  @text(1, 2000) detail!: string;
  @instant() openedAt!: string;
  @instant() lastSeenAt!: string;
  @instant({ nullable: true }) closedAt!: string | null;
}

export class FindingPage extends pageOf(FindingShape) {}
