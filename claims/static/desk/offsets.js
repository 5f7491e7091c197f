// Offsets in a text. The database counts Unicode code points, a browser's strings count UTF-16 units.
// Nothing here knows a page: tests/browser/test_offsets.py runs all of it on texts alone.

const SURROGATE_PAIRS = /[\uD800-\uDBFF][\uDC00-\uDFFF]/g;
const NEARBY = 2000; // UTF-16 units around a place in which its neighbouring words are looked for

/** Return how many code points a text has. */
export const countPoints = (text) => Array.from(text).length;

/** Return the code point offset of a UTF-16 offset. */
export const toPoints = (text, unit) => unit - (text.slice(0, unit).match(SURROGATE_PAIRS)?.length ?? 0);

/** Return the UTF-16 offset of a code point offset. */
export function toUnits(text, points) {
  let unit = 0;
  for (let point = 0; point < points; point += 1) unit += text.codePointAt(unit) > 0xffff ? 2 : 1;
  return unit;
}

/** Return words as a span, in code points and without white space at their ends; null when nothing else is in them.
 *  `before` is the text in front of them. */
export function trimmedSpan(before, words) {
  const exact = words.trim();
  if (!exact) return null;
  const start = countPoints(before) + countPoints(words.slice(0, words.indexOf(exact)));
  return { start, end: start + countPoints(exact), exact };
}

/** Return the words around a place, each as its two ends; all in UTF-16 units. Without a segmenter, runs of letters. */
export function wordsAround(text, { from, to }, segmenter) {
  let first = Math.max(0, from - NEARBY);
  if (/[\uDC00-\uDFFF]/.test(text[first] ?? "")) first -= 1; // not into the middle of a character
  const near = text.slice(first, to + NEARBY);
  const found = segmenter
    ? [...segmenter.segment(near)]
        .filter((part) => part.isWordLike)
        .map((part) => [part.index, part.index + part.segment.length])
    : [...near.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].map((match) => [match.index, match.index + match[0].length]);
  return found.map(([start, end]) => [start + first, end + first]);
}

/** Return a place with one edge, "start" or "end", moved by a word; it keeps at least one word. */
export function moveEdge(words, { from, to }, edge, forwards) {
  if (edge === "end") {
    const ends = words.map(([, end]) => end);
    const end = forwards ? ends.find((at) => at > to) : ends.findLast((at) => at < to && at > from);
    return { from, to: end ?? to };
  }
  const starts = words.map(([start]) => start);
  const start = forwards ? starts.find((at) => at > from && at < to) : starts.findLast((at) => at < from);
  return { from: start ?? from, to };
}
