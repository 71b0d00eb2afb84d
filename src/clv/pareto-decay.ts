/**
 * What a Pareto/NBD customer's silence says. With k = r + x, a = α + tₓ, b = β + tₓ and relative to the moment of the last purchase
 * the customer is alive with (a/(α+T))^k (b/(β+T))^s, and dead with s ∫ (a/(a+y))^k (b/(b+y))^s / (b+y) dy over 0 … T − tₓ.
 *
 * [1] Schmittlein, D. C., Morrison, D. G., & Colombo, R. (1987). Counting your customers: who are they and what will they do next?
 *     Management Science 33(1), 1-24: eq. A.1 before it is integrated.
 */
import { addPanels, type PanelNodes, panelNodes, panelSum } from "../math/log-panels.js";

/** Alive and dead terms of a likelihood, relative to the last purchase. */
export interface DecayTerms {
  /** −ln of the alive term. */
  readonly decay: number;
  readonly dead: number;
}

/** Appends nodes for the integral over 0 … length. */
export function addDecayPanels(nodes: PanelNodes, k: number, s: number, a: number, b: number, length: number): void {
  const scale = Math.min(a, b);
  addPanels(nodes, length, scale, (y) => ((scale + y) * k) / (a + y) + ((scale + y) * (s + 1)) / (b + y));
}

const nodes = panelNodes();

/** ∫ (a/(a+y))^k (b/(b+y))^s / (b+y) dy over 0 … length. */
export function decayIntegral(k: number, s: number, a: number, b: number, length: number): number {
  nodes.count = 0;
  addDecayPanels(nodes, k, s, a, b, length);
  return panelSum(nodes, (y) => Math.exp(-k * Math.log1p(y / a) - s * Math.log1p(y / b)) / (b + y));
}

/** P(alive) of both terms. */
export function aliveShare({ decay, dead }: DecayTerms): number {
  const alive = Math.exp(-decay);
  return alive / (alive + dead);
}

/** ln of their sum, as accurate where it is close to 1 as where it is tiny. */
export function logOfBoth(decay: number, dead: number): number {
  return decay < 0.5 ? Math.log1p(Math.expm1(-decay) + dead) : Math.log(Math.exp(-decay) + dead);
}
