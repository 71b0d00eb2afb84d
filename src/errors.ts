/** One thing that is wrong with the input: where it stands, what it must be, what was found. */
export interface Issue {
  /** Position in the caller's array, counted from 0; -1 when the fault is an option and not a row. */
  readonly row: number;
  readonly field: string;
  /** What the field must be, in words: "a finite number". */
  readonly expected: string;
  readonly received: unknown;
}

const SHOWN = 10;

/** Thrown when the caller's input is wrong. Nothing was computed. */
export class InvalidInputError extends RangeError {
  override readonly name = "InvalidInputError" as const;
  /** The first ten issues. */
  readonly issues: readonly Issue[];
  /** How many there are in all. */
  readonly total: number;

  constructor(issues: readonly Issue[], total: number = issues.length) {
    const shown = issues.slice(0, SHOWN);
    const more = total - shown.length;
    super(shown.map(describeIssue).join("\n") + (more > 0 ? `\nand ${more} more` : ""));
    this.issues = shown;
    this.total = total;
  }
}

/** Thrown when the input is right but no fit exists: the likelihood is finite nowhere, or its maximum was not reached. */
export class FitError<Best = unknown> extends Error {
  override readonly name = "FitError" as const;
  /** The best model found so far; undefined when the likelihood was finite nowhere. Not to be trusted. */
  readonly best: Best;

  constructor(message: string, best: Best) {
    super(message);
    this.best = best;
  }
}

/** "row 17: amount must be a finite number, received NaN". */
export function describeIssue({ row, field, expected, received }: Issue): string {
  return `${row < 0 ? "" : `row ${row}: `}${field} must be ${expected}, received ${describeValue(received)}`;
}

/** Throws for one wrong option or argument. */
export function invalid(field: string, expected: string, received: unknown, row = -1): never {
  throw new InvalidInputError([{ row, field, expected, received }]);
}

const LONGEST = 60;

function describeValue(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.slice(0, LONGEST)) + (value.length > LONGEST ? "…" : "");
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "function") return "a function";
  if (typeof value !== "object" || !value) return String(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "an invalid Date" : value.toISOString();
  if (!Array.isArray(value)) return "an object";
  return `[${value.slice(0, 5).map(describeValue).join(", ")}${value.length > 5 ? ", …" : ""}]`;
}
