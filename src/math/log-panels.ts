/**
 * Gauss–Legendre panels in u = ln(shift + y) for positive functions of y ≥ 0 that behave like products of powers, such as
 * (α + y)^−p (β + y)^−q: in u their logarithm is concave with slopes of at most p + q, whatever the scales of α, β and y.
 *
 * - [1] Error of the rule: DLMF 3.5.19 with 3.5.20; a panel over which the function falls by e^−14 is right to 1e-15 with 16 nodes.
 */
import { gaussLegendre } from "./quadrature.js";

/** Points by their distance from the lower end, so that nothing is rounded where `from` is large. Reused from call to call. */
export interface PanelNodes {
  offset: Float64Array;
  weight: Float64Array;
  count: number;
}

export function panelNodes(): PanelNodes {
  return { offset: new Float64Array(256), weight: new Float64Array(256), count: 0 };
}

/** Rules with few nodes for what hardly falls: the largest fall over a panel that each integrates to rounding. */
const RULES = [
  { rule: gaussLegendre(3), fall: 0.03 },
  { rule: gaussLegendre(5), fall: 0.5 },
  { rule: gaussLegendre(8), fall: 2.5 },
  { rule: gaussLegendre(16), fall: 14 },
];
const FEWEST_FALL = RULES.at(-1)!.fall;
const WIDEST = 2;
/** What lies beyond a fall by e^−45 is below the rounding of the rest. */
const NEGLIGIBLE = 45;
/** Where e^u would soon overflow. */
const FARTHEST = 600;

/**
 * Appends nodes for ∫ f dy over [0, length], which may be Infinity.
 *
 * @param scale shift + from: the distance of the lower end from the nearest singularity
 * @param steepness −d ln f / d ln(shift + y) at an offset; it must hardly ever fall
 * @param widest longest panel in u at an offset, where f has other singularities
 */
export function addPanels(
  nodes: PanelNodes,
  length: number,
  scale: number,
  steepness: (offset: number) => number,
  widest?: (offset: number) => number,
): void {
  const end = Math.min(Math.log1p(length / scale), FARTHEST);
  let u = 0;
  let fallen = 0;
  let offset = 0;
  while (u < end && fallen < NEGLIGIBLE) {
    const here = steepness(offset);
    let width = Math.min(end - u, WIDEST, FEWEST_FALL / Math.abs(here));
    if (widest !== undefined) width = Math.min(width, widest(offset));
    let far = scale * Math.expm1(u + width);
    let fall = width * steepness(far);
    while (Math.abs(fall) > FEWEST_FALL || (widest !== undefined && width > 2 * widest(far))) {
      width *= Math.max(0.3, Math.min(0.8, FEWEST_FALL / Math.abs(fall)));
      far = scale * Math.expm1(u + width);
      fall = width * steepness(far);
    }
    const { rule } =
      RULES.find((candidate) => Math.max(Math.abs(fall), Math.abs(here) * width, width * 4) <= candidate.fall) ?? RULES.at(-1)!;
    append(nodes, rule.nodes, rule.weights, scale, u, width / 2);
    fallen = Math.max(0, fallen + Math.min(width * here, fall) - width);
    u += width;
    offset = far;
  }
}

function append(nodes: PanelNodes, points: Float64Array, weights: Float64Array, scale: number, u: number, half: number): void {
  makeRoom(nodes, points.length);
  for (let i = 0; i < points.length; i++) {
    const grow = Math.expm1(u + half * (1 + points[i]!));
    nodes.offset[nodes.count] = scale * grow;
    nodes.weight[nodes.count] = half * weights[i]! * (scale * (1 + grow));
    nodes.count++;
  }
}

function makeRoom(nodes: PanelNodes, more: number): void {
  if (nodes.count + more <= nodes.offset.length) return;
  nodes.offset = grown(nodes.offset);
  nodes.weight = grown(nodes.weight);
}

/** Σ weight · f(offset). */
export function panelSum({ offset, weight, count }: PanelNodes, f: (offset: number) => number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += weight[i]! * f(offset[i]!);
  return sum;
}

function grown(values: Float64Array): Float64Array {
  const larger = new Float64Array(2 * values.length);
  larger.set(values);
  return larger;
}
