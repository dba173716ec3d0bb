/** What is wrong must be mended before the program is used; a note is worth a thought. */
export interface Verdict {
  wrong: string[];
  notes: string[];
}

export interface Check {
  name: string;
  look: () => Verdict | Promise<Verdict>;
}

export const FINE: Verdict = { wrong: [], notes: [] };

/** Null when all is well; else what to do. */
export function verdictOf(advice: string | null): Verdict {
  return advice === null ? FINE : { wrong: [advice], notes: [] };
}

/** Of several questions, those whose answer is no. */
export function asked(questions: { is: boolean; wrong?: string; note?: string }[]): Verdict {
  const no = questions.filter((question) => !question.is);
  return { wrong: no.flatMap(({ wrong }) => wrong ?? []), notes: no.flatMap(({ note }) => note ?? []) };
}
