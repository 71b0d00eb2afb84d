// Segments are data: write your own, and holes or overlaps are an error that lists the codes.
import { explainSegment, rfmPreset, segmentOf } from "regulars";

const label = (key: string, name: string) => ({ key, name, description: name, action: "" });
const mine = {
  bins: { r: 3, f: 3, m: 3 },
  segments: [
    { ...label("core", "Core"), rule: [{ r: [2, 3], f: [2, 3] }] },
    { ...label("new", "New"), rule: [{ r: [3, 3], f: [1, 1] }] },
    { ...label("slipping", "Slipping"), rule: [{ r: [1, 1], f: [2, 3] }] },
  ],
} as const;

try {
  rfmPreset(mine);
} catch (error) {
  console.log((error as Error).message.split("\n")[0]);
}

const preset = rfmPreset({ ...mine, otherwise: label("rest", "The rest") });
console.log(segmentOf({ r: 3, f: 2, m: 1 }, preset), segmentOf({ r: 1, f: 1, m: 3 }, preset));
console.log(explainSegment({ r: 1, f: 3, m: 2 }, preset).why);

/* prints
code 111 must be in exactly one segment, received []
core rest
recency 1 (needs 1), frequency 3 (needs 2–3)
*/
