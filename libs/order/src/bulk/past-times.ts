/** After placing. The SQL of bulk-orders.sql.ts says the same in intervals. */
export const PAST_TIMES = { paid: { minutes: 20 }, accepted: { hours: 1 }, packed: { minutes: 90 }, shipped: { hours: 2 }, delivered: { days: 4 }, completed: { days: 11 } } as const;
