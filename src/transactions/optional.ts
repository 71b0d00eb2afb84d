/** The optional columns of order lines, in order of arrival. */
import { openCodes } from "./intake.js";

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

interface Coded {
  readonly codes: number[];
  readonly values: string[];
  readonly codeOf: (value: unknown) => number;
}

/** Columns that have a value, as long as the lines once closed. */
export interface OptionalColumns {
  readonly texts: Partial<Record<TextColumnName, Coded>>;
  readonly numbers: Partial<Record<NumberColumnName, number[]>>;
  /** Puts a value at a line, all before it being there already; money in units of `rate`. */
  put(name: string, line: number, value: unknown, rate: number): void;
  /** Fills the columns up to the number of lines. */
  close(lines: number): void;
}

export function openOptional(): OptionalColumns {
  const texts: Partial<Record<TextColumnName, Coded>> = {};
  const numbers: Partial<Record<NumberColumnName, number[]>> = {};
  const fill = (column: number[], length: number, absent: number): void => {
    while (column.length < length) column.push(absent);
  };
  return {
    texts,
    numbers,
    put(name, line, value, rate) {
      if (isNumberColumn(name)) {
        const column = (numbers[name] ??= []);
        fill(column, line, Number.NaN);
        column.push((value as number) * (name === "quantity" ? 1 : rate));
      } else if (isTextColumn(name)) {
        const column = (texts[name] ??= { codes: [], ...openCodes() });
        fill(column.codes, line, -1);
        column.codes.push(column.codeOf(value));
      }
    },
    close(lines) {
      for (const { codes } of Object.values(texts)) fill(codes, lines, -1);
      for (const column of Object.values(numbers)) fill(column, lines, Number.NaN);
    },
  };
}

const isNumberColumn = (name: string): name is NumberColumnName => (NUMBER_COLUMNS as readonly string[]).includes(name);
const isTextColumn = (name: string): name is TextColumnName => (TEXT_COLUMNS as readonly string[]).includes(name);
