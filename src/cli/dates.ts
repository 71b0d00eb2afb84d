/** Date cells to what the door reads: ISO text, untouched or translated from formats that were given or guessed. */
import { type DateShape, isIso, nearlyIso, shapeOf } from "./date-shapes.js";
import type { ForeignDate } from "./foreign-dates.js";
import { wrongUsage } from "./mistakes.js";

export interface DateReader {
  /** Whether the cells can be read now, or `prepare` has to be awaited first. */
  ready(cell: string | undefined): boolean;
  prepare(): Promise<void>;
  /** Looks at a cell of the sample, to tell day from month. */
  learn(cell: string | undefined): void;
  /** Whether every kind of date seen so far is settled. */
  settled(): boolean;
  /** ISO text; a cell that is no date stays as it is, for the door to reject, in a list where the door would take it for one. */
  read(cell: string | undefined): string | readonly [string];
  /** The formats met, "ISO" among them, the first met first. */
  formats(): string[];
  /** What was assumed, and how to say otherwise. */
  notes(): string[];
}

interface Order {
  day: number;
  month: number;
  example: string;
  /** Fixed when the first date was read by it. */
  fixed?: "day" | "month";
  assumed?: boolean;
  format: string;
}

/** With more different cells than this nearly every row has its own moment, and remembering whole cells does not pay. */
const MOST_KNOWN = 50_000;

export function dateReader(given: readonly string[] = []): DateReader {
  const known = new Map<string, string | readonly [string]>();
  const seen = new Map<string, true>();
  const orders = new Map<string, Order>();
  const parsers = new Map<string, ForeignDate>();
  let isoSeen = false;
  let foreign: ((format: string) => ForeignDate) | undefined;
  /** A format of years first may be any order of month and day: beside it, nothing is taken for ISO. */
  const isoToo = !given.some((format) => /^[^A-Za-z]*y+\W/.test(format));
  return { ready: (cell) => foreign !== undefined || cell === undefined || isIso(cell), prepare, learn, settled, read, formats, notes };

  async function prepare(): Promise<void> {
    ({ foreignDate: foreign } = await import("./foreign-dates.js"));
    try {
      for (const format of given) parsers.set(format, foreign(format));
    } catch (error) {
      wrongUsage(`--date-format is written in the tokens of date-fns, such as "d/M/yyyy H:mm". ${(error as Error).message}`);
    }
  }

  function learn(cell: string | undefined): void {
    if (given.length > 0 || cell === undefined || isIso(cell)) return;
    const text = cell.trim();
    const shape = shapeOf(text);
    if (shape?.sign) note(shape, shape.sign, text);
  }

  function note({ order, format }: DateShape, sign: string, cell: string): Order {
    let found = orders.get(sign);
    if (!found) {
      found = { day: 0, month: 0, example: cell, format };
      orders.set(sign, found);
    }
    if (order === "day") found.day++;
    if (order === "month") found.month++;
    return found;
  }

  function settled(): boolean {
    for (const { day, month } of orders.values()) if (day + month === 0) return false;
    return true;
  }

  function read(cell: string | undefined): string | readonly [string] {
    if (cell === undefined) return "";
    if (given.length === 0 && isIso(cell)) {
      if (!isoSeen) sawIso();
      return cell;
    }
    if (known.size >= MOST_KNOWN) return translate(cell) ?? cell;
    let iso = known.get(cell);
    if (iso === undefined) {
      iso = translate(cell) ?? cell;
      known.set(cell, iso);
    }
    return iso;
  }

  function translate(untrimmed: string): string | readonly [string] | undefined {
    const cell = untrimmed.trim();
    if (given.length > 0) {
      for (const format of given) {
        const iso = parsers.get(format)?.(cell);
        if (iso) {
          seen.set(format, true);
          return iso;
        }
      }
    }
    if (isIso(cell) && isoToo) {
      sawIso();
      return cell;
    }
    if (given.length > 0) return isIso(cell) ? [cell] : undefined;
    const nearly = nearlyIso(cell);
    if (nearly) {
      sawIso();
      return nearly;
    }
    const shape = shapeOf(cell);
    if (!shape) return undefined;
    const format = shape.sign ? shape.format.replace("?", orderOf(shape, shape.sign, cell)) : shape.format;
    let parser = parsers.get(format);
    if (!parser) {
      parser = foreign!(format);
      parsers.set(format, parser);
    }
    const iso = parser(cell);
    if (iso) seen.set(format, true);
    return iso;
  }

  /** "d/M" or "M/d". What the sample has not settled is the day first, but the month first where hours are counted to twelve. */
  function orderOf(shape: DateShape, sign: string, cell: string): string {
    const order = note(shape, sign, cell);
    if (order.fixed === undefined) {
      order.assumed = order.day === order.month;
      const american = sign !== "." && shape.format.includes("a");
      order.fixed = order.assumed ? (american ? "month" : "day") : order.day > order.month ? "day" : "month";
    }
    return order.fixed === "day" ? `d${sign}M` : `M${sign}d`;
  }

  function sawIso(): void {
    isoSeen = true;
    seen.set("ISO", true);
  }

  function formats(): string[] {
    return [...seen.keys()];
  }

  function notes(): string[] {
    return [...orders].flatMap(([sign, { day, month, fixed, assumed, example, format }]) => {
      const other = format.replace("?", fixed === "day" ? `M${sign}d` : `d${sign}M`);
      const otherwise = `If the ${fixed === "day" ? "month" : "day"} comes first: --date-format "${other}"`;
      if (day > 0 && month > 0) {
        const both = `Dates with "${sign}" are written in both orders; the ${fixed} was read first, and what that cannot be was rejected.`;
        return [`${both} ${otherwise}`];
      }
      if (!assumed) return [];
      return [`Dates such as "${example}": the ${fixed} was taken to come first, as nothing in the file settles it. ${otherwise}`];
    });
  }
}
