import { day, email, idOf, instant, listOf, nested, oneOf, phone, text, WordsShape } from '#libs/platform';
import { SHOP_STATES, type ShopState, type TeamRole } from '#libs/shop';

const VILLAGE = { pattern: /^[1-9]\d\.\d{2}\.\d{2}\.[123]\d{3}$/, example: '51.03.04.2005' };
const NIB = { pattern: /^\d{13}$/, example: '9120001234567', description: 'business registration number; needed for submission' };
const COLOUR = { pattern: /^#[0-9a-f]{6}$/, example: '#1b4d3e' };
const POSTAL = { pattern: /^\d{5}$/, example: '80353' };

/** Absent fields stay as they are; null empties one. */
export class ShopPatch {
  @text(2, 80, { optional: true }) name?: string;
  @text(13, 13, { ...VILLAGE, optional: true }) villageCode?: string;
  @text(0, 300, { optional: true }) addressLine?: string;
  @text(5, 5, { ...POSTAL, optional: true, nullable: true }) postalCode?: string | null;
  @nested(() => WordsShape, { optional: true, nullable: true }) story?: WordsShape | null;
  @phone({ optional: true, nullable: true }) contactPhone?: string | null;
  @email({ optional: true, nullable: true }) contactEmail?: string | null;
  @text(7, 7, { ...COLOUR, optional: true, nullable: true }) colour?: string | null;
  @text(13, 13, { ...NIB, optional: true, nullable: true }) nib?: string | null;
  @day({ optional: true, nullable: true, description: 'first day without orders' }) holidayFrom?: string | null;
  @day({ optional: true, nullable: true, description: 'last day without orders' }) holidayUntil?: string | null;
}

export class ShopBody {
  @text(2, 80) name!: string;
  @text(13, 13, VILLAGE) villageCode!: string;
  @text(0, 300, { optional: true }) addressLine?: string;
  @text(5, 5, { ...POSTAL, optional: true, nullable: true }) postalCode?: string | null;
  @nested(() => WordsShape, { optional: true, nullable: true }) story?: WordsShape | null;
  @phone({ optional: true, nullable: true }) contactPhone?: string | null;
  @email({ optional: true, nullable: true }) contactEmail?: string | null;
  @text(7, 7, { ...COLOUR, optional: true, nullable: true }) colour?: string | null;
  @text(13, 13, { ...NIB, optional: true, nullable: true }) nib?: string | null;
}

export class SellerShopShape {
  @idOf('shp') id!: string;
  @text(1, 100) slug!: string;
  @text(1, 80) name!: string;
  @oneOf(SHOP_STATES) state!: ShopState;
  @text(0, 1000, { nullable: true, description: 'why it was rejected or suspended' }) stateReason!: string | null;
  @text(13, 13) villageCode!: string;
  @text(0, 300) addressLine!: string;
  @text(5, 5, { nullable: true }) postalCode!: string | null;
  @nested(() => WordsShape, { nullable: true }) story!: WordsShape | null;
  @phone({ nullable: true }) contactPhone!: string | null;
  @email({ nullable: true }) contactEmail!: string | null;
  @text(7, 7, { nullable: true }) colour!: string | null;
  @text(13, 13, { nullable: true }) nib!: string | null;
  @day({ nullable: true }) holidayFrom!: string | null;
  @day({ nullable: true }) holidayUntil!: string | null;
  @idOf('sen', { nullable: true }) sentraId!: string | null;
  @instant({ nullable: true }) submittedAt!: string | null;
  @instant({ nullable: true }) approvedAt!: string | null;
  @instant() createdAt!: string;
}

export class ShopIdShape {
  @idOf('shp') id!: string;
}

/** All of them: one person has few shops. */
export class SellerShopListShape {
  @listOf(() => SellerShopShape) items!: SellerShopShape[];
}

const ROLES: readonly TeamRole[] = ['owner', 'staff'];

export class TeamMemberShape {
  @idOf('usr') userId!: string;
  @text(0, 200, { nullable: true }) name!: string | null;
  @text(0, 254, { nullable: true }) email!: string | null;
  @oneOf(ROLES) role!: TeamRole;
}

export class TeamShape {
  @listOf(() => TeamMemberShape) items!: TeamMemberShape[];
}

export class TeamBody {
  @email({ description: 'of somebody who has an account' }) email!: string;
  @oneOf(ROLES) role!: TeamRole;
}
