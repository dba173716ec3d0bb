const JAKARTA = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Jakarta', year: 'numeric', month: '2-digit', day: '2-digit' });

/** The calendar day in Jakarta (`2026-11-22`), by which expiry dates are read and banks book. */
export function businessDay(at: Date): string {
  return JAKARTA.format(at);
}
