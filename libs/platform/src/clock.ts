/** The time, injected, so that tests can move it. */
export class Clock {
  now(): Date {
    return new Date();
  }
}

/** A clock that stands still until it is told. */
export class FixedClock extends Clock {
  constructor(private instant: Date = new Date('2026-11-22T03:00:00Z')) {
    super();
  }

  override now(): Date {
    return new Date(this.instant);
  }

  set(instant: Date): void {
    this.instant = instant;
  }

  advance({ days = 0, hours = 0, minutes = 0, seconds = 0 }: { days?: number; hours?: number; minutes?: number; seconds?: number }): void {
    this.instant = new Date(this.instant.getTime() + (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000);
  }
}

export function later(from: Date, { days = 0, hours = 0, minutes = 0, seconds = 0 }: { days?: number; hours?: number; minutes?: number; seconds?: number }): Date {
  return new Date(from.getTime() + (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000);
}
