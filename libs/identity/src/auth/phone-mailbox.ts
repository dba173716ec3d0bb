const DOMAIN = '@phone.kriyadesa.test';

/** The stand-in address of an account made by telephone alone; also where the default sender leaves codes. */
export function phoneMailbox(phone: string): string {
  return `${phone.replace(/\D/g, '')}${DOMAIN}`;
}

export function isPhoneMailbox(email: string): boolean {
  return email.endsWith(DOMAIN);
}
