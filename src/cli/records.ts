/** Rows of cells as records under a header: blank lines left out, rows with too many cells set aside, and the file's line of each. */
import type { CsvBatch } from "./csv.js";

/** A row that is no record. */
export interface LongRow {
  readonly line: number;
  readonly cells: number;
}

export interface Records {
  /** Goes through the records once. */
  readonly rows: AsyncIterable<readonly string[]>;
  /** The line of the file on which a record begins; records count from 0. */
  lineOf(record: number): number;
  readonly longRows: readonly LongRow[];
}

/** Records of `width` cells from batches; `prepare` sees each batch before its rows are handed out, and may be waited for. */
export function openRecords(
  batches: AsyncIterator<CsvBatch>,
  width: number,
  prepare: (rows: readonly string[][]) => Promise<void> | undefined,
): Records {
  const longRows: LongRow[] = [];
  /** From record `starts[i]` on, lines follow each other from `lines[i]`. */
  const starts: number[] = [];
  const lines: number[] = [];
  let handedOut = 0;
  let expected = -1;
  let rows: readonly string[][] = [];
  let at = 0;

  const next = (): IteratorResult<readonly string[]> | Promise<IteratorResult<readonly string[]>> =>
    at < rows.length ? { value: rows[at++]!, done: false } : load();
  return {
    // A value instead of a promise is legal here and spares one for every row.
    rows: { [Symbol.asyncIterator]: () => ({ next: next as () => Promise<IteratorResult<readonly string[]>> }) },
    lineOf,
    longRows,
  };

  async function load(): Promise<IteratorResult<readonly string[]>> {
    do {
      const batch = await batches.next();
      if (batch.done) return { value: undefined, done: true };
      rows = keep(batch.value);
      at = 0;
    } while (rows.length === 0);
    await prepare(rows);
    return { value: rows[at++]!, done: false };
  }

  function keep({ rows, line, lines }: CsvBatch): readonly string[][] {
    const regular = lines === undefined && rows.every((row) => row.length === width);
    if (regular) {
      if (line !== expected) mark(handedOut, line);
      handedOut += rows.length;
      expected = line + rows.length;
      return rows;
    }
    return rows.filter((row, i) => {
      const begins = lines?.[i] ?? line + i;
      if (row.length === 1 && row[0]!.trim() === "" && width > 1) return false;
      if (row.length > width && row.slice(width).some((cell) => cell.trim() !== "")) {
        longRows.push({ line: begins, cells: row.length });
        return false;
      }
      if (begins !== expected) mark(handedOut, begins);
      handedOut++;
      expected = begins + 1;
      return true;
    });
  }

  function mark(record: number, line: number): void {
    starts.push(record);
    lines.push(line);
  }

  function lineOf(record: number): number {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (starts[middle]! <= record) low = middle;
      else high = middle - 1;
    }
    return lines[low]! + record - starts[low]!;
  }
}
