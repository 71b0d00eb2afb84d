/**
 * Calendar days as whole numbers: day 0 is 1970-01-01, in the proleptic Gregorian calendar.
 * [1] Hinnant, H. (2013), chrono-Compatible Low-Level Date Algorithms: days_from_civil, civil_from_days.
 */
import { invalid } from "../errors.js";

/** An instant (Date, milliseconds since the epoch, ISO 8601 text with an offset) or wall-clock text (`YYYY-MM-DD[ hh:mm[:ss]]`). */
export type DateLike = Date | number | string;

/** Reads dates in one time zone. */
export interface DayReader {
  /** The calendar day on which a date falls; NaN, for the door alone, when it is not a date. */
  day(date: unknown): number;
  /** Milliseconds of the last date that was read: since the epoch for an instant, on the wall clock for text without an offset. */
  moment: number;
}

export const MS_PER_DAY = 86_400_000;
const LATEST_MS = 8.64e15;
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A reader for one IANA time zone; an unknown zone is an InvalidInputError. */
export function dayReader(timeZone: string): DayReader {
  const zoneDay = timeZone === "UTC" ? (ms: number) => Math.floor(ms / MS_PER_DAY) : zoneDays(timeZone);
  // The lines of one order carry the same moment.
  let lastText: string | undefined;
  let lastDay = 0;
  let lastMoment = 0;
  const reader: DayReader = {
    moment: 0,
    day(date) {
      if (typeof date === "string") {
        if (date === lastText) {
          reader.moment = lastMoment;
          return lastDay;
        }
        lastDay = readText(date, reader) ?? zoneDay(reader.moment);
        lastText = date;
        lastMoment = reader.moment;
        return lastDay;
      }
      const ms = typeof date === "number" ? date : date instanceof Date ? date.getTime() : Number.NaN;
      reader.moment = ms;
      return Math.abs(ms) <= LATEST_MS ? zoneDay(ms) : Number.NaN;
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

/** `YYYY-MM-DD` of a day number: [1] civil_from_days. */
export function isoDay(day: number): string {
  const z = day + 719_468;
  const era = Math.floor(z / 146_097);
  const doe = z - era * 146_097;
  const yoe = Math.floor((doe - Math.floor(doe / 1460) + Math.floor(doe / 36_524) - Math.floor(doe / 146_096)) / 365);
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const mp = Math.floor((5 * doy + 2) / 153);
  const month = mp < 10 ? mp + 3 : mp - 9;
  const year = yoe + era * 400 + (month <= 2 ? 1 : 0);
  const sign = year < 0 ? "-" : year > 9999 ? "+" : "";
  const digits = String(Math.abs(year)).padStart(sign ? 6 : 4, "0");
  return `${sign}${digits}-${pad(month)}-${pad(doy - Math.floor((153 * mp + 2) / 5) + 1)}`;
}

/** Day number of a date in the proleptic Gregorian calendar: [1] days_from_civil. */
export function civilDay(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yoe = y - era * 400;
  const doy = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return era * 146_097 + yoe * 365 + Math.floor(yoe / 4) - Math.floor(yoe / 100) + doy - 719_468;
}

/** Reads ISO 8601 text and sets the reader's moment: the written day without an offset, undefined with one, NaN when it is no date. */
function readText(text: string, reader: DayReader): number | undefined {
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 2);
  const date = digits(text, 8, 2);
  if (!(month >= 1 && month <= 12 && date >= 1 && text[4] === "-" && text[7] === "-" && date <= monthLength(year, month)))
    return Number.NaN;
  const day = civilDay(year, month, date);
  reader.moment = day * MS_PER_DAY;
  if (text.length === 10) return day;

  const hour = digits(text, 11, 2);
  const minute = digits(text, 14, 2);
  if (!((text[10] === "T" || text[10] === " ") && hour < 24 && text[13] === ":" && minute < 60)) return Number.NaN;
  let at = 16;
  let seconds = 0;
  if (text[at] === ":") {
    seconds = digits(text, 17, 2);
    at = 19;
    if (!(seconds < 60)) return Number.NaN;
    if (text[at] === "." || text[at] === ",") {
      const from = at + 1;
      at = from;
      while (digits(text, at, 1) >= 0) at++;
      if (at === from) return Number.NaN;
      seconds += Number(`0.${text.slice(from, at)}`);
    }
  }
  reader.moment += (hour * 60 + minute) * 60_000 + seconds * 1000;
  if (at === text.length) return day;

  const offset = readOffset(text, at);
  reader.moment -= offset * 60_000;
  return Number.isNaN(offset) ? Number.NaN : undefined;
}

/** Minutes east of UTC of `Z`, `±hh`, `±hhmm` or `±hh:mm` that ends the text. */
function readOffset(text: string, at: number): number {
  const sign = text[at];
  if (sign === "Z" || sign === "z") return at + 1 === text.length ? 0 : Number.NaN;
  if (sign !== "+" && sign !== "-") return Number.NaN;
  const hours = digits(text, at + 1, 2);
  const minutesAt = text[at + 3] === ":" ? at + 4 : at + 3;
  const minutes = text.length === at + 3 ? 0 : digits(text, minutesAt, 2);
  const end = text.length === at + 3 ? at + 3 : minutesAt + 2;
  if (!(hours < 24 && minutes < 60 && end === text.length)) return Number.NaN;
  return (sign === "-" ? -1 : 1) * (hours * 60 + minutes);
}

function digits(text: string, from: number, count: number): number {
  let value = 0;
  for (let i = from; i < from + count; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

function monthLength(year: number, month: number): number {
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return MONTH_LENGTHS[month - 1]! + (leap ? 1 : 0);
}

function pad(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

/**
 * The calendar day of an instant in a zone. Offsets are asked of Intl once for each UTC day; on a day in which the
 * offset changes (looked at every six hours) each instant is asked on its own.
 */
function zoneDays(timeZone: string): (ms: number) => number {
  const offset = zoneOffset(timeZone);
  const offsets = new Map<number, number>();
  let lastUtcDay = Number.NaN;
  let lastOffset = 0;
  return (ms) => {
    const utcDay = Math.floor(ms / MS_PER_DAY);
    if (utcDay !== lastUtcDay) {
      let known = offsets.get(utcDay);
      if (known === undefined) {
        const start = utcDay * MS_PER_DAY;
        known = offset(start);
        for (let quarter = 1; quarter <= 4; quarter++) if (offset(start + (quarter * MS_PER_DAY) / 4) !== known) known = Number.NaN;
        offsets.set(utcDay, known);
      }
      lastUtcDay = utcDay;
      lastOffset = known;
    }
    return Math.floor((ms + (Number.isNaN(lastOffset) ? offset(ms) : lastOffset)) / MS_PER_DAY);
  };
}

/** Milliseconds by which the zone's wall clock is ahead of UTC at an instant. */
function zoneOffset(timeZone: string): (ms: number) => number {
  let format: Intl.DateTimeFormat;
  try {
    const numeric = "numeric";
    format = new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      era: "short",
      year: numeric,
      month: numeric,
      day: numeric,
      hour: numeric,
      minute: numeric,
      second: numeric,
    });
  } catch {
    return invalid("timeZone", 'an IANA time zone such as "Europe/London"', timeZone);
  }
  return (ms) => {
    const clamped = Math.max(-LATEST_MS, Math.min(LATEST_MS, ms));
    const part: Record<string, string> = {};
    for (const { type, value } of format.formatToParts(clamped)) part[type] = value;
    const year = part.era === "BC" ? 1 - Number(part.year) : Number(part.year);
    const seconds = (Number(part.hour) * 60 + Number(part.minute)) * 60 + Number(part.second);
    return civilDay(year, Number(part.month), Number(part.day)) * MS_PER_DAY + seconds * 1000 - Math.floor(clamped / 1000) * 1000;
  };
}
