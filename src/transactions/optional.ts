/** The optional columns of order lines, in order of arrival. */
import type { LineColumn } from "./grouping.js";
import { NUMBER_COLUMNS, openCodes } from "./intake.js";

/** Optional columns of text, dictionary-coded in the ledger. */
export const TEXT_COLUMNS = ["orderId", "productId", "category", "channel"] as const;
export type TextColumnName = (typeof TEXT_COLUMNS)[number];
export type NumberColumnName = (typeof NUMBER_COLUMNS)[number];

/** Text by number: row i holds `values[codes[i]]`, or nothing where the code is −1. */
export interface TextColumn {
  readonly codes: Int32Array;
  readonly values: readonly string[];
}

/** The optional columns that have a value, as long as the lines: codes of texts, −1 where absent, and numbers, NaN where absent. */
export interface OptionalColumns {
  readonly columns: Readonly<Record<string, LineColumn>>;
  readonly values: Readonly<Record<string, readonly string[]>>;
}

export interface OpenOptional {
  /** Puts a value at a line after those that have one; money in units of `rate`. */
  put(name: string, line: number, value: unknown, rate: number): void;
  /** The columns, filled up to the number of lines. */
  close(lines: number): OptionalColumns;
}

export function openOptional(): OpenOptional {
  const texts = new Map<string, { codes: number[] } & ReturnType<typeof openCodes>>();
  const numbers = new Map<string, number[]>();
  const fill = (column: number[], length: number, absent: number): number[] => {
    while (column.length < length) column.push(absent);
    return column;
  };
  return {
    put(name, line, value, rate) {
      if ((NUMBER_COLUMNS as readonly string[]).includes(name)) {
        let column = numbers.get(name);
        if (!column) numbers.set(name, (column = []));
        fill(column, line, Number.NaN).push((value as number) * (name === "quantity" ? 1 : rate));
      } else if (name !== "currency") {
        let column = texts.get(name);
        if (!column) texts.set(name, (column = { codes: [], ...openCodes() }));
        fill(column.codes, line, -1).push(column.codeOf(value));
      }
    },
    close(lines) {
      const columns: Record<string, LineColumn> = {};
      const values: Record<string, readonly string[]> = {};
      for (const [name, text] of texts) {
        columns[name] = new Int32Array(fill(text.codes, lines, -1));
        values[name] = text.values;
      }
      for (const [name, column] of numbers) columns[name] = new Float64Array(fill(column, lines, Number.NaN));
      return { columns, values };
    },
  };
}
