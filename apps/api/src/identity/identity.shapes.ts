import { email, idOf, listOf, listOfText, oneOf, text } from '#libs/platform';

export class MembershipShape {
  @oneOf(['shop', 'company', 'area']) kind!: string;
  @text(1, 60, { description: 'the shop, company or area' }) id!: string;
  @text(1, 40, { example: 'owner' }) role!: string;
}

export class MeShape {
  @idOf('usr') id!: string;
  @text(1, 200) name!: string;
  @email() email!: string;
  @listOfText(40) roles!: string[];
  @listOf(() => MembershipShape) memberships!: MembershipShape[];
}
