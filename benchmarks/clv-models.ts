/** What both sides fit and score: named alike in ours and in peers/clv.py. */
import type { PurchaseModel } from "../src/index.js";

export const FITS = ["bg-nbd", "pareto-nbd", "mbg-nbd", "gamma-gamma"] as const;
export type Fit = (typeof FITS)[number];

/** Days into the future that scoring looks. */
export const HORIZON = 365;

/** CDNOW as published (Fader, Hardie & Lee 2005), weeks in days: what is simulated, and what scores. */
export const SCORING = {
  "bg-nbd": { kind: "bg-nbd", params: { r: 0.243, alpha: 30.9, a: 0.793, b: 2.426 } },
  "pareto-nbd": { kind: "pareto-nbd", params: { r: 0.553, alpha: 74, s: 0.606, beta: 81.7 } },
} as const satisfies Record<string, PurchaseModel>;
export type Scoring = keyof typeof SCORING;

export const SPEND = { kind: "gamma-gamma", params: { p: 6.25, q: 3.74, v: 15.44 } } as const;

/** What a process prints: seconds of CPU of its first call and of those after it, bytes at its peak and before the first call. */
export interface Measured {
  readonly cold: number;
  readonly warm: readonly number[];
  readonly peak: number;
  readonly loaded: number;
  readonly params?: Readonly<Record<string, number>>;
  readonly versions?: string;
  /** What went wrong instead. */
  readonly error?: string;
}
