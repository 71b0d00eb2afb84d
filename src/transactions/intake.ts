/** The inside of the door: checks one row at a time and lays it into columns, in the order of arrival. */
import { InvalidInputError, type Issue, invalid } from "../errors.js";
import { DATE_EXPECTED, type DayReader } from "./day.js";
import type { Columns } from "./ledger.js";

/** Order lines as they arrived: customer `customerIds[codes[i]]`, day, moment and money of line i. */
export interface Arrivals {
  readonly customerIds: readonly string[];
  readonly codes: ArrayLike<number>;
  readonly days: ArrayLike<number>;
  readonly moments: ArrayLike<number>;
  readonly amounts: ArrayLike<number>;
}

/** What a whole ledger wants to be done with each row, beyond what RFM and histories need. */
export interface RowHooks {
  /** Bad rows are listed instead of thrown. */
  readonly collect: boolean;
  /** What an optional value, "" where absent, must be besides a value of its column; undefined when it is that. */
  readonly demand: ((name: string, value: unknown) => string | undefined) | undefined;
  /** Units of the ledger's currency for one of the row's: 1 unless `demand` found another. */
  readonly rate: () => number;
  /** Whether several currencies may meet. */
  readonly converts: boolean;
  /** Counts the money of a good line; says whether the line stays. */
  readonly keeps: (money: number) => boolean;
  /** Keeps the optional values of the line just laid down. */
  readonly store: (values: readonly unknown[], rate: number) => void;
}

export interface Intake<Row> extends Arrivals {
  readonly issues: readonly Issue[];
  readonly currencies: ReadonlySet<string>;
  take(row: Row): void;
  /** Throws what was found wrong, unless it is to be collected; always for several currencies that nothing converts. Says how many rows were read. */
  close(): number;
}

/** Optional columns of numbers; all others hold text. */
export const NUMBER_COLUMNS: readonly string[] = ["quantity", "discount", "cost"];
export const SUM_EXPECTED = "small enough that the sum of all amounts stays below 1.8e308";

/** Opens the door for rows read by `columns`. */
export function openIntake<Row>(
  { customerId: readId, date: readDate, amount: readAmount, ...rest }: Columns<Row>,
  dates: DayReader,
  hooks?: RowHooks,
): Intake<Row> {
  const { values: customerIds, codeOf } = openCodes();
  const codes: number[] = [];
  const days: number[] = [];
  const moments: number[] = [];
  const amounts: number[] = [];
  const issues: Issue[] = [];
  const currencies = new Set<string>();
  const optional = Object.entries(rest);
  const values: unknown[] = [];
  let read = 0;
  let rejected = 0;
  let gross = 0;

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
      const [name, read] = optional[i]!;
      const value = read(row) ?? "";
      values[i] = value;
      const expected = (value !== "" && expectedValue(name, value)) || hooks?.demand?.(name, value);
      if (expected) return reject(name, expected, value);
      if (name === "currency" && value !== "") currencies.add(String(value));
    }
    const rate = hooks ? hooks.rate() : 1;
    const money = amount * rate + 0;
    const total = gross + Math.abs(money);
    if (total === Number.POSITIVE_INFINITY) return reject("amount", SUM_EXPECTED, amount);
    gross = total;
    const code = codeOf(id);
    if (hooks && !hooks.keeps(money)) return;
    codes.push(code);
    days.push(day);
    moments.push(dates.moment);
    amounts.push(money);
    hooks?.store(values, rate);
  };

  return {
    customerIds,
    codes,
    days,
    moments,
    amounts,
    issues,
    currencies,
    take,
    close() {
      if (rejected > 0 && !hooks?.collect) throw new InvalidInputError(issues, rejected);
      if (!hooks?.converts) checkCurrencies(currencies);
      return read;
    },
  };
}

export function checkCurrencies(currencies: ReadonlySet<string>): void {
  if (currencies.size > 1) invalid("currency", "one currency, or currencyRates for each", [...currencies].sort());
}

/** What a customer's id must be; undefined when it is that. */
export function expectedId(id: unknown): string | undefined {
  if (id === undefined || id === null || id === "") return "present";
  return isText(id) ? undefined : "text or a finite number";
}

/** What a value that is present must be in an optional column; undefined when it is that. */
export function expectedValue(name: string, value: unknown): string | undefined {
  if (NUMBER_COLUMNS.includes(name)) return Number.isFinite(value) ? undefined : "a finite number or absent";
  return isText(value) || typeof value === "number" ? undefined : "text or absent";
}

const isText = (value: unknown): boolean => typeof value === "string" || Number.isFinite(value) || typeof value === "bigint";

/** Codes for ids in the order in which they are first seen. A number is its decimal text; both spellings have one code. */
export function openCodes(): { readonly values: string[]; readonly codeOf: (id: unknown) => number } {
  const values: string[] = [];
  const codes = new Map<unknown, number>();
  let last: unknown;
  let lastCode = 0;
  const add = (id: unknown): number => {
    const text = String(id);
    const code = codes.get(text) ?? values.push(text) - 1;
    codes.set(text, code).set(id, code);
    return code;
  };
  const codeOf = (id: unknown): number => {
    if (id !== last) {
      lastCode = codes.get(id) ?? add(id);
      last = id;
    }
    return lastCode;
  };
  return { values, codeOf };
}
