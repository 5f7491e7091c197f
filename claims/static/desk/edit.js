// Merge, split, adjust and undo by keyboard; words are chosen in the text with the mouse or word by word with arrows.

import { bind, choose } from "./keys.js";
import { selected } from "./places.js";

const words = document.getElementById("words");
const text = words?.textContent ?? "";
const desk = document.querySelector(".desk");
const WINDOW = 2000; // UTF-16 units around the words in which the next ones are looked for
const segmenter = window.Intl?.Segmenter ? new Intl.Segmenter(words?.lang || undefined, { granularity: "word" }) : null;
let active = null; // the box that a selection in the text is for

// --- places: the page counts UTF-16 units, the text's offsets are code points ---------------------------------------

const pairs = (units) => units.match(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g)?.length ?? 0;
const toPoints = (unit) => unit - pairs(text.slice(0, unit));

function toUnits(points) {
  let unit = 0;
  for (let point = 0; point < points; point += 1) unit += text.codePointAt(unit) > 0xffff ? 2 : 1;
  return unit;
}

/** Return the words around a place, each as its two ends. */
function wordsAround(from, to) {
  let start = Math.max(0, from - WINDOW);
  if (/[\uDC00-\uDFFF]/.test(text[start] ?? "")) start -= 1;
  const near = text.slice(start, to + WINDOW);
  const found = segmenter
    ? [...segmenter.segment(near)].filter((one) => one.isWordLike).map((one) => [one.index, one.index + one.segment.length])
    : [...near.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].map((one) => [one.index, one.index + one[0].length]);
  return found.map(([first, last]) => [first + start, last + start]);
}

/** Return the range of these UTF-16 units in the page. */
function rangeOf(from, to) {
  const walker = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
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

// --- a box of words --------------------------------------------------------------------------------------------------

const field = (box, name) => box.querySelector(`[name^=${name}]`);
const chosen = (box) => box.querySelector(".chosen");

/** Return where the words of a box stand, in UTF-16 units; null when they were typed and stand nowhere. */
function placeOf(box) {
  const [start, end] = ["start", "end"].map((name) => field(box, name).value);
  if (start && end) return { from: toUnits(Number(start)), to: toUnits(Number(end)) };
  const exact = field(box, "exact").value;
  const from = exact ? text.indexOf(exact) : -1;
  return from < 0 ? null : { from, to: from + exact.length };
}

function put(box, from, to) {
  field(box, "start").value = toPoints(from);
  field(box, "end").value = toPoints(to);
  field(box, "exact").value = text.slice(from, to);
  chosen(box).querySelector("output").textContent = text.slice(from, to);
}

/** Select the words of a box in the text, so that one sees them there. */
function point(box) {
  const place = placeOf(box);
  if (!place) return;
  const { from, to } = place;
  const range = rangeOf(from, to);
  const folded = (at) => at.closest("details:not([open])");
  for (let fold = folded(range.startContainer.parentElement); fold; fold = folded(fold.parentElement)) fold.open = true;
  const selection = document.getSelection();
  selection.setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
  const shown = range.getBoundingClientRect();
  if (shown.top < 0 || shown.bottom > window.innerHeight) {
    range.startContainer.parentElement.scrollIntoView({ block: "center" });
  }
}

/** Move one end of a box's words by a word, forwards or backwards in the order of reading. */
function move(box, edge, forwards) {
  const place = placeOf(box);
  if (!place) return;
  let { from, to } = place;
  const around = wordsAround(from, to);
  const ends = around.map(([, last]) => last);
  const starts = around.map(([first]) => first);
  if (edge === "end") to = (forwards ? ends.find((one) => one > to) : ends.findLast((one) => one < to && one > from)) ?? to;
  else from = (forwards ? starts.find((one) => one > from && one < to) : starts.findLast((one) => one < from)) ?? from;
  put(box, from, to);
  point(box);
}

function press(event) {
  const at = event.target.closest?.(".chosen");
  const box = at?.closest("[data-span]");
  if (!box || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === "Enter") {
    at.closest("form").requestSubmit();
  } else if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
    const rtl = window.getComputedStyle(at.querySelector("output")).direction === "rtl";
    move(box, event.shiftKey ? "start" : "end", (event.key === "ArrowRight") !== rtl);
  } else {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
}

/** Take what is selected in the text with the mouse, or with a browser's own keys. */
function take() {
  if (!active?.isConnected || !active.closest("details[open]")) return;
  const found = selected(words);
  if (!found) return;
  field(active, "start").value = found.start;
  field(active, "end").value = found.end;
  field(active, "exact").value = found.exact;
  chosen(active).querySelector("output").textContent = found.exact;
}

function begin(box) {
  active = box;
  desk.dataset.choosing = "yes";
}

function end() {
  if (!active) return;
  active = null;
  delete desk.dataset.choosing;
  document.getSelection().removeAllRanges();
}

/** Show the boxes that script makes work; the words that are typed instead have no place yet: the server finds it. */
function dress() {
  end();
  for (const box of document.querySelectorAll("#claim [data-span]")) {
    chosen(box).hidden = false;
    chosen(box).querySelector("output").textContent = field(box, "exact").value;
  }
}

if (words) {
  document.addEventListener("keydown", press);
  document.addEventListener("selectionchange", take);
  document.addEventListener("focusin", (event) => {
    const box = event.target.closest?.("[data-span]") ?? event.target.closest?.(".reword fieldset")?.querySelector("[data-span]");
    if (box) begin(box);
    else if (event.target.closest?.("#claim") && !event.target.closest(".reword details[open]")) end();
    if (event.target.matches(".chosen")) point(box);
  });
  document.addEventListener(
    "toggle",
    (event) => {
      const box = event.target.matches?.(".reword details[open]") && event.target.querySelector("[data-span]");
      if (box && !active?.closest("details[open]")) begin(box);
    },
    true,
  );
  document.addEventListener("input", (event) => {
    const box = event.target.closest?.("[data-span]");
    if (!box || !event.target.matches("textarea")) return;
    for (const name of ["start", "end"]) field(box, name).value = "";
    chosen(box).querySelector("output").textContent = event.target.value;
  });
  document.addEventListener("desk:shown", dress);
  dress();
}

// --- keys ---------------------------------------------------------------------------------------------------------------

/** Open a fold and put the focus where one goes on; Escape in it goes back. */
function unfold(id, selector) {
  const fold = document.getElementById(id);
  if (!fold || !document.getElementById("claim")) return false;
  fold.open = true;
  const at = fold.querySelector(selector);
  at.focus();
  at.scrollIntoView({ block: "nearest" });
  return true;
}

document.addEventListener("keydown", (event) => {
  const fold = event.key === "Escape" && !event.defaultPrevented && event.target.closest?.("#adjust, #split, #merge, #change-words, .adjust");
  if (!fold) return;
  fold.open = false;
  end();
  fold.querySelector("summary").focus();
});

bind("merge", "m", () => {
  const group = document.querySelector("#merge form.choices");
  if (!group) return unfold("merge", "[name=into]");
  choose(group);
  return true;
});
bind("split", "s", () => unfold("split", "textarea"));
bind("adjust", "a", () => unfold("adjust", ".chosen"));
bind("undo", "u", () => {
  const button = document.querySelector("#undo button");
  if (!button) return false;
  button.form.requestSubmit(button);
  return true;
});
