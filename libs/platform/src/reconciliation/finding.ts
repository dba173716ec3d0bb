/** One thing that must never be (`market reconcile`): which invariant, what it is about, and one line for an operator. */
export interface Finding {
  invariant: string;
  subject: string;
  detail: string;
}

export interface KeptFinding extends Finding {
  id: number;
  openedAt: Date;
  lastSeenAt: Date;
  /** When reconciling no longer found it. */
  closedAt: Date | null;
}
