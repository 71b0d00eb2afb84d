/**
 * Where the shop's service falls short on its way to the customer.
 *
 * [1] Parasuraman, A., Zeithaml, V. A. & Berry, L. L. (1985). A conceptual model of service quality and its implications for
 *     future research. Journal of Marketing 49(4), 41-50: the five gaps.
 */
import { type Answer, type BilingualName, numberOf } from "./answers.js";

/** The same question seen from six places, on one scale; missing where nobody measured it. */
export interface ServiceViews {
  /** What customers expect. */
  readonly expectation?: Answer;
  /** What management believes that customers expect. */
  readonly managementView?: Answer;
  /** What the service standards ask for. */
  readonly standard?: Answer;
  /** What is delivered. */
  readonly delivery?: Answer;
  /** What advertising and sales promise. */
  readonly promise?: Answer;
  /** What customers perceive. */
  readonly perception?: Answer;
}

export interface ServiceGap {
  readonly gap: 1 | 2 | 3 | 4 | 5;
  readonly name: BilingualName;
  readonly of: readonly [keyof ServiceViews, keyof ServiceViews];
  readonly description: string;
}

/** The five gaps of [1]: `of` names what is compared, the first less the second. */
export const SERVICE_GAPS: readonly ServiceGap[] = [
  {
    gap: 1,
    name: { en: "Knowledge gap", zh: "认知差距" },
    of: ["managementView", "expectation"],
    description: "Management does not know what customers expect.",
  },
  {
    gap: 2,
    name: { en: "Standards gap", zh: "标准差距" },
    of: ["standard", "managementView"],
    description: "Standards do not say what management knows.",
  },
  {
    gap: 3,
    name: { en: "Delivery gap", zh: "传递差距" },
    of: ["delivery", "standard"],
    description: "What is delivered does not meet the standards.",
  },
  {
    gap: 4,
    name: { en: "Communication gap", zh: "沟通差距" },
    of: ["delivery", "promise"],
    description: "More is promised than delivered.",
  },
  {
    gap: 5,
    name: { en: "Service gap", zh: "服务差距" },
    of: ["perception", "expectation"],
    description: "Customers perceive less than they expect.",
  },
];

/**
 * The five gaps, each the first of its two views less the second: below 0 falls short. A gap without one of its views is undefined.
 *
 * @throws InvalidInputError for a view that is neither a finite number nor missing
 * @example
 * const service = serviceGaps({ expectation: 6.5, managementView: 6, standard: 6, delivery: 4.5, perception: 5 });
 * service.gaps.map(({ value }) => value);
 * // => [-0.5, 0, -1.5, undefined, -1.5]
 * [service.widest, service.coverage];
 * // => [3, 0.8]
 */
export function serviceGaps(views: ServiceViews): {
  readonly gaps: readonly (ServiceGap & { readonly value: number | undefined })[];
  /** The gap of 1 to 4 that falls short most, by number; undefined when none does. */
  readonly widest: ServiceGap["gap"] | undefined;
  /** Gaps that could be measured, of five. */
  readonly coverage: number;
} {
  const gaps = SERVICE_GAPS.map((gap) => {
    const [left, right] = gap.of.map((view) => numberOf(view, views[view]));
    return { ...gap, value: left === undefined || right === undefined ? undefined : left - right };
  });
  const short = gaps.slice(0, 4).filter(({ value }) => value !== undefined && value < 0);
  return {
    gaps,
    widest: short.sort((a, b) => a.value! - b.value!)[0]?.gap,
    coverage: gaps.filter(({ value }) => value !== undefined).length / gaps.length,
  };
}
