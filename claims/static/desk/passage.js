// Words of a text are selected, and stand in the form beside it. Without this, they are copied into the form.

import { selected } from "./places.js";

const words = document.getElementById("words");
const pick = document.getElementById("pick");
const forms = [...document.querySelectorAll("form[data-place]")];
let chosen = null;
let form = forms.length === 1 ? forms[0] : null;

function offer() {
  const found = selected(words);
  if (found) chosen = found;
  pick.hidden = !form || (!found && !pick.contains(document.activeElement));
}

function fill() {
  if (!chosen || !form) return;
  const field = form.elements;
  field.exact.value = chosen.exact;
  field.start.value = chosen.start;
  field.end.value = chosen.end;
  pick.hidden = true;
  for (let fold = form.closest("details:not([open])"); fold; fold = fold.parentElement.closest("details:not([open])")) {
    fold.open = true;
  }
  const next = field.note ?? form.querySelector("button");
  next.focus({ preventScroll: true });
  form.scrollIntoView({ block: "nearest" });
}

if (words && pick && forms.length) {
  document.addEventListener("selectionchange", offer);
  pick.firstElementChild.addEventListener("pointerdown", (event) => event.preventDefault()); // keeps the selection
  pick.firstElementChild.addEventListener("click", fill);
  for (const one of forms) {
    one.addEventListener("focusin", () => {
      form = one;
    });
    // Words that are typed have no place yet: the server finds it when they stand there once.
    one.elements.exact.addEventListener("input", () => {
      one.elements.start.value = "";
      one.elements.end.value = "";
    });
  }
}
