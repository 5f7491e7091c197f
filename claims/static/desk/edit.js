// Merge, split, adjust and undo by keyboard; words are chosen in the text with the mouse or word by word with arrows.

import { openFolds } from "./folds.js";
import { bind, choose } from "./keys.js";
import { moveEdge, toPoints, toUnits, wordsAround } from "./offsets.js";
import { fillSpan, forgetOffsets, rangeOf, selectedSpan } from "./selection.js";

const words = document.getElementById("words");
const text = words?.textContent ?? "";
const desk = document.querySelector(".desk");
const segmenter = window.Intl?.Segmenter ? new Intl.Segmenter(words?.lang || undefined, { granularity: "word" }) : null;
let active = null; // the box that a selection in the text is for

// --- a box of words ---------------------------------------------------------------------------------------------------

const fieldsOf = (box) =>
  Object.fromEntries(["exact", "start", "end"].map((name) => [name, box.querySelector(`[name^=${name}]`)]));
const chosen = (box) => box.querySelector(".chosen");

/** Return where the words of a box stand, in UTF-16 units; null when they were typed and stand nowhere. */
function placeOf(box) {
  const { exact, start, end } = fieldsOf(box);
  if (start.value && end.value) {
    return { from: toUnits(text, Number(start.value)), to: toUnits(text, Number(end.value)) };
  }
  const from = exact.value ? text.indexOf(exact.value) : -1;
  return from < 0 ? null : { from, to: from + exact.value.length };
}

/** Fill a box with a span of the text. */
function fill(box, span) {
  fillSpan(fieldsOf(box), span);
  chosen(box).querySelector("output").textContent = span.exact;
}

/** Select the words of a box in the text, so that a person sees them in their sentence. */
function selectInText(box) {
  const place = placeOf(box);
  if (!place) return;
  const range = rangeOf(words, place.from, place.to);
  openFolds(range.startContainer.parentElement);
  const selection = document.getSelection();
  selection.setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
  const seen = range.getBoundingClientRect();
  if (seen.top < 0 || seen.bottom > window.innerHeight) {
    range.startContainer.parentElement.scrollIntoView({ block: "center" });
  }
}

/** Move one end of a box's words by a word, forwards or backwards in the order of reading. */
function move(box, edge, forwards) {
  const place = placeOf(box);
  if (!place) return;
  const { from, to } = moveEdge(wordsAround(text, place, segmenter), place, edge, forwards);
  fill(box, { start: toPoints(text, from), end: toPoints(text, to), exact: text.slice(from, to) });
  selectInText(box);
}

function press(event) {
  const target = event.target.closest?.(".chosen");
  const box = target?.closest("[data-span]");
  if (!box || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === "Enter") {
    target.closest("form").requestSubmit();
  } else if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
    const rtl = window.getComputedStyle(target.querySelector("output")).direction === "rtl";
    move(box, event.shiftKey ? "start" : "end", (event.key === "ArrowRight") !== rtl);
  } else {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
}

/** Take what is selected in the text with the mouse, or with a browser's own keys. */
function takeSelection() {
  if (!active?.isConnected || !active.closest("details[open]")) return;
  const span = selectedSpan(words);
  if (span) fill(active, span);
}

function startChoosing(box) {
  active = box;
  desk.dataset.choosing = "yes";
}

function stopChoosing() {
  if (!active) return;
  active = null;
  delete desk.dataset.choosing;
  document.getSelection().removeAllRanges();
}

/** Show the boxes that work by script alone, each with its words. */
function enableBoxes() {
  stopChoosing();
  for (const box of document.querySelectorAll("#claim [data-span]")) {
    chosen(box).hidden = false;
    chosen(box).querySelector("output").textContent = fieldsOf(box).exact.value;
  }
}

if (words) {
  document.addEventListener("keydown", press);
  document.addEventListener("selectionchange", takeSelection);
  document.addEventListener("focusin", (event) => {
    const box =
      event.target.closest?.("[data-span]") ?? event.target.closest?.(".reword fieldset")?.querySelector("[data-span]");
    if (box) startChoosing(box);
    else if (event.target.closest?.("#claim") && !event.target.closest(".reword details[open]")) stopChoosing();
    if (event.target.matches(".chosen")) selectInText(box);
  });
  document.addEventListener(
    "toggle",
    (event) => {
      const box = event.target.matches?.(".reword details[open]") && event.target.querySelector("[data-span]");
      if (box && !active?.closest("details[open]")) startChoosing(box);
    },
    true,
  );
  document.addEventListener("input", (event) => {
    const box = event.target.closest?.("[data-span]");
    if (!box || !event.target.matches("textarea")) return;
    forgetOffsets(fieldsOf(box));
    chosen(box).querySelector("output").textContent = event.target.value;
  });
  document.addEventListener("desk:drawn", enableBoxes);
  enableBoxes();
}

// --- what a bracket means, and when the article was published ------------------------------------------------------------

const FORMS = "#claim a.added, #claim a[href='#article-details']";

document.addEventListener("click", (event) => {
  const link = event.target.closest?.(FORMS);
  const fold = link && document.querySelector(link.hash);
  if (!fold) return;
  event.preventDefault(); // the address stays that of the claim
  openFolds(fold);
  const field = fold.querySelector("input:not([type=hidden])");
  field.focus();
  field.scrollIntoView({ block: "nearest" });
});

// --- keys ---------------------------------------------------------------------------------------------------------------

/** Open a fold and put the focus where a person goes on; Escape in it goes back. */
function openAt(id, selector) {
  const fold = document.getElementById(id);
  if (!fold || !document.getElementById("claim")) return false;
  fold.open = true;
  const field = fold.querySelector(selector);
  field.focus();
  field.scrollIntoView({ block: "nearest" });
  return true;
}

document.addEventListener("keydown", (event) => {
  const fold =
    event.key === "Escape" &&
    !event.defaultPrevented &&
    event.target.closest?.("#adjust, #split, #merge, #change-words, .adjust, .settle");
  if (!fold) return;
  fold.open = false;
  stopChoosing();
  fold.querySelector("summary").focus();
});

bind("merge", "m", () => {
  const group = document.querySelector("#merge form.choices");
  if (!group) return openAt("merge", "[name=into]");
  choose(group);
  return true;
});
/** Press the one button of a form; false when the form is not there. */
function pressIn(id) {
  const button = document.querySelector(`#${id} button`);
  if (!button) return false;
  button.form.requestSubmit(button);
  return true;
}

bind("split", "s", () => pressIn("split-offer") || openAt("split", "textarea"));
bind("join", "Shift+s", () => pressIn("join"));
bind("adjust", "a", () => openAt("adjust", ".chosen"));
bind("undo", "u", () => pressIn("undo"));
