/** Weeks, months, quarters and years of calendar days. */
import { invalid } from "../errors.js";
import { civilDay } from "./day.js";
import { MS_PER_DAY } from "./zone.js";

/** ISO 8601 weeks from Monday to Sunday, and the months, quarters and years of the Gregorian calendar. */
export type CalendarUnit = "week" | "month" | "quarter" | "year";

/** A calendar period by number, one after the other without a gap. */
export interface Calendar {
  /** The number of the period in which a day lies. */
  periodOf(day: number): number;
  /** The first day of a period. */
  firstDay(period: number): number;
  /** "2011-W49", "2011-12", "2011-Q4" or "2011". */
  nameOf(period: number): string;
}

const MONTHS = { month: 1, quarter: 3, year: 12 } as const;

/** The Monday before day 0, which is a Thursday. */
const MONDAY = -3;

export function calendar(by: CalendarUnit): Calendar {
  if (by === "week") return WEEKS;
  if (!Object.hasOwn(MONTHS, by)) return invalid("by", '"week", "month", "quarter" or "year"', by);
  const length = MONTHS[by];
  const first = (period: number): number => {
    const month = period * length;
    return civilDay(Math.floor(month / 12), (((month % 12) + 12) % 12) + 1, 1);
  };
  return {
    periodOf(day) {
      const date = new Date(day * MS_PER_DAY);
      return Math.floor((date.getUTCFullYear() * 12 + date.getUTCMonth()) / length);
    },
    firstDay: first,
    nameOf(period) {
      const month = period * length;
      const year = yearText(Math.floor(month / 12));
      if (by === "year") return year;
      const within = ((month % 12) + 12) % 12;
      return by === "quarter" ? `${year}-Q${within / 3 + 1}` : `${year}-${String(within + 1).padStart(2, "0")}`;
    },
  };
}

const WEEKS: Calendar = {
  periodOf: (day) => Math.floor((day - MONDAY) / 7),
  firstDay: (period) => period * 7 + MONDAY,
  nameOf(period) {
    // A week belongs to the year of its Thursday.
    const thursday = period * 7;
    const year = new Date(thursday * MS_PER_DAY).getUTCFullYear();
    const week = Math.floor((thursday - civilDay(year, 1, 1)) / 7) + 1;
    return `${yearText(year)}-W${String(week).padStart(2, "0")}`;
  },
};

function yearText(year: number): string {
  return `${year < 0 ? "-" : ""}${String(Math.abs(year)).padStart(4, "0")}`;
}

/** Periods of days, looked up in a table: for what goes through a whole ledger. `from` and `to` are its first and last day. */
export function periodTable(by: CalendarUnit, from: number, to: number): { readonly first: number; readonly periods: Int32Array } {
  const { periodOf, firstDay } = calendar(by);
  const first = periodOf(from);
  const periods = new Int32Array(Math.max(0, to - from + 1));
  for (let day = from, period = first; day <= to; period++) {
    const next = firstDay(period + 1);
    for (; day < next && day <= to; day++) periods[day - from] = period - first;
  }
  return { first, periods };
}
