// Places in a text: where a selection lies, in code points.

/** Count code points: the text's offsets are not UTF-16. */
export const codePoints = (text) => Array.from(text).length;

/** Return where the selection lies in these words, without white space at its ends; null when it holds none. */
export function selected(words) {
  const selection = document.getSelection();
  if (!words || !selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0).cloneRange();
  if (!range.intersectsNode(words)) return null;
  const whole = document.createRange();
  whole.selectNodeContents(words);
  if (range.compareBoundaryPoints(Range.START_TO_START, whole) < 0) range.setStart(words, 0);
  if (range.compareBoundaryPoints(Range.END_TO_END, whole) > 0) range.setEnd(words, words.childNodes.length);
  const exact = range.toString();
  const kept = exact.trim();
  if (!kept) return null;
  whole.setEnd(range.startContainer, range.startOffset);
  const start = codePoints(whole.toString()) + codePoints(exact.slice(0, exact.indexOf(kept)));
  return { start, end: start + codePoints(kept), exact: kept };
}
