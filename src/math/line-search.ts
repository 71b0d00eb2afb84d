/**
 * A step along a direction that satisfies the strong Wolfe conditions.
 *
 * - [1] Nocedal, J., Wright, S. J. (2006). Numerical Optimization, 2nd ed., algorithms 3.5 and 3.6, eq. 3.59.
 */

/** The function at a step along the line: its value, its slope there, and whatever the caller wants back. */
export interface LinePoint {
  readonly step: number;
  readonly value: number;
  readonly slope: number;
}

const DECREASE = 1e-4;
const CURVATURE = 0.9;

/**
 * [1]: steps grow until they bracket a point (`high` is set), then the bracket shrinks; `low` is the lowest acceptable point so far.
 * A point with enough decrease and a slope small enough against that at `origin` (step 0, slope < 0); if there is none within 40
 * evaluations, the best point with a decrease, or undefined. A value that is not finite counts as too high.
 */
export function wolfeStep<P extends LinePoint>(at: (step: number) => P, origin: P, first: number, longest: number): P | undefined {
  let best: P | undefined;
  let low = origin;
  let high: P | undefined;
  for (let left = 40; left > 0; left--) {
    const step = high !== undefined ? between(low, high) : Math.min(longest, low === origin ? first : 2.5 * low.step);
    const point = at(step);
    if (isFinitePoint(point) && point.value < (best ?? origin).value) best = point;
    const isTooHigh = !isFinitePoint(point) || point.value > origin.value + DECREASE * step * origin.slope;
    if (isTooHigh || point.value >= low.value) high = point;
    else {
      if (Math.abs(point.slope) <= -CURVATURE * origin.slope || (high === undefined && step >= longest)) return point;
      if (point.slope * (high === undefined ? 1 : high.step - low.step) >= 0) high = low;
      low = point;
    }
    if (high !== undefined && Math.abs(high.step - low.step) <= 1e-12 * Math.abs(low.step)) break;
  }
  return best;
}

function isFinitePoint(point: LinePoint): boolean {
  return Number.isFinite(point.value) && Number.isFinite(point.slope);
}

/** The minimum of the cubic through both points [1], kept away from the ends; a tenth of the way where one is not finite. */
function between(low: LinePoint, high: LinePoint): number {
  const width = high.step - low.step;
  if (!isFinitePoint(high)) return low.step + width / 10;
  const d1 = low.slope + high.slope - (3 * (low.value - high.value)) / (low.step - high.step);
  const d2 = Math.sign(width) * Math.sqrt(Math.max(0, d1 * d1 - low.slope * high.slope));
  const share = 1 - (high.slope + d2 - d1) / (high.slope - low.slope + 2 * d2);
  return low.step + width * (share > 0.05 && share < 0.95 ? share : 0.5);
}
