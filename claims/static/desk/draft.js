// A draft saves itself: to the server, and while that cannot be reached, to this browser. It counts as nothing.

const PAUSE = 1200; // ms after the last key
const FIELDS = ["rating", "missing_context", "reasons", "sought", "note"];
const PREFIX = "claimdesk:draft:";
const timers = new WeakMap();

/** Return what stands in the form. */
const written = (form) => {
  const data = new FormData(form);
  return Object.fromEntries(FIELDS.map((name) => [name, String(data.get(name) ?? "")]));
};
const place = (form) => PREFIX + form.dataset.key;
const say = (form, words) => {
  form.querySelector(".saved").textContent = words;
};
const clock = () => new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });

function keep(form) {
  const kept = { fields: written(form), draft: form.elements.draft.value };
  window.localStorage.setItem(place(form), JSON.stringify(kept));
}

function fill(form, fields) {
  for (const name of FIELDS) {
    const field = form.elements[name];
    if (name === "missing_context") field.checked = [true, "on", "true"].includes(fields[name]);
    else if (name === "rating") for (const one of field) one.checked = one.value === fields[name];
    else field.value = fields[name];
  }
}

/** Save the draft now; what cannot be saved there is kept here. Resolves to whether the server has it. */
export async function flush(form) {
  window.clearTimeout(timers.get(form));
  timers.delete(form);
  keep(form);
  const sent = JSON.stringify(written(form));
  const body = new FormData(form);
  const answer = await fetch(form.dataset.draft, { method: "POST", body, headers: { Accept: "application/json" } }).catch(
    () => null,
  );
  const told = answer && (await answer.json().catch(() => null));
  if (!told) {
    say(form, `${form.dataset.offline} ${clock()}`);
    timers.set(form, window.setTimeout(() => flush(form), 10 * PAUSE));
    return false;
  }
  if (told.draft !== undefined) {
    form.elements.review.value = told.review;
    if (answer.ok) form.elements.draft.value = told.draft;
  }
  if (answer.ok) {
    say(form, told.said);
    if (JSON.stringify(written(form)) === sent) window.localStorage.removeItem(place(form));
    else keep(form);
    return true;
  }
  say(form, told.theirs ? told.said : `${form.dataset.kept} ${told.said}`);
  if (told.theirs) bothSides(form, told);
  return false;
}

/** Save what waits to be saved, because the form is about to go. */
export function settle() {
  const form = document.querySelector("form[data-draft]");
  if (form && timers.has(form)) flush(form);
}

/** Keep in this browser what could not be sent. */
export function hold(form) {
  if (form.matches("form[data-draft]")) keep(form);
}

/** Show what was saved elsewhere beside what the person wrote, which stays in the form until they say otherwise. */
function bothSides(form, told) {
  form.querySelector(".two-sides")?.remove();
  const box = document.createElement("div");
  box.className = "two-sides";
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", form.dataset.stored);
  const heading = document.createElement("p");
  heading.append(Object.assign(document.createElement("strong"), { textContent: form.dataset.stored }));
  box.append(heading);
  for (const name of ["rating", "reasons", "sought", "note"]) {
    if (!told.theirs[name]) continue;
    const label = form.querySelector(`input[name=rating][value="${told.theirs[name]}"]`)?.closest("label");
    const words = name === "rating" ? (label?.querySelector("strong").textContent ?? "") : told.theirs[name];
    box.append(Object.assign(document.createElement("p"), { textContent: words, dir: "auto" }));
  }
  const answer = (words, act) => {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: words });
    button.addEventListener("click", () => {
      box.remove();
      form.elements.draft.value = told.draft;
      act();
      form.elements.reasons.focus();
    });
    box.append(button, " ");
  };
  answer(form.dataset.keep, () => flush(form));
  answer(form.dataset.take, () => {
    fill(form, told.theirs);
    window.localStorage.removeItem(place(form));
    say(form, "");
  });
  form.prepend(box);
}

/** Bring back what this browser kept when the server could not be reached. */
function restore(form) {
  const kept = window.localStorage.getItem(place(form));
  if (!kept) return;
  const { fields, draft } = JSON.parse(kept);
  if (JSON.stringify(fields) === JSON.stringify(written(form))) {
    window.localStorage.removeItem(place(form));
    return;
  }
  const theirs = written(form);
  const newer = Number(form.elements.draft.value);
  fill(form, fields);
  say(form, form.dataset.offline);
  if (newer !== Number(draft)) bothSides(form, { theirs, draft: newer });
  else flush(form);
}

function watch() {
  const form = document.querySelector("form[data-draft]");
  if (!form || form.dataset.watched) return;
  form.dataset.watched = "yes";
  restore(form);
}

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-draft]");
  if (!form) return;
  keep(form);
  window.clearTimeout(timers.get(form));
  timers.set(form, window.setTimeout(() => flush(form), PAUSE));
});
// What was submitted is no draft any more; when it is refused, the page brings the words back in the form.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches?.("form[data-draft]")) return;
  window.clearTimeout(timers.get(form));
  window.localStorage.removeItem(place(form));
});
document.addEventListener("desk:shown", watch);
window.addEventListener("online", () => {
  const form = document.querySelector("form[data-draft]");
  if (form && window.localStorage.getItem(place(form))) flush(form);
});
watch();
