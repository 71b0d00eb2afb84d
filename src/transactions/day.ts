/**
 * Calendar days as whole numbers: day 0 is 1970-01-01, in the proleptic Gregorian calendar.
 * [1] Hinnant, H. (2013), chrono-Compatible Low-Level Date Algorithms: days_from_civil.
 */
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
  // The lines of one order carry the same moment.
  let lastText: unknown;
  let lastDay = 0;
  let lastMoment = 0;
  const reader: DayReader = {
    moment: 0,
    day(date) {
      if (typeof date === "string") {
        if (date !== lastText) {
          lastDay = readText(date, reader, zoneDay);
          lastText = date;
          lastMoment = reader.moment;
        }
        reader.moment = lastMoment;
        return lastDay;
      }
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

export const DATE_EXPECTED = 'a Date, epoch milliseconds or ISO 8601 text such as "2011-12-09" or "2011-12-09T12:50:00Z"';

/** `YYYY-MM-DD` of a day number; a sign and six digits for years outside 0000 to 9999. */
export function isoDay(day: number): string {
  return new Date(day * MS_PER_DAY).toISOString().split("T")[0]!;
}

/** Day number of a date: [1], with all years at once. Month 13 is January of the next year. */
export function civilDay(year: number, month: number, day: number): number {
  const { floor } = Math;
  const late = month > 2;
  const y = late ? year : year - 1;
  return 365 * y + floor(y / 4) - floor(y / 100) + floor(y / 400) + floor((153 * (late ? month - 3 : month + 9) + 2) / 5) + day - 719_469;
}

/** What may follow `YYYY-MM-DD`: hh:mm[:ss[.fff]], and then Z, ±hh, ±hhmm or ±hh:mm. */
const CLOCK = /^.{10}[T ]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d([.,]\d+)?)?([Zz]|[+-]([01]\d|2[0-3])(:?[0-5]\d)?)?$/;

/** The day of ISO 8601 text, and the reader's moment: the day as written without an offset, else that of the instant. */
function readText(text: string, reader: DayReader, zoneDay: (ms: number) => number): number {
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 7);
  const date = digits(text, 8, 10);
  const legal = month > 0 && month < 13 && date > 0 && (date < 29 || date <= civilDay(year, month + 1, 1) - civilDay(year, month, 1));
  if (!legal || text[4] !== "-" || text[7] !== "-") return Number.NaN;
  const day = civilDay(year, month, date);
  reader.moment = day * MS_PER_DAY;
  if (text.length === 10) return day;

  if (!CLOCK.test(text)) return Number.NaN;
  reader.moment += (digits(text, 11, 13) * 60 + digits(text, 14, 16)) * 60_000;
  if (text[16] === ":") reader.moment += Number.parseFloat(text.slice(17).replace(",", ".")) * 1000;
  const offset = /z$/i.test(text) ? 0 : offsetAtEnd(text.slice(16));
  if (offset === undefined) return day;
  reader.moment -= offset;
  return zoneDay(reader.moment);
}

function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}
