// What is selected in a text, and the button that offers to take it.

import { trimmedSpan } from "./offsets.js";

/** Return the part of the selection that lies in this text as {start, end, exact}, in code points; null when none does. */
export function selectedSpan(text) {
  const selection = document.getSelection();
  if (!text || !selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0).cloneRange();
  if (!range.intersectsNode(text)) return null;
  const before = document.createRange();
  before.selectNodeContents(text);
  if (range.compareBoundaryPoints(Range.START_TO_START, before) < 0) range.setStart(text, 0);
  if (range.compareBoundaryPoints(Range.END_TO_END, before) > 0) range.setEnd(text, text.childNodes.length);
  before.setEnd(range.startContainer, range.startOffset);
  return trimmedSpan(before.toString(), range.toString());
}

/** Return the range of these UTF-16 offsets in an element's text. */
export function rangeOf(element, from, to) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let before = 0;
  let begun = false;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const after = before + node.data.length;
    if (!begun && from < after) {
      range.setStart(node, from - before);
      begun = true;
    }
    if (to <= after) {
      range.setEnd(node, to - before);
      return range;
    }
    before = after;
  }
  return range;
}

/** Write a span into the fields of a form or a box that are called `exact`, `start` and `end`. */
export function fillSpan(fields, span) {
  fields.exact.value = span.exact;
  fields.start.value = span.start;
  fields.end.value = span.end;
}

/** Words that are typed have no offsets yet: the server finds them where they stand once. */
export function forgetOffsets(fields) {
  fields.start.value = "";
  fields.end.value = "";
}

/** Show a bar with one button while words of the text are selected, and call `take` with their span when it is pressed.
 *  `isReady` says whether there is a form to take them. */
export function offerSelection({ text, bar, take, isReady = () => true }) {
  const button = bar.firstElementChild;
  let span = null;
  document.addEventListener("selectionchange", () => {
    const found = selectedSpan(text);
    if (found) span = found;
    bar.hidden = !isReady() || (!found && !bar.contains(document.activeElement));
  });
  button.addEventListener("pointerdown", (event) => event.preventDefault()); // keeps the selection
  button.addEventListener("click", () => {
    if (!span || !isReady()) return;
    bar.hidden = true;
    take(span);
  });
}
