/** Remarks on a fit of purchase timing: about the customers themselves, and about how they are seen to leave. */
import type { FitReport } from "./fit.js";

/** What a fit says about itself. */
export type Fit = Pick<FitReport, "boundary" | "standardErrors" | "customers" | "repeaters">;

/** Whether a parameter ran there. */
export function runs({ boundary }: Pick<Fit, "boundary">, name: string, to: "zero" | "infinity"): boolean {
  return boundary.some(({ param, towards }) => param === name && towards === to);
}

/** Nobody repeats, hardly anybody, everybody; and how rates differ. */
export function timingNotes(fit: Fit): string[] {
  const { customers, repeaters } = fit;
  if (repeaters === 0) {
    return ["Nobody bought a second time: the data say nothing about rates or leaving, and the forecast is as good as zero. Wait."];
  }
  const notes: string[] = [];
  if (repeaters < 10 || repeaters < 0.01 * customers) {
    notes.push(`Only ${repeaters} of ${customers} customers bought again: the parameters rest on those few. Pool cohorts, or wait.`);
  } else if (repeaters === customers && customers > 10) {
    notes.push("Every customer bought again. Put those back who did not: without them the rate of purchase is too high.");
  }
  if (runs(fit, "r", "infinity")) {
    notes.push(
      "All customers buy at the same rate as far as can be seen (only r / alpha matters): usually too few customers, or a short window.",
    );
  }
  return notes;
}

/** The notes of `timingNotes` or, when there are none, one on leaving. */
export function leavingNotes(fit: Fit, leaving: keyof typeof LEAVING | undefined): string[] {
  const notes = timingNotes(fit);
  if (notes.length === 0 && leaving !== undefined) notes.push(LEAVING[leaving]);
  return notes;
}

const LEAVING = {
  nobody:
    "Hardly anybody is seen to leave: the likelihood is level, or rises all the way to the NBD, in which nobody does. P(alive) says little here; use a longer window or the NBD.",
  unsure:
    "How customers leave is hardly known from these data: a short forecast holds, P(alive) and a long one do not. Use more customers, a longer window or a small penalty.",
  alike: "All customers leave alike as far as can be seen: only the ratio of the two parameters of leaving matters.",
};
