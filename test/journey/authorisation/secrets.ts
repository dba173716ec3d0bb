import type { Seen, Who } from './principals.js';
import type { World } from './world.js';

// Names that no answer carries, and values that are secret under any name.
export const FORBIDDEN_NAMES = /"(?:[a-z]*password[a-z]*|[a-z]*hash|salt|secret|totp[a-z]*|storage_?key|session_?token|person_?key|network_?key|address_?key)"\s*:/i;
const FORBIDDEN_VALUES = /\$argon2/;

/** What of the answer this principal must not be shown; null when nothing is. */
export function leaksIn({ text }: Seen, who: Who, world: World): string | null {
  const found = FORBIDDEN_NAMES.exec(text)?.[0] ?? FORBIDDEN_VALUES.exec(text)?.[0];
  if (found) return `shows ${found}`;
  const secret = world.secrets.find(({ id, seenBy }) => !seenBy.includes(who) && text.includes(id));
  if (secret) return `shows ${secret.id}, which is for ${secret.seenBy.join(', ')}`;
  const others = Object.entries(world.credentials).filter(([name]) => name !== who).flatMap(([, { bearer, basketToken, checkoutToken }]) => [bearer, basketToken, checkoutToken]);
  return others.some((token) => token && text.includes(token)) ? 'shows another’s token' : null;
}
