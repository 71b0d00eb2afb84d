/** Where the fit of a BG model begins, and what is to be said about where it ends. */
import { meanRate, type Rows } from "./rows.js";
import { type Fit, leavingNotes } from "./timing-notes.js";

/** r, alpha at the mean rate of purchase; a, b over the shapes that real shops show, from "many leave" to "hardly anybody". */
export function bgStarts(rows: Rows): number[][] {
  const rate = meanRate(rows);
  return [
    [0.5, 0.4 / rate, 0.8, 2.5],
    [0.8, 0.8 / rate, 0.005, 5],
    [0.8, 0.8 / rate, 0.1, 10],
    [3, 2.5 / rate, 0.05, 0.2],
    [0.5, 0.3 / rate, 10, 40],
  ];
}

export function bgNotes(fit: Fit & { readonly params: { readonly a: number; readonly b: number } }): string[] {
  const { a, b } = fit.params;
  const isUnsure = fit.boundary.some(({ param }) => param === "a" || param === "b") || (fit.standardErrors.a ?? 0) > a;
  if (isUnsure) return leavingNotes(fit, a / (a + b) < 0.05 ? "nobody" : "unsure");
  return leavingNotes(fit, Math.min(a, b) > 50 ? "alike" : undefined);
}
