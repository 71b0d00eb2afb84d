/** The best of many starts: each is refined on a sample, the most promising ones on all points. */
import { random as generator } from "../math/random.js";
import { type Refined, refined } from "./lloyd.js";
import { sampleOf } from "./sample.js";
import { distinctRows, rowsOf, type Space } from "./space.js";
import { startingCentroids } from "./starts.js";

/** Points on which the starts compete. */
const SAMPLE = 20_000;
/** Up to this many points several finalists are refined on all of them. */
const FINALISTS_UNTIL = 200_000;
const FINALISTS = 3;

export interface SearchOptions {
  readonly restarts: number;
  readonly seed: number | string;
  readonly maxIterations: number;
  readonly tolerance?: number;
}

/** The lowest inertia found; the same for the same points and seed. */
export function bestOfRestarts(space: Space, k: number, { restarts, seed, maxIterations, tolerance = 0 }: SearchOptions): Refined {
  const sample = sampleOf(space, SAMPLE, seed);
  const random = generator(seed);
  const tried: Refined[] = [];
  for (let i = 0; i < restarts; i++) {
    const start = startingCentroids(sample, k, random);
    // Points so few that the sample missed them are points all the same.
    if (start.length < k * space.d) return refined(space, rowsOf(space, distinctRows(space, k)).z, { maxIterations, tolerance });
    tried.push(refined(sample, start, { maxIterations: 100, tolerance: 1e-4 }));
  }
  tried.sort((a, b) => a.inertia - b.inertia);
  const finalists = tried.filter(({ inertia }, i) => i === 0 || inertia > tried[i - 1]!.inertia * (1 + 1e-6));
  const most = space.n > FINALISTS_UNTIL ? 1 : FINALISTS;
  let best: Refined | undefined;
  for (const { centroids } of finalists.slice(0, most)) {
    const run = refined(space, centroids, { maxIterations, tolerance });
    if (best === undefined || run.inertia < best.inertia) best = run;
  }
  return best!;
}
