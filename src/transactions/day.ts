/** Calendar days as whole numbers: day 0 is 1970-01-01, in the proleptic Gregorian calendar of ECMAScript's Date. */
import { invalid } from "../errors.js";
import { MS_PER_DAY, offsetAtEnd, zoneDays } from "./zone.js";

/** An instant (Date, milliseconds since the epoch, ISO 8601 text with an offset) or wall-clock text (`YYYY-MM-DD[ hh:mm[:ss]]`). */
export type DateLike = Date | number | string;

/** Reads dates in one time zone. */
export interface DayReader {
  /** The calendar day on which a date falls; NaN, for the door alone, when it is not a date. */
  day(date: unknown): number;
  /** Milliseconds of the last date that was read: since the epoch for an instant, on the wall clock for text without an offset. */
  moment: number;
}

/** A day less than a Date can hold, so that it falls within on the calendar of every zone. */
const LATEST_MS = 8.64e15 - MS_PER_DAY;

/** A reader for one IANA time zone; an unknown zone is an InvalidInputError. */
export function dayReader(timeZone: string): DayReader {
  const zoneDay = timeZone === "UTC" ? (ms: number) => Math.floor(ms / MS_PER_DAY) : zoneDays(timeZone);
  let last: unknown;
  let lastDay = 0;
  const reader: DayReader = {
    moment: 0,
    day(date) {
      // The lines of one order carry the same text, whose moment is still there.
      const again = date === last;
      last = date;
      if (typeof date === "string") return again ? lastDay : (lastDay = readText(date, reader, zoneDay));
      const ms = date instanceof Date ? date.getTime() : date;
      if (typeof ms !== "number" || !(Math.abs(ms) <= LATEST_MS)) return Number.NaN;
      reader.moment = ms;
      return zoneDay(ms);
    },
  };
  return reader;
}

/** Reads one date that names a day, such as `asOf`; anything else is an InvalidInputError that names the field. */
export function dayOf(date: DateLike, timeZone: string, field: string): number {
  const day = dayReader(timeZone).day(date);
  return Number.isNaN(day) ? invalid(field, DATE_EXPECTED, date) : day;
}

export const DATE_EXPECTED = 'a Date, epoch milliseconds or ISO 8601 text such as "2011-12-09"';

/** `YYYY-MM-DD` of a day number; a sign and six digits for years outside 0000 to 9999. */
export function isoDay(day: number): string {
  return new Date(day * MS_PER_DAY).toISOString().split("T")[0]!;
}

/** Day number of a date in a year from 0 on; 400 years later, past those that Date.UTC takes for 1900 to 1999. */
export function civilDay(year: number, month: number, day: number): number {
  return Date.UTC(year + 400, month - 1, day) / MS_PER_DAY - 146_097;
}

/** YYYY-MM-DD, and then perhaps hh:mm[:ss[.fff]], and then perhaps Z, ±hh, ±hhmm or ±hh:mm. */
const ISO =
  /^(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?:[T ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d(?:[.,]\d+)?))?([Zz]|[+-](?:[01]\d|2[0-3])(?::?[0-5]\d)?)?)?$/;

/** The day of ISO 8601 text, and the reader's moment: the day as written without an offset, else that of the instant. */
function readText(text: string, reader: DayReader, zoneDay: (ms: number) => number): number {
  const part = ISO.exec(text);
  if (!part) return Number.NaN;
  const year = Number(part[1]);
  const month = Number(part[2]);
  const day = civilDay(year, month, Number(part[3]));
  if (day >= civilDay(year, month + 1, 1)) return Number.NaN;
  reader.moment = day * MS_PER_DAY;
  if (!part[4]) return day;
  reader.moment += (Number(part[4]) * 60 + Number(part[5])) * 60_000;
  if (part[6]) reader.moment += Number(part[6].replace(",", ".")) * 1000;
  if (!part[7]) return day;
  reader.moment -= offsetAtEnd(part[7]) ?? 0;
  return zoneDay(reader.moment);
}
