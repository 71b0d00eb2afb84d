/** Names and sentences for clusters, from what sets them apart. */
import type { GroupProfile, NumberProfile } from "./profile-table.js";
import { AVERAGE, type Bilingual, CUSTOMERS, type Degree, EVERYBODY, FIELDS, FREQUENCY, LEVELS, MONEY, NOBODY, ONCE } from "./words.js";

export interface Described {
  readonly name: Bilingual;
  readonly sentence: Bilingual;
}

/** Features with words of their own: the others are called by their names. */
const KNOWN = ["recency", "frequency", "monetary"];

/** The features a group differs in most, most different first: at least two where there are as many, a third when it differs clearly. */
export function setApart<Name extends string>(numbers: readonly NumberProfile<Name>[]): Name[] {
  const ranked = [...numbers].sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect));
  return ranked.filter(({ effect }, i) => effect !== 0 && (i < 2 || (i === 2 && Math.abs(effect) >= CLEAR))).map(({ name }) => name);
}

/** A third of a standard deviation is seen; 0.8 is a large effect: Cohen, J. (1988), Statistical Power Analysis, ch. 2. */
const CLEAR = 0.35;
const FAR = 0.8;
/** "Very frequent" is kept for fewer. */
const VERY_FREQUENT = 1.5;

/** Names that differ from one another, and a sentence for each. */
export function describeGroups(profiles: readonly GroupProfile[], apart: readonly (readonly string[])[]): Described[] {
  const names = profiles.map((profile, i) => {
    const { en, zh } = profile.size === 0 ? NOBODY : profiles.length === 1 ? EVERYBODY : nameOf(profile, apart[i]!);
    return { en: capital(en), zh };
  });
  const told = names.map((name, i) => {
    const twins = names.filter((other) => other.en === name.en).length;
    return twins === 1 ? name : withMedian(name, profiles[i]!, apart[i]!);
  });
  const unique = told.map((name, i) => {
    const before = told.slice(0, i).filter((other) => other.en === name.en).length;
    return before === 0 ? name : { en: `${name.en} (${before + 1})`, zh: `${name.zh}（${before + 1}）` };
  });
  return profiles.map((profile, i) => ({ name: unique[i]!, sentence: sentenceOf(unique[i]!, profile) }));
}

/** "Frequent big spenders, last seen 9 days ago". */
function nameOf({ numbers }: GroupProfile, apart: readonly string[]): Bilingual {
  const [recency, frequency, monetary] = KNOWN.map((known) => numbers.find(({ name }) => name === known));
  const others = apart
    .filter((name) => !KNOWN.includes(name))
    .map((name) => numbers.find((one) => one.name === name)!)
    .filter(({ effect }) => degree(effect) !== 2);
  if (frequency === undefined && monetary === undefined && recency === undefined && others.length === 0) return AVERAGE;
  const often = frequency && (frequency.median === 1 ? ONCE : FREQUENCY[degree(frequency.effect, VERY_FREQUENT)]!);
  const who = monetary ? MONEY[degree(monetary.effect)]! : CUSTOMERS;
  const days = recency && Math.round(recency.median);
  const en = [often?.en, who.en].filter(Boolean).join(" ");
  const extraEn = others.map(({ name, effect }) => `${LEVELS[degree(effect)]!.en} ${called(name).en}`).join(" and ");
  const extraZh = others.map(({ name, effect }) => `${called(name).zh}${LEVELS[degree(effect)]!.zh}`).join("、");
  // One 的 is enough: 客单价较高、很少购买的客户.
  const beforeZh = extraZh && `${extraZh}${often ? "、" : "的"}`;
  const seenEn = days === undefined ? "" : `, last seen ${daysAgo(days)}`;
  const seenZh = days === undefined ? "" : days === 0 ? "，当天刚来过" : `，约${days}天前来过`;
  return {
    en: `${en}${extraEn && ` with ${extraEn}`}${seenEn}`,
    zh: `${beforeZh}${often?.zh ?? ""}${who.zh}${seenZh}`,
  };
}

function daysAgo(days: number): string {
  if (days === 0) return "the same day";
  return days === 1 ? "1 day ago" : `${days} days ago`;
}

/** The same name with the median of what differs most: for twins. */
function withMedian(name: Bilingual, { numbers }: GroupProfile, apart: readonly string[]): Bilingual {
  const first = apart.find((one) => one !== "recency") ?? apart[0];
  const one = numbers.find((number) => number.name === first);
  if (one === undefined) return name;
  const value = rounded(one.median);
  return { en: `${name.en}, ${called(one.name).en} about ${value}`, zh: `${name.zh}，${called(one.name).zh}约${value}` };
}

/** "Frequent big spenders, last seen 9 days ago: 8.6 % of customers bring 53.1 % of the value. Half of them …". */
function sentenceOf(name: Bilingual, { size, share, shareOfValue, numbers }: GroupProfile): Bilingual {
  if (size === 0) return { en: `${name.en}: none of these customers.`, zh: `${name.zh}。` };
  const frequency = numbers.find((one) => one.name === "frequency");
  const monetary = numbers.find((one) => one.name === "monetary");
  const others = numbers.filter((one) => !KNOWN.includes(one.name));
  const value = broughtOf(shareOfValue);
  const bringsEn = `${percent(share)} of customers (${rounded(size)})${value.en}`;
  const bringsZh = `${rounded(size)}位客户，占${percentZh(share)}${value.zh}`;
  const half = [
    ...(frequency ? [{ en: `bought ${times(frequency.median)}`, zh: `购买${rounded(frequency.median)}次` }] : []),
    ...(monetary ? [moneyOf(monetary.median)] : []),
    ...others.map((one) => ({ en: `${called(one.name).en} ${rounded(one.median)}`, zh: `${called(one.name).zh} ${rounded(one.median)}` })),
  ];
  const typicalEn = half.length === 0 ? "" : ` In the middle: ${half.map(({ en }) => en).join(", ")}.`;
  const typicalZh = half.length === 0 ? "" : `中位数：${half.map(({ zh }) => zh).join("，")}。`;
  return { en: `${name.en}: ${bringsEn}.${typicalEn}`, zh: `${name.zh}：${bringsZh}。${typicalZh}` };
}

/** Refunds may outweigh what a group brought: then it costs. */
function broughtOf(share: number | undefined): Bilingual {
  if (share === undefined) return { en: "", zh: "" };
  const size = Math.abs(share);
  if (share < 0 && percent(size) !== percent(0)) return { en: ` cost ${percent(size)} of the value`, zh: `，消耗${percentZh(size)}的价值` };
  return { en: ` bring ${percent(size)} of the value`, zh: `，贡献${percentZh(size)}的价值` };
}

function moneyOf(median: number): Bilingual {
  if (median < 0) return { en: `got back ${rounded(-median)} more than they paid`, zh: `退款超过消费${rounded(-median)}` };
  return { en: `spent ${rounded(median)}`, zh: `消费${rounded(median)}` };
}

function called(name: string): Bilingual {
  return Object.hasOwn(FIELDS, name) ? FIELDS[name]! : { en: name, zh: name };
}

function degree(effect: number, far = FAR): Degree {
  if (effect >= far) return 4;
  if (effect >= CLEAR) return 3;
  if (effect > -CLEAR) return 2;
  return effect > -FAR ? 1 : 0;
}

function times(count: number): string {
  return count === 1 ? "once" : count === 2 ? "twice" : `${rounded(count)} times`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function percentZh(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}

/** Whole numbers as they are; three digits of others, and no decimals from 100 on. */
function rounded(value: number): string {
  if (Number.isInteger(value) || Math.abs(value) >= 100)
    return Math.round(value)
      .toFixed(0)
      .replace(/\B(?=(\d{3})+$)/g, ",");
  return String(Number(value.toPrecision(3)));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
