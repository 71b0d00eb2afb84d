/** The inside of the door: checks one row at a time and lays it into columns, in the order of arrival. */
import { InvalidInputError, type Issue, invalid } from "../errors.js";
import { DATE_EXPECTED, type DayReader } from "./day.js";
import type { Lines } from "./grouping.js";
import type { Columns } from "./ledger.js";

/** Customers, and their order lines in order of arrival. */
export interface Arrivals {
  readonly customerIds: readonly string[];
  readonly lines: Lines;
  /** The lines, and what was rejected or left out. */
  readonly rowsRead: number;
}

/** What a whole ledger wants to be done with each row, beyond what RFM and histories need. */
export interface RowHooks {
  /** Bad rows are listed instead of thrown. */
  readonly collect: boolean;
  /** What an optional value, "" where absent, must be besides a value of its column; undefined when it is that. */
  readonly demand: ((name: string, value: unknown) => string | undefined) | undefined;
  /** An amount in the ledger's currency, by what `demand` saw. */
  readonly convert: (amount: number) => number;
  /** Whether several currencies may meet. */
  readonly converts: boolean;
  /** Takes note of the money and the optional values of a good row; says whether it stays, as the line of that number. */
  readonly keeps: (money: number, values: readonly unknown[], line: number) => boolean;
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
export const SUM_EXPECTED = "small enough that all amounts add up to a finite number";

/** Opens the door for rows read by `columns`. */
export function openIntake<Row>(
  { customerId: readId, date: readDate, amount: readAmount, ...rest }: Columns<Row>,
  dates: DayReader,
  hooks?: RowHooks,
): Intake<Row> {
  const { values: customerIds, codeOf } = openCodes();
  const codes: number[] = [];
  const days: number[] = [];
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
    const money = (hooks ? hooks.convert(amount) : amount) + 0;
    if (!Number.isFinite(gross + Math.abs(money))) return reject("amount", SUM_EXPECTED, amount);
    gross += Math.abs(money);
    const code = codeOf(id);
    if (hooks && !hooks.keeps(money, values, codes.length)) return;
    codes.push(code);
    days.push(day);
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
        lines: [new Int32Array(codes), new Int32Array(days), new Float64Array(amounts)],
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
  return isText(value) ? undefined : "text or absent";
}

const isText = (value: unknown): boolean => typeof value === "string" || Number.isFinite(value) || typeof value === "bigint";

/** Codes for ids in the order in which they are first seen. A number is its decimal text; both spellings have one code. */
export function openCodes(): { readonly values: string[]; readonly codeOf: (id: unknown) => number } {
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
