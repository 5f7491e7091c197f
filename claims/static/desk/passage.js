// Words of a text are selected, and stand in the form beside it. Without this, they are copied into the form.

import { openFolds } from "./folds.js";
import { fillSpan, forgetOffsets, offerSelection } from "./selection.js";

const text = document.getElementById("words");
const bar = document.getElementById("pick");
const forms = [...document.querySelectorAll("form[data-place]")];
let form = forms.length === 1 ? forms[0] : null;

function take(span) {
  fillSpan(form.elements, span);
  openFolds(form);
  const field = form.elements.note ?? form.querySelector("button");
  field.focus({ preventScroll: true });
  form.scrollIntoView({ block: "nearest" });
}

if (text && bar && forms.length) {
  offerSelection({ text, bar, take, isReady: () => form !== null });
  for (const each of forms) {
    each.addEventListener("focusin", () => {
      form = each;
    });
    each.elements.exact.addEventListener("input", () => forgetOffsets(each.elements));
  }
}
