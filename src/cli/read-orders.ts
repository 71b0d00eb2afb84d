/** A file of orders to a ledger: encoding, delimiter, columns, dates and decimal sign are what was said, else guessed. */
import { type DoorOptions, InvalidInputError, type Issue, type Ledger, toLedgerAsync } from "../index.js";
import { readBytes } from "./bytes.js";
import { type ColumnPlaces, columnsFound, missing, type Role, resolveColumns } from "./columns.js";
import { type CsvBatch, csvBatches } from "./csv.js";
import { blankCurrencies, checkRates, severalCurrencies } from "./currencies.js";
import { type DateReader, dateReader } from "./dates.js";
import { type DecodedText, decodeText, type Encoding } from "./decode.js";
import { declaredDelimiter, guessDelimiter } from "./delimiter.js";
import { badFile, wrongUsage } from "./mistakes.js";
import { type Decimal, type NumberReader, numberReader } from "./numbers.js";
import { type OrderColumns, orderColumns } from "./order-columns.js";
import { openRecords, type Records } from "./records.js";
import { describeColumns, encodingNotes, guessNotes, numberNotes, twins } from "./understood.js";

/** How to read the file; what is left out is guessed. */
export interface ReadOptions {
  readonly columns: Readonly<Partial<Record<Role, string>>>;
  /** Optional columns that the analysis can use: guessed when they are not named. */
  readonly wanted: readonly Role[];
  readonly dateFormats: readonly string[];
  readonly delimiter: string | undefined;
  readonly decimal: Decimal | undefined;
  readonly encoding: Encoding | undefined;
  readonly door: DoorOptions;
}

export interface Orders {
  readonly ledger: Ledger;
  readonly header: readonly string[];
  readonly places: ColumnPlaces;
  /** What was understood, a line each: "columns", "dates" … */
  readonly understood: readonly (readonly [what: string, how: string])[];
  /** What was assumed or looks wrong, and what to do about it. */
  readonly notes: readonly string[];
  readonly rejected: Rejected;
}

/** Rows that are not in the ledger, and the lines of the file they stand on. */
export interface Rejected {
  readonly issues: readonly Issue[];
  readonly longRows: Records["longRows"];
  readonly width: number;
  lineOf(row: number): number;
}

const SAMPLE_CHARACTERS = 64 * 1024;
/** Rows looked at, at most, until a 13th of a month tells day from month. */
const MOST_SAMPLE_ROWS = 200_000;

export async function readOrders(
  path: string,
  stdin: AsyncIterable<Buffer>,
  options: ReadOptions,
  onBytes: (count: number) => void,
): Promise<Orders> {
  const name = path === "-" ? "Standard input" : path;
  const found: DecodedText = { encoding: options.encoding, guessed: false, replaced: false };
  const texts = decodeText(readBytes(path, stdin, onBytes), found);
  let sample = "";
  while (sample.length < SAMPLE_CHARACTERS) {
    const { value, done } = await texts.next();
    if (done) break;
    sample += value;
  }
  if (sample.charCodeAt(0) === 0xfeff) sample = sample.slice(1);
  if (sample.trim() === "") badFile(`${name} is empty. It should hold a line of column names and a line for each order.`);
  const declared = declaredDelimiter(sample);
  const delimiter =
    options.delimiter ?? declared ?? guessDelimiter(declared === undefined ? sample : sample.slice(sample.indexOf("\n") + 1));

  const batches = csvBatches(following(sample, texts), delimiter);
  const first = await firstRows(batches, declared !== undefined);
  if (!first) return badFile(`${name} is empty. It should hold a line of column names and a line for each order.`);
  const { header, batch } = first;
  const places = resolveColumns(header, options.columns, options.wanted);
  if (options.door.purchaseBy === "order" && places.orderId === undefined) missing(header, "orderId");
  if (options.door.currencyRates && places.currency === undefined) {
    wrongUsage(`--rate needs a column of currencies: name it with --currency "…". ${columnsFound(header)}`);
  }
  const dates = dateReader(options.dateFormats);
  const numbers = numberReader(options.decimal);

  const queue = batch ? [batch] : [];
  for (const { rows } of queue) learn(rows, places, dates, numbers);
  for (let rows = batch?.rows.length ?? 0; !dates.settled() && rows < MOST_SAMPLE_ROWS; ) {
    const { value, done } = await batches.next();
    if (done) break;
    queue.push(value);
    rows += value.rows.length;
    learn(value.rows, places, dates, numbers);
  }

  const date = places.date!;
  const records = openRecords(queued(queue, batches), header.length, (rows) => {
    for (let i = 0; i < rows.length; i++) if (!dates.ready(rows[i]![date])) return dates.prepare();
    return undefined;
  });
  if (options.dateFormats.length > 0) await dates.prepare();
  const columns = orderColumns(places, dates, numbers);
  const ledger = await readLedger(records, columns, options.door);
  const rejected = { issues: ledger.report.rejected, longRows: records.longRows, width: header.length, lineOf: records.lineOf };
  if (ledger.report.rowsRead + records.longRows.length === 0) {
    badFile(`${name} holds column names but no orders. ${columnsFound(header)}`);
  }

  const understood: [string, string][] = [["Columns", describeColumns(header, places)]];
  if (dates.formats().length > 0) understood.push(["Dates", dates.formats().join(" and ")]);
  if (delimiter !== ",") understood.push(["Delimiter", delimiter === "\t" ? "tab" : delimiter]);
  if (numbers.decimal === ",") understood.push(["Decimals", 'a comma, as in "12,50"']);
  if (found.encoding && found.encoding !== "utf-8") {
    understood.push(["Encoding", found.encoding === "latin-1" ? "latin-1 (windows-1252)" : found.encoding]);
  }
  return {
    ledger,
    header,
    places,
    understood,
    notes: [
      ...twins(header, places),
      ...guessNotes(header, places, options.columns),
      ...dates.notes(),
      ...numberNotes(numbers),
      ...blankCurrencies(columns.withoutCurrency(), ledger.report.currencies),
      ...encodingNotes(found),
    ],
    rejected,
  };
}

async function readLedger({ rows }: Records, columns: OrderColumns, door: DoorOptions): Promise<Ledger> {
  try {
    const ledger = await toLedgerAsync(rows, { ...door, onInvalid: "collect", columns: columns.read as never });
    checkRates(ledger.report.rejected);
    return ledger;
  } catch (error) {
    if (!(error instanceof InvalidInputError) || error.issues[0]!.row !== -1) throw error;
    const { field, expected, received } = error.issues[0]!;
    if (field === "timeZone") wrongUsage(`--time-zone must be ${expected}, not "${received}".`);
    if (field === "currency") severalCurrencies(received as string[]);
    throw error;
  }
}

async function* following(sample: string, texts: AsyncGenerator<string>): AsyncGenerator<string> {
  yield sample;
  yield* texts;
}

async function* queued(queue: CsvBatch[], batches: AsyncGenerator<CsvBatch>): AsyncGenerator<CsvBatch> {
  yield* queue.splice(0);
  yield* batches;
}

/** The header, which is the first line that is not blank, and what follows it in its batch. */
async function firstRows(
  batches: AsyncGenerator<CsvBatch>,
  declared: boolean,
): Promise<{ header: string[]; batch: CsvBatch | undefined } | undefined> {
  let skip = declared ? 1 : 0;
  for (let next = await batches.next(); !next.done; next = await batches.next()) {
    const { rows, line, lines } = next.value;
    for (let i = 0; i < rows.length; i++) {
      if (skip-- > 0 || rows[i]!.every((cell) => cell.trim() === "")) continue;
      const rest = { rows: rows.slice(i + 1), line: lines?.[i + 1] ?? line + i + 1, ...(lines && { lines: lines.slice(i + 1) }) };
      return { header: rows[i]!, batch: rest };
    }
  }
  return undefined;
}

function learn(
  rows: readonly string[][],
  { date, amount, unitPrice, quantity }: ColumnPlaces,
  dates: DateReader,
  numbers: NumberReader,
): void {
  const columns = [amount, unitPrice, quantity].filter((at) => at !== undefined);
  for (const row of rows) {
    dates.learn(row[date!]);
    for (const at of columns) if (row[at]) numbers.learn(row[at]);
  }
}
