/** The inside of the door: checks one row at a time and lays it into columns, in the order of arrival. */
import { InvalidInputError, type Issue } from "../errors.js";
import { DATE_EXPECTED, type DayReader, dayReader } from "./day.js";
import type { Door } from "./options.js";

/** Optional columns of text, dictionary-coded in the ledger, and of numbers. */
export const TEXT_COLUMNS = ["orderId", "productId", "category", "channel"] as const;
export const NUMBER_COLUMNS = ["quantity", "discount", "cost"] as const;
export type TextColumnName = (typeof TEXT_COLUMNS)[number];
export type NumberColumnName = (typeof NUMBER_COLUMNS)[number];
export type OptionalColumnName = TextColumnName | NumberColumnName | "currency";

/** Text by number: row i holds `values[codes[i]]`, or nothing where the code is −1. */
export interface TextColumn {
  readonly codes: Int32Array;
  readonly values: readonly string[];
}

/** How to find each column in a row, whatever a row is: an object, a CSV record, or the number of a place in arrays. */
export interface RowReaders<Row> {
  readonly customerId: (row: Row) => unknown;
  readonly date: (row: Row) => unknown;
  readonly amount: (row: Row) => unknown;
  readonly optional: readonly { readonly name: OptionalColumnName; readonly read: (row: Row) => unknown }[];
  /** A quick look whether a row has any optional column; absent when it must be looked at in each. */
  readonly hasOptional?: (row: Row) => boolean;
}

interface Gathered {
  codes: Int32Array;
  values: string[];
  index: Map<string, number>;
}

type Column = Uint32Array | Int32Array | Float64Array;

/** Rows so far, in order of arrival, and what was counted on the way. */
export interface Intake<Row> {
  readonly door: Door;
  size: number;
  read: number;
  readonly customerIds: string[];
  customers: Uint32Array;
  days: Int32Array;
  moments: Float64Array;
  amounts: Float64Array;
  readonly texts: Partial<Record<TextColumnName, Gathered>>;
  readonly numbers: Partial<Record<NumberColumnName, Float64Array>>;
  readonly rejected: Issue[];
  rejectedRows: number;
  readonly currencies: Set<string>;
  refundRows: number;
  refundAmount: number;
  ignoredRefunds: number;
  zeroRows: number;
  ignoredZeros: number;
  /** Checks a row, and keeps, ignores or rejects it; says whether it was kept. */
  take(row: Row): boolean;
  /** Throws what was collected, when the door throws. */
  close(): void;
}

const SHOWN = 10;
export const SUM_EXPECTED = "small enough that the sum of all amounts stays below 1.8e308";
/** Ids below this are looked up in a table of at most 64 MB. */
const LARGEST_TABLE = 2 ** 24;
const NONE: readonly never[] = [];
const isNumberColumn = (name: string): name is NumberColumnName => (NUMBER_COLUMNS as readonly string[]).includes(name);

/** Opens the door for rows read by `readers`; `expectedRows` sizes the columns, which grow when more come. */
export function openIntake<Row>(
  door: Door,
  readers: RowReaders<Row>,
  expectedRows: number,
  reader: DayReader = dayReader(door.timeZone),
): Intake<Row> {
  const collect = door.onInvalid === "collect";
  const codes = new Map<unknown, number>();
  const rates = door.currencyRates && new Map(Object.entries(door.currencyRates));
  const needsOrder = door.purchaseBy === "order";
  let lastId: unknown;
  let lastCode = -1;
  let gross = 0;
  let capacity = Math.max(16, expectedRows);

  let byNumber = new Uint32Array(0);
  const found: unknown[] = [];

  const intake: Intake<Row> = {
    door,
    size: 0,
    read: 0,
    customerIds: [],
    customers: new Uint32Array(capacity),
    days: new Int32Array(capacity),
    moments: new Float64Array(capacity),
    amounts: new Float64Array(capacity),
    texts: {},
    numbers: {},
    rejected: [],
    rejectedRows: 0,
    currencies: new Set(),
    refundRows: 0,
    refundAmount: 0,
    ignoredRefunds: 0,
    zeroRows: 0,
    ignoredZeros: 0,
    take,
    close() {
      if (!collect && intake.rejectedRows > 0) throw new InvalidInputError(intake.rejected, intake.rejectedRows);
    },
  };
  return intake;

  function take(record: Row): boolean {
    const row = intake.read++;
    const customerId = readers.customerId(record);
    if (customerId === undefined || customerId === null || customerId === "") return reject(row, "customerId", "present", customerId);
    if (typeof customerId !== "string" && typeof customerId !== "bigint" && !Number.isFinite(customerId)) {
      return reject(row, "customerId", "text or a finite number", customerId);
    }
    const date = readers.date(record);
    const day = reader.day(date);
    if (Number.isNaN(day)) return reject(row, "date", DATE_EXPECTED, date);
    const amount = readers.amount(record);
    if (typeof amount !== "number" || !Number.isFinite(amount)) return reject(row, "amount", "a finite number", amount);

    const optional = !readers.hasOptional || readers.hasOptional(record) ? readers.optional : NONE;
    let rate = 1;
    let ordered = !needsOrder;
    for (let i = 0; i < optional.length; i++) {
      const { name, read } = optional[i]!;
      const value = read(record) ?? "";
      found[i] = value;
      if (value === "") continue;
      if (isNumberColumn(name)) {
        if (typeof value !== "number" || !Number.isFinite(value)) return reject(row, name, "a finite number or absent", value);
      } else if (typeof value !== "string" && typeof value !== "number" && typeof value !== "bigint") {
        return reject(row, name, "text or absent", value);
      } else if (name === "currency") {
        const known = rates?.get(String(value));
        if (rates && known === undefined) return reject(row, name, `one of currencyRates (${[...rates.keys()].join(", ")})`, value);
        intake.currencies.add(String(value));
        rate = known ?? 1;
      } else if (name === "orderId") ordered = true;
    }
    if (!ordered) return reject(row, "orderId", 'present when purchaseBy is "order"', undefined);

    const money = amount * rate + 0;
    const total = gross + Math.abs(money);
    if (!Number.isFinite(total)) return reject(row, "amount", SUM_EXPECTED, amount);
    gross = total;
    if (customerId !== lastId) {
      lastCode = numbered(customerId) ?? codes.get(customerId) ?? intern(customerId as string | number | bigint);
      lastId = customerId;
    }
    if (money < 0) {
      intake.refundRows++;
      intake.refundAmount -= money;
      if (door.refunds === "ignore") {
        intake.ignoredRefunds++;
        return false;
      }
    } else if (money === 0) {
      intake.zeroRows++;
      if (door.zeroAmounts === "ignore") {
        intake.ignoredZeros++;
        return false;
      }
    }
    if (intake.size === capacity) grow();
    const at = intake.size++;
    intake.customers[at] = lastCode;
    intake.days[at] = day;
    intake.moments[at] = reader.moment;
    intake.amounts[at] = money;
    for (let i = 0; i < optional.length; i++) {
      const name = optional[i]!.name;
      const value = found[i];
      if (value === "" || name === "currency") continue;
      if (isNumberColumn(name)) numberColumn(name)[at] = name === "quantity" ? (value as number) : (value as number) * rate;
      else setText(name, at, String(value));
    }
    return true;
  }

  /** Small whole numbers find their code in an array, five times as fast as in a map. */
  function numbered(id: unknown): number | undefined {
    return typeof id === "number" && id >= 0 && id < byNumber.length && byNumber[id]! > 0 ? byNumber[id]! - 1 : undefined;
  }

  /** A number is the customer of its decimal text; both spellings lead to one code. */
  function intern(id: string | number | bigint): number {
    const text = String(id);
    let code = codes.get(text);
    if (code === undefined) {
      code = intake.customerIds.push(text) - 1;
      codes.set(text, code);
    }
    if (typeof id === "number" && Number.isInteger(id) && id >= 0 && id < LARGEST_TABLE) {
      if (id >= byNumber.length) {
        const wider = new Uint32Array(Math.min(LARGEST_TABLE, Math.max(1024, 2 ** Math.ceil(Math.log2(id + 1)))));
        wider.set(byNumber);
        byNumber = wider;
      }
      byNumber[id] = code + 1;
    } else if (typeof id !== "string") codes.set(id, code);
    return code;
  }

  function reject(row: number, field: string, expected: string, received: unknown): false {
    intake.rejectedRows++;
    if (collect || intake.rejected.length < SHOWN) intake.rejected.push({ row, field, expected, received });
    return false;
  }

  function setText(name: TextColumnName, at: number, value: string): void {
    const column = (intake.texts[name] ??= { codes: new Int32Array(capacity).fill(-1), values: [], index: new Map() });
    let code = column.index.get(value);
    if (code === undefined) {
      code = column.values.push(value) - 1;
      column.index.set(value, code);
    }
    column.codes[at] = code;
  }

  function numberColumn(name: NumberColumnName): Float64Array {
    return (intake.numbers[name] ??= new Float64Array(capacity).fill(Number.NaN));
  }

  function grow(): void {
    capacity *= 2;
    intake.customers = widen(intake.customers);
    intake.days = widen(intake.days);
    intake.moments = widen(intake.moments);
    intake.amounts = widen(intake.amounts);
    for (const name of TEXT_COLUMNS) {
      const column = intake.texts[name];
      if (column) column.codes = widen(column.codes, -1);
    }
    for (const name of NUMBER_COLUMNS) {
      const column = intake.numbers[name];
      if (column) intake.numbers[name] = widen(column, Number.NaN);
    }
  }

  function widen<T extends Column>(column: T, empty = 0): T {
    const wider = new (column.constructor as new (length: number) => T)(capacity);
    wider.set(column);
    if (empty !== 0) wider.fill(empty, column.length);
    return wider;
  }
}
