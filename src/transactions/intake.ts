/** The inside of the door: checks one row at a time and lays it into columns, in the order of arrival. */
import { InvalidInputError, type Issue, invalid } from "../errors.js";
import { DATE_EXPECTED, type DayReader } from "./day.js";
import type { Lines } from "./grouping.js";
import type { Columns } from "./ledger.js";

/** Customers, and their order lines in order of arrival, with the moment of each as fourth column. */
export interface Arrivals {
  readonly customerIds: readonly string[];
  /** As long as the rows expected; those that were rejected or left out are missing at the end. */
  readonly lines: Lines;
}

/** What a whole ledger wants to be done with each row, beyond what RFM and histories need. */
export interface RowHooks {
  /** Where ids find their codes. */
  readonly codes: Codes;
  /** Bad rows are listed instead of thrown. */
  readonly collect: boolean;
  /** What an optional value, "" where absent, must be besides a value of its column; undefined when it is that. */
  readonly demand: ((name: string, value: unknown) => string | undefined) | undefined;
  /** Units of the ledger's currency for one of the row's, by what `demand` saw. */
  readonly rate: number;
  /** Takes note of the line just laid down and of its optional values; says whether it stays. */
  readonly keeps: (lines: Lines, line: number, values: readonly unknown[]) => boolean;
  /** Longer columns, when more rows come than were expected. */
  readonly widen: (lines: Lines) => Lines;
}

export interface Intake<Row> {
  readonly issues: readonly Issue[];
  readonly currencies: ReadonlySet<string>;
  take(row: Row): void;
  /** The lines; throws what was found wrong, unless it is to be collected, and without hooks for several currencies. */
  close(): Arrivals;
}

/** Optional columns of numbers; all others hold text. */
export const NUMBER_COLUMNS = ["quantity", "discount", "cost"] as const;
export const SUM_EXPECTED = "small enough that all amounts add up to a finite number";

/** Opens the door for rows read by `columns`; without hooks no more rows may come than are expected. */
export function openIntake<Row>(
  { customerId: readId, date: readDate, amount: readAmount, ...rest }: Columns<Row>,
  dates: DayReader,
  expectedRows: number,
  hooks?: RowHooks,
): Intake<Row> {
  const { values: customerIds, codeOf } = hooks?.codes ?? openCodes();
  let lines: Lines = [
    new Int32Array(expectedRows),
    new Int32Array(expectedRows),
    new Float64Array(expectedRows),
    new Float64Array(expectedRows),
  ];
  let size = 0;
  const issues: Issue[] = [];
  const currencies = new Set<string>();
  const optional = Object.entries(rest);
  const values: unknown[] = [];
  let read = 0;
  let rejected = 0;
  // A variable that closures share would be a new object for every number it holds.
  const gross = new Float64Array(1);

  const reject = (field: string, expected: string, received: unknown): undefined => {
    if (rejected++ < 10 || hooks?.collect) issues.push({ row: read - 1, field, expected, received });
  };

  const take = (row: Row): undefined => {
    read++;
    const id = readId(row);
    const idExpected = expectedId(id);
    if (idExpected) return reject("customerId", idExpected, id);
    const date = readDate(row);
    const day = dates.day(date);
    if (Number.isNaN(day)) return reject("date", DATE_EXPECTED, date);
    const amount = readAmount(row) as number;
    if (!Number.isFinite(amount)) return reject("amount", "a finite number", amount);
    for (let i = 0; i < optional.length; i++) {
      const name = optional[i]![0];
      const value = optional[i]![1](row) ?? "";
      values[i] = value;
      const expected = (value !== "" && expectedValue(name, value)) || hooks?.demand?.(name, value);
      if (expected) return reject(name, expected, value);
      if (name === "currency" && value !== "") currencies.add(String(value));
    }
    const money = amount * (hooks ? hooks.rate : 1) + 0;
    if (!Number.isFinite(gross[0]! + Math.abs(money))) return reject("amount", SUM_EXPECTED, amount);
    gross[0]! += Math.abs(money);
    if (hooks && size === lines[0].length) lines = hooks.widen(lines);
    lines[0][size] = codeOf(id);
    lines[1][size] = day;
    lines[2][size] = money;
    lines[3]![size] = dates.moment;
    if (!hooks || hooks.keeps(lines, size, values)) size++;
  };

  return {
    issues,
    currencies,
    take,
    close() {
      if (rejected > 0 && !hooks?.collect) throw new InvalidInputError(issues, rejected);
      if (!hooks) checkCurrencies(currencies);
      return { customerIds, lines };
    },
  };
}

export function checkCurrencies(currencies: ReadonlySet<string>): void {
  if (currencies.size > 1) invalid("currency", "one currency, or currencyRates for each", [...currencies].sort());
}

/** What a customer's id must be; undefined when it is that. */
export function expectedId(id: unknown): string | undefined {
  if ((id ?? "") === "") return "present";
  return isText(id) ? undefined : "text or a finite number";
}

/** What a value that is present must be in an optional column; undefined when it is that. */
export function expectedValue(name: string, value: unknown): string | undefined {
  if ((NUMBER_COLUMNS as readonly string[]).includes(name)) return Number.isFinite(value) ? undefined : "a finite number or absent";
  return isText(value) ? undefined : "text or absent";
}

const isText = (value: unknown): boolean => typeof value === "string" || Number.isFinite(value) || typeof value === "bigint";

export interface Codes {
  readonly values: string[];
  readonly codeOf: (id: unknown) => number;
}

/** Codes for ids in the order in which they are first seen. A number is its decimal text; both spellings have one code. */
export function openCodes(): Codes {
  const values: string[] = [];
  const codes = new Map<unknown, number>();
  const codeOf = (given: unknown): number => {
    const id = typeof given === "bigint" ? String(given) : given;
    let code = codes.get(id);
    if (code === undefined) {
      const text = String(id);
      const number = Number(id);
      code = codes.get(id === text && String(number) === text ? number : text) ?? values.push(text) - 1;
      codes.set(id, code);
    }
    return code;
  };
  return { values, codeOf };
}
