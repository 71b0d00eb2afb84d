// Segments by what is known of customers: where they live and how they order, each with its value.
import { adjustedRand, segmentBy } from "regulars";

const customers = [
  { region: "North", channel: "web", age: 34, monetary: 1200 },
  { region: "North", channel: "web", age: 41, monetary: 640 },
  { region: "South", channel: "shop", age: 67, monetary: 310 },
  { region: "South", channel: "web", age: 29, monetary: 90 },
  { region: undefined, channel: "shop", age: 52, monetary: 40 },
];

const { cells, labels } = segmentBy(customers, ["region", "channel"], { numbers: ["age"] });
for (const { label, size, value, shareOfValue, numbers } of cells) {
  const [age] = numbers;
  console.log(label, size, value, `${(100 * shareOfValue!).toFixed(1)} %`, `age ${age!.mean} (index ${age!.index!.toFixed(0)})`);
}
console.log(labels.join(" "));
const regions = segmentBy(customers, ["region"]).labels;
console.log("how far regions alone tell it:", adjustedRand(labels, regions).toFixed(2));

/* prints
North · web 2 1840 80.7 % age 37.5 (index 84)
South · shop 1 310 13.6 % age 67 (index 150)
South · web 1 90 3.9 % age 29 (index 65)
(missing) · shop 1 40 1.8 % age 52 (index 117)
0 0 1 2 3
how far regions alone tell it: 0.62
*/
