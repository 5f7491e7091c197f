// What a browser adds to the reviewer's page. Everything works without it, as plain forms and links.

import { mayLeave, typed } from "./open.js";
import { selected } from "./places.js";

const words = document.getElementById("words");
const pick = document.getElementById("pick");
const missed = document.querySelector("#missed form");
let chosen = null;

// --- a claim that was missed --------------------------------------------------------------------------------------

function offer() {
  const found = selected(words);
  if (found) chosen = found;
  if (pick) pick.hidden = !found && !pick.contains(document.activeElement);
}

function fill() {
  if (!chosen || !missed) return;
  const field = missed.elements;
  field.start.value = chosen.start;
  field.end.value = chosen.end;
  field.exact.value = chosen.exact;
  field.wording.value = chosen.exact.split(/\s+/).join(" ");
  missed.closest("details").open = true;
  pick.hidden = true;
  field.wording.focus();
  missed.closest("section").scrollIntoView({ block: "center" });
}

if (missed && pick) {
  document.addEventListener("selectionchange", offer);
  pick.firstElementChild.addEventListener("pointerdown", (event) => event.preventDefault()); // keeps the selection
  pick.firstElementChild.addEventListener("click", fill);
  // Words that are typed have no place yet: the server finds it when they stand there once.
  missed.elements.exact.addEventListener("input", () => {
    missed.elements.start.value = "";
    missed.elements.end.value = "";
  });
}

// A mark or a sentence may lie in a fold: open it when a link leads there.
function unfold() {
  const target = document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
  for (let fold = target?.closest("details:not([open])"); fold; fold = fold.parentElement.closest("details:not([open])")) {
    fold.open = true;
  }
  if (target && words?.contains(target)) target.scrollIntoView({ block: "center" });
}
window.addEventListener("hashchange", unfold);
if (window.location.hash) unfold();

// --- nothing typed is lost by accident; a draft is kept as it is written ----------------------------------------------------------------------------

let sending = false;
document.addEventListener("submit", () => {
  sending = true;
});
window.addEventListener("beforeunload", (event) => {
  if (!sending && (typed(document.getElementById("claim")) || typed(missed))) event.preventDefault();
});

// --- what ambiguous words mean, by one key ------------------------------------------------------------------------

const unchecked = document.getElementById("unchecked");

/** Return the readings of the sentence that has the focus, else the first that are unfolded. */
function atHand() {
  const focused = document.activeElement?.closest(".sentences > li")?.querySelector(".readings");
  return focused ?? [...unchecked.querySelectorAll(".readings")].find((one) => !one.closest("details:not([open])"));
}

function point() {
  const now = atHand();
  for (const one of unchecked.querySelectorAll(".readings")) one.classList.toggle("at-hand", one === now);
}

function take(event) {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.repeat) return;
  if (event.target.closest("input, textarea, select")) return; // there Alt and a number may write a letter
  const number = /^Digit([1-9])$/.exec(event.code)?.[1];
  const button = number && atHand()?.querySelectorAll("button")[number - 1];
  if (!button) return;
  event.preventDefault();
  if (mayLeave()) button.form.requestSubmit(button);
}

if (unchecked?.querySelector(".readings")) {
  document.addEventListener("keydown", take);
  document.addEventListener("focusin", point);
  unchecked.addEventListener("toggle", point, true);
  point();
}

// A long list comes when it is unfolded.
async function load(event) {
  const fold = event.target;
  if (!fold.open || !fold.dataset.load) return;
  const answer = await fetch(fold.dataset.load).catch(() => null);
  const page = answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  const list = page?.querySelector("ul.sentences");
  if (!list || !fold.dataset.load) return;
  delete fold.dataset.load;
  for (const link of list.querySelectorAll("a[href*='#s']")) link.setAttribute("href", link.hash); // they stand here
  fold.querySelector("ul").replaceWith(document.adoptNode(list));
}
unchecked?.addEventListener("toggle", load, true);

// --- an article that is still being read --------------------------------------------------------------------------

if (document.querySelector("[data-waiting]")) {
  const look = async () => {
    const answer = await fetch(window.location.href).catch(() => null);
    const waits = !answer?.ok || (await answer.text()).includes("data-waiting");
    if (!waits && !typed(missed) && !typed(document.getElementById("claim"))) window.location.reload();
    else window.setTimeout(look, 2000);
  };
  window.setTimeout(look, 1000);
}
