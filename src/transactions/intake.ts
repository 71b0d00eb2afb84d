/** The inside of the door: checks one row at a time and lays it into columns, in the order of arrival. */
import { InvalidInputError, type Issue, invalid } from "../errors.js";
import { DATE_EXPECTED, type DayReader } from "./day.js";
import type { Lines } from "./grouping.js";
import type { Columns } from "./ledger.js";

/** Customers, and their order lines in order of arrival. */
export interface Arrivals {
  readonly customerIds: readonly string[];
  readonly lines: Lines & { readonly moments: Float64Array };
  /** The lines, and what was rejected or left out. */
  readonly rowsRead: number;
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
  /** Keeps the optional values of a line. */
  readonly store: (values: readonly unknown[], rate: number, line: number) => void;
}

export interface Intake<Row> {
  readonly issues: readonly Issue[];
  readonly currencies: ReadonlySet<string>;
  take(row: Row): void;
  /** The lines; throws what was found wrong, unless it is to be collected, and always for several currencies that nothing converts. */
  close(): Arrivals;
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
    hooks?.store(values, rate, codes.length);
    codes.push(code);
    days.push(day);
    moments.push(dates.moment);
    amounts.push(money);
  };

  return {
    issues,
    currencies,
    take,
    close() {
      if (rejected > 0 && !hooks?.collect) throw new InvalidInputError(issues, rejected);
      if (!hooks?.converts) checkCurrencies(currencies);
      return {
        customerIds,
        lines: {
          codes: Int32Array.from(codes),
          days: Int32Array.from(days),
          moments: Float64Array.from(moments),
          amounts: Float64Array.from(amounts),
        },
        rowsRead: read,
      };
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
  const byNumber = new Map<number, number>();
  let byText: Map<string, number> | undefined;
  const codeOf = (id: unknown): number => {
    const number = typeof id === "number";
    if (!number) byText ??= new Map(values.map((text, code) => [text, code]));
    const known = number ? byNumber.get(id) : byText!.get(id as string);
    if (known !== undefined) return known;
    const text = String(id);
    const code = byText?.get(text) ?? values.push(text) - 1;
    byText?.set(text, code);
    if (number) byNumber.set(id, code);
    return code;
  };
  return { values, codeOf };
}
