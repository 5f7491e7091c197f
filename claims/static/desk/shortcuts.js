// What the keys of the reviewer's page do. Each does what a link or a button of the page does.

import { saveDraft } from "./draft.js";
import { openFolds } from "./folds.js";
import { bind, choose } from "./keys.js";

const claim = () => document.getElementById("claim");
const reviewForm = () => document.querySelector("#review form");

/** Put the focus into a field, and open what it is folded in. */
function reach(field) {
  if (!field) return false;
  openFolds(field);
  field.focus();
  field.scrollIntoView({ block: "nearest" });
  return true;
}

/** Open the claim after or before the one that is open, as they are listed; the first when none is. */
function step(by) {
  const links = [...document.querySelectorAll("#claims .lines a[data-claim]")];
  const current = links.findIndex((link) => link.hasAttribute("aria-current"));
  const link = links[current < 0 ? 0 : current + by];
  if (!link) return false;
  link.click();
  return true;
}

/** Open the choices of a group: 1…9 takes one. */
function group(selector) {
  const found = document.querySelector(selector);
  if (!found) return false;
  choose(found);
  return true;
}

function rate(number) {
  const rating = reviewForm()?.querySelectorAll("input[name=rating]")[number - 1];
  if (!rating) return false;
  rating.checked = true;
  rating.dispatchEvent(new Event("input", { bubbles: true }));
  return reach(rating);
}

function press(selector) {
  const button = document.querySelector(selector);
  if (!button) return false;
  button.form.requestSubmit(button);
  return true;
}

bind("next", "j", () => step(1));
bind("before", "k", () => step(-1));
bind("pick", "p", () => {
  if (claim()) return group("#pick-why");
  return step(1);
});
bind("rest", "Shift+p", () => press("#leave-rest button"));
bind("reject", "x", () => group("#not-a-claim form"));
bind("evidence", "e", () => reach(document.querySelector("#add-evidence [name=stance]")));
bind("note", "n", () => reach(reviewForm()?.elements.note));
for (const number of [1, 2, 3, 4, 5]) bind("rate", String(number), () => rate(number));
bind("save", "Mod+s", () => {
  if (reviewForm()) saveDraft(reviewForm());
});
bind("submit", "Mod+Enter", (event) => {
  const form = event.target.closest("#claim form");
  if (form && !form.matches("#review form")) {
    form.requestSubmit(form.querySelector("button[type=submit]"));
    return true;
  }
  return press("#review button[name=next]") || press("#second button[name=next]");
});
bind("search", "/", () => {
  const box = document.getElementById("searchbar");
  if (box) return reach(box);
  const link = document.querySelector("#desk-nav a[href*='/claims/claim/']");
  if (!link) return false;
  window.location.assign(link.href);
  return true;
});
bind("queue", "g q", () => window.location.assign(document.querySelector("[data-queue]").dataset.queue));
