// What a browser adds to the reviewer's page. Everything works without it, as plain forms and links.

import { openFolds } from "./folds.js";
import { isTyped, mayLeave } from "./panel.js";
import { fillSpan, forgetOffsets, offerSelection } from "./selection.js";

const text = document.getElementById("words");
const bar = document.getElementById("pick");
const missed = document.querySelector("#missed form");

// --- a claim that was missed ------------------------------------------------------------------------------------------

function fillMissed(span) {
  const fields = missed.elements;
  fillSpan(fields, span);
  fields.wording.value = span.exact.split(/\s+/).join(" ");
  openFolds(missed);
  fields.wording.focus();
  missed.closest("section").scrollIntoView({ block: "center" });
}

if (missed && bar) {
  offerSelection({ text, bar, take: fillMissed });
  missed.elements.exact.addEventListener("input", () => forgetOffsets(missed.elements));
}

// A mark or a sentence may lie in a fold: open it when a link leads there.
function showTarget() {
  const target = document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
  openFolds(target);
  if (target && text?.contains(target)) target.scrollIntoView({ block: "center" });
}
window.addEventListener("hashchange", showTarget);
if (window.location.hash) showTarget();

// --- nothing typed is lost by accident; a draft is kept as it is written ----------------------------------------------

let sending = false;
document.addEventListener("submit", () => {
  sending = true;
});
window.addEventListener("beforeunload", (event) => {
  if (!sending && (isTyped(document.getElementById("claim")) || isTyped(missed))) event.preventDefault();
});

// --- what ambiguous words mean, by one key ----------------------------------------------------------------------------

const unchecked = document.getElementById("unchecked");

/** Return the interpretations of the part or the sentence that has the focus, else the first that are unfolded. */
function interpretationsAtHand() {
  const focused = document.activeElement?.closest(".parts > li, .sentences > li")?.querySelector(".interpretations");
  return (
    focused ?? [...unchecked.querySelectorAll(".interpretations")].find((form) => !form.closest("details:not([open])"))
  );
}

function markAtHand() {
  const atHand = interpretationsAtHand();
  for (const form of unchecked.querySelectorAll(".interpretations")) {
    form.classList.toggle("at-hand", form === atHand);
  }
}

function takeInterpretation(event) {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.repeat) return;
  if (event.target.closest("input, textarea, select")) return; // there Alt and a number may write a letter
  const number = /^Digit([1-9])$/.exec(event.code)?.[1];
  const button = number && interpretationsAtHand()?.querySelectorAll("button")[number - 1];
  if (!button) return;
  event.preventDefault();
  if (mayLeave()) button.form.requestSubmit(button);
}

if (unchecked?.querySelector(".interpretations")) {
  document.addEventListener("keydown", takeInterpretation);
  document.addEventListener("focusin", markAtHand);
  unchecked.addEventListener("toggle", markAtHand, true);
  markAtHand();
}

// A long list comes when it is unfolded.
async function loadList(event) {
  const fold = event.target;
  if (!fold.open || !fold.dataset.load) return;
  const response = await fetch(fold.dataset.load).catch(() => null);
  const page = response?.ok ? new DOMParser().parseFromString(await response.text(), "text/html") : null;
  const list = page?.querySelector("ul.sentences");
  if (!list || !fold.dataset.load) return;
  delete fold.dataset.load;
  for (const link of list.querySelectorAll("a[href*='#s']")) link.setAttribute("href", link.hash); // they stand here
  fold.querySelector("ul").replaceWith(document.adoptNode(list));
}
unchecked?.addEventListener("toggle", loadList, true);

// --- an article that is still being processed -------------------------------------------------------------------------

if (document.querySelector("[data-waiting]")) {
  const look = async () => {
    const response = await fetch(window.location.href).catch(() => null);
    const waits = !response?.ok || (await response.text()).includes("data-waiting");
    if (!waits && !isTyped(missed) && !isTyped(document.getElementById("claim"))) window.location.reload();
    else window.setTimeout(look, 2000);
  };
  window.setTimeout(look, 1000);
}
