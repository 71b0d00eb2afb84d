/** Which cells name a customer, and which only say that there is none. */

const WORDS = ["NULL", "null", "NaN", "nan", "N/A", "n/a", "#N/A", "None", "none", "undefined", "<NA>"];
const LONGEST = 9;

/**
 * Hands cells on as ids. Blank cells become "", and words that programs write for a missing value a list that holds the
 * word: the door takes neither for an id, and the word can still be shown.
 */
export function customerIds(own: (cell: string) => string): (cell: string | undefined) => unknown {
  const absent = new Map(WORDS.map((word) => [word, [word]]));
  return (cell) => {
    if (cell === undefined || cell === "") return "";
    const first = cell.charCodeAt(0);
    if (first >= 48 && first <= 57) return own(cell);
    if (first <= 32 || first >= 128 || cell.length <= LONGEST) {
      const text = cell.trim();
      if (text === "") return "";
      const word = text.length <= LONGEST ? absent.get(text) : undefined;
      if (word !== undefined) return word;
    }
    return own(cell);
  };
}

/** Whether a cell says that nothing is known: blank, or a word that programs write for a missing value. */
export function isAbsent(cell: string): boolean {
  const text = cell.trim();
  return text === "" || WORDS.includes(text);
}

/** The word that stood for a missing id, in what the door was given. */
export function absentWord(received: unknown): string | undefined {
  return Array.isArray(received) ? String(received[0]) : undefined;
}
