// A draft saves itself: to the server, and while that cannot be reached, to this browser. It counts as nothing.

const PAUSE = 1200; // ms after the last key
const FIELDS = ["rating", "missing_context", "reasons", "sought", "note"];
const PREFIX = "claimdesk:draft:";
const timers = new WeakMap();
const saving = new WeakMap(); // the save under way: its answer brings the number that the next request has to name

/** Return what is written in the form. */
const written = (form) => {
  const data = new FormData(form);
  return Object.fromEntries(FIELDS.map((name) => [name, String(data.get(name) ?? "")]));
};
const storageKey = (form) => PREFIX + form.dataset.key;
const say = (form, words) => {
  form.querySelector(".saved").textContent = words;
};
const clock = () => new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });

function keep(form) {
  const kept = { fields: written(form), draft: form.elements.draft.value };
  window.localStorage.setItem(storageKey(form), JSON.stringify(kept));
}

function fill(form, fields) {
  for (const name of FIELDS) {
    const field = form.elements[name];
    if (name === "missing_context") field.checked = [true, "on", "true"].includes(fields[name]);
    else if (name === "rating") for (const radio of field) radio.checked = radio.value === fields[name];
    else field.value = fields[name];
  }
}

/** Save the draft now, or as soon as the save under way is done. Resolves to whether the server has it. */
export function saveDraft(form) {
  const save = (saving.get(form) ?? Promise.resolve())
    .then(() => sendDraft(form))
    .finally(() => {
      if (saving.get(form) === save) saving.delete(form);
    });
  saving.set(form, save);
  return save;
}

/** Send the draft; what cannot be saved there is kept here. */
async function sendDraft(form) {
  window.clearTimeout(timers.get(form));
  timers.delete(form);
  keep(form);
  const sent = JSON.stringify(written(form));
  const body = new FormData(form);
  const response = await fetch(form.dataset.draft, {
    method: "POST",
    body,
    headers: { Accept: "application/json" },
  }).catch(() => null);
  const stored = response && (await response.json().catch(() => null));
  if (!stored) {
    say(form, `${form.dataset.offline} ${clock()}`);
    timers.set(
      form,
      window.setTimeout(() => saveDraft(form), 10 * PAUSE),
    );
    return false;
  }
  if (stored.draft !== undefined) {
    form.elements.review.value = stored.review;
    if (response.ok) form.elements.draft.value = stored.draft;
  }
  if (response.ok) {
    say(form, stored.message);
    if (JSON.stringify(written(form)) === sent) window.localStorage.removeItem(storageKey(form));
    else keep(form);
    return true;
  }
  say(form, stored.theirs ? stored.message : `${form.dataset.kept} ${stored.message}`);
  if (stored.theirs) showBothSides(form, stored);
  return false;
}

/** Save what waits to be saved, because the form is about to go. */
export function saveWaitingDraft() {
  const form = document.querySelector("form[data-draft]");
  if (form && timers.has(form)) saveDraft(form);
}

/** Keep in this browser what could not be sent. */
export function keepDraft(form) {
  if (form.matches("form[data-draft]")) keep(form);
}

/** Show what was saved elsewhere beside what the person wrote, which stays in the form until they say otherwise. */
function showBothSides(form, stored) {
  form.querySelector(".two-sides")?.remove();
  const box = document.createElement("div");
  box.className = "two-sides";
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", form.dataset.stored);
  const heading = document.createElement("p");
  heading.append(Object.assign(document.createElement("strong"), { textContent: form.dataset.stored }));
  box.append(heading);
  for (const name of ["rating", "reasons", "sought", "note"]) {
    if (!stored.theirs[name]) continue;
    const label = form.querySelector(`input[name=rating][value="${stored.theirs[name]}"]`)?.closest("label");
    const words = name === "rating" ? (label?.querySelector("strong").textContent ?? "") : stored.theirs[name];
    box.append(Object.assign(document.createElement("p"), { textContent: words, dir: "auto" }));
  }
  const offer = (words, action) => {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: words });
    button.addEventListener("click", () => {
      box.remove();
      form.elements.draft.value = stored.draft;
      action();
      form.elements.reasons.focus();
    });
    box.append(button, " ");
  };
  offer(form.dataset.keep, () => saveDraft(form));
  offer(form.dataset.take, () => {
    fill(form, stored.theirs);
    window.localStorage.removeItem(storageKey(form));
    say(form, "");
  });
  form.prepend(box);
}

/** Bring back what this browser kept when the server could not be reached. */
function restore(form) {
  const kept = window.localStorage.getItem(storageKey(form));
  if (!kept) return;
  const { fields, draft } = JSON.parse(kept);
  if (JSON.stringify(fields) === JSON.stringify(written(form))) {
    window.localStorage.removeItem(storageKey(form));
    return;
  }
  const theirs = written(form);
  const newer = Number(form.elements.draft.value);
  fill(form, fields);
  say(form, form.dataset.offline);
  if (newer !== Number(draft)) showBothSides(form, { theirs, draft: newer });
  else saveDraft(form);
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
  timers.set(
    form,
    window.setTimeout(() => saveDraft(form), PAUSE),
  );
});
// What was submitted is no draft any more; when it is refused, the page brings the words back in the form.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches?.("form[data-draft]")) return;
  if (saving.has(form)) {
    event.preventDefault();
    event.stopImmediatePropagation(); // a submission beside a save would look like one from another window
    const button = event.submitter;
    saving.get(form).then(() => form.requestSubmit(button));
    return;
  }
  window.clearTimeout(timers.get(form));
  window.localStorage.removeItem(storageKey(form));
});
document.addEventListener("desk:drawn", watch);
window.addEventListener("online", () => {
  const form = document.querySelector("form[data-draft]");
  if (form && window.localStorage.getItem(storageKey(form))) saveDraft(form);
});
watch();
