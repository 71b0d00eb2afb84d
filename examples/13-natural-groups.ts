// Which natural groups of customers exist, how many, how stable, and which does a new customer belong to?
import { chooseK, clusterOf, clusterStability, EXAMPLE_SHOP, profileClusters, rfm, simulateShop } from "regulars";

const orders = simulateShop(EXAMPLE_SHOP, { customers: 800, days: 365, seed: 1 });
const customers = rfm(orders, { asOf: "2026-01-01" });

const choice = chooseK(customers, { transform: "signed-log" });
console.log(choice.reason, `A ${choice.clarity} choice.`);

const stability = clusterStability(customers, choice.model, { repeats: 20 });
for (const { cluster, sentence } of profileClusters(choice.model, customers)) {
  console.log(cluster, sentence.en);
  console.log(" ", sentence.zh);
  console.log("  found again:", stability.jaccard[cluster]!.toFixed(2));
}
const newcomer = { recency: 3, frequency: 6, monetary: 900 };
console.log("a new customer:", clusterOf(choice.model, newcomer));

/* prints
2 clusters are best by silhouette and Caliński–Harabasz (2 of 4 measures); the silhouette is 0.38. A fair choice.
0 Frequent big spenders, last seen 21 days ago: 33.8 % of customers (270) bring 70.7 % of the value. In the middle: bought 4 times, spent 149.
  经常购买的高消费客户，约21天前来过：270位客户，占33.8%，贡献70.7%的价值。中位数：购买4次，消费149。
  found again: 0.95
1 One-time small spenders, last seen 93 days ago: 66.3 % of customers (530) bring 29.3 % of the value. In the middle: bought once, spent 34.8.
  只购买过一次的较低消费客户，约93天前来过：530位客户，占66.3%，贡献29.3%的价值。中位数：购买1次，消费34.8。
  found again: 0.97
a new customer: 0
*/
