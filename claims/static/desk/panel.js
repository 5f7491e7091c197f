// Opening a claim, and doing something to it, without losing one's place: only the panel is drawn anew.

import { keepDraft, saveWaitingDraft } from "./draft.js";

const words = document.getElementById("words");
const wide = window.matchMedia("(min-width: 62rem)");
const claim = () => document.getElementById("claim");
let requests = 0; // the latest one counts: a claim may be opened before the last one came

/** Return whether somebody has typed what nothing keeps; a draft keeps itself. */
export const isTyped = (root) =>
  [...(root?.querySelectorAll("textarea, input[type=text], input[type=url]") ?? [])].some(
    (field) => field.value !== field.defaultValue && !field.form?.matches("[data-draft]"),
  );
export const mayLeave = () => !isTyped(claim()) || window.confirm(claim().dataset.leave);

// --- the marks in the text ------------------------------------------------------------------------------------------

const places = (key) => words.querySelectorAll(`#c${key}, .pin.claim[id^="c${key}-"]`);

/** Mark the claim that is open, in the text and in the list. */
function markCurrent(key) {
  for (const mark of words.querySelectorAll("mark.current")) mark.classList.remove("current");
  for (const link of document.querySelectorAll(".pin.claim[aria-current], #claims .lines a[aria-current]")) {
    link.removeAttribute("aria-current");
  }
  if (!key) return;
  document.querySelector(`#line-${key} a`)?.setAttribute("aria-current", "true");
  for (const pin of places(key)) {
    pin.setAttribute("aria-current", "true");
    for (const mark of words.querySelectorAll(`mark[data-marks~="${pin.id}"]`)) mark.classList.add("current");
  }
}

/** Bring what a line says of its claim to the marks in the text: number, sign, state, name. */
function updateMarks(line) {
  const key = line.id.slice("line-".length);
  const current = line.querySelector("a[aria-current]") !== null;
  for (const pin of places(key)) {
    pin.className = `pin claim ${line.dataset.state}`;
    pin.dataset.label = line.dataset.sign;
    pin.setAttribute("aria-label", line.dataset.name);
    for (const mark of words.querySelectorAll(`mark[data-marks~="${pin.id}"]`)) {
      const pins = mark.dataset.marks.split(" ").map((id) => document.getElementById(id));
      const kinds = pins.flatMap((found) => (found ? [...found.classList] : [])).filter((kind) => kind !== "pin");
      mark.className = [...new Set(kinds), ...(current ? ["current"] : [])].join(" ");
    }
  }
}

// --- the panel --------------------------------------------------------------------------------------------------------

/** Put what the server drew in its place: a whole column, or one claim with its line. False: it drew neither. */
function swap(page) {
  const right = document.getElementById("right");
  const fresh = (id) => page.getElementById(id);
  if (fresh("right")) {
    right.replaceWith(document.adoptNode(fresh("right")));
    if (fresh("messages")) document.getElementById("messages").replaceWith(document.adoptNode(fresh("messages")));
  } else if (fresh("claim")) {
    const panel = document.adoptNode(fresh("claim"));
    if (claim()) claim().replaceWith(panel);
    else right.prepend(panel);
    for (const element of [fresh("tally"), page.querySelector("li[id^=line-]")]) {
      if (element) document.getElementById(element.id)?.replaceWith(document.adoptNode(element));
    }
  } else {
    return false;
  }
  if (page.title) document.title = page.title;
  markCurrent(claim()?.dataset.claim);
  document.dispatchEvent(new CustomEvent("desk:drawn"));
  return true;
}

/** Put the focus where a person goes on: what was refused, else the claim, else the count of claims. */
function placeFocus() {
  const refused = claim()?.querySelector("[aria-invalid=true]");
  const target = refused ?? claim() ?? document.getElementById("tally");
  target?.focus({ preventScroll: !refused });
  if (claim() && !wide.matches) claim().scrollIntoView();
}

const parse = (html) => new DOMParser().parseFromString(html, "text/html");

// The claims around the open one are asked for ahead: the next key press finds them here.
const AHEAD = 3;
const FRESH = 20_000; // ms; what was asked for earlier is asked for again
const fetched = new Map();

/** Return the HTML of one claim, from ahead where it is fresh; null when the server cannot be reached or refuses. */
function fetchClaim(address, ahead) {
  const known = fetched.get(address);
  if (known && performance.now() - known.at < FRESH) return known.html;
  const html = fetch(address, { headers: { "X-Desk": ahead ? "ahead" : "claim" } })
    .then(async (response) => (response.ok ? response.text() : null))
    .catch(() => null);
  if (ahead) fetched.set(address, { at: performance.now(), html });
  return html;
}

function lookAhead() {
  const links = [...document.querySelectorAll("#claims .lines a[data-claim]")];
  const current = links.findIndex((link) => link.hasAttribute("aria-current"));
  if (current < 0) return;
  const next = links.slice(current + 1, current + 1 + AHEAD);
  for (const link of [...next, ...links.slice(Math.max(0, current - 1), current)]) fetchClaim(link.href, true);
}

/** Open the claim at this address. */
export async function openClaim(address, push) {
  saveWaitingDraft();
  const present = new URL(window.location.href);
  const wanted = new URL(address, present);
  if (present.searchParams.get("version") !== wanted.searchParams.get("version")) {
    window.location.assign(address);
    return;
  }
  requests += 1;
  const request = requests;
  const key = wanted.searchParams.get("claim");
  markCurrent(key); // the eye follows at once; the panel comes when it comes
  const pin = key && document.getElementById(`c${key}`);
  const box = pin?.getBoundingClientRect();
  if (box && wide.matches && (box.top < 0 || box.bottom > window.innerHeight)) pin.scrollIntoView({ block: "center" });
  const html = await fetchClaim(address, false);
  const page = html === null ? null : parse(html);
  if (request !== requests) return; // another one was opened meanwhile
  if (!page || !swap(page)) {
    window.location.assign(address);
    return;
  }
  if (push) window.history.pushState({}, "", address);
  placeFocus();
  fetched.delete(address);
  window.setTimeout(lookAhead); // after what was asked for is painted
}

let clicked = 0;

function follow(event) {
  window.clearTimeout(clicked);
  if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return;
  const link = event.target.closest("a.pin.claim, #right a[data-claim]");
  if (link) {
    event.preventDefault();
    if (mayLeave()) openClaim(link.href, true);
    return;
  }
  if (event.target.closest("a") || event.detail !== 1) return;
  const key = event.target
    .closest("#words mark")
    ?.dataset.marks.split(" ")
    .find((mark) => mark.startsWith("c"));
  const pin = key && document.getElementById(key);
  // The first click of two selects a word in a moment: whoever selects does not want to open.
  clicked = window.setTimeout(() => {
    if (pin && document.getSelection().isCollapsed && mayLeave()) openClaim(pin.href, true);
  }, 300);
}

// --- what is done to a claim --------------------------------------------------------------------------------------------

function showError(message) {
  const note = Object.assign(document.createElement("div"), { className: "errornote", textContent: message });
  note.setAttribute("role", "alert");
  (claim() ?? document.getElementById("tally")).prepend(note);
}

/** Send a form that allows it, and draw the part of the page that comes back: one request. What leads to another claim
 *  is sent the plain way. */
async function send(event) {
  const form = event.target;
  const button = event.submitter;
  if (event.defaultPrevented || !form.matches("form[data-swap]") || button?.name === "next") return;
  event.preventDefault();
  if (form.dataset.sending) return;
  form.dataset.sending = "yes";
  fetched.clear();
  const inPanel = form.closest("#claim") !== null;
  const response = await fetch(button?.getAttribute("formaction") ?? form.getAttribute("action"), {
    method: "POST",
    body: new FormData(form, button),
    headers: { "X-Desk": inPanel ? "claim" : "list" },
  }).catch(() => null);
  delete form.dataset.sending;
  if (!response) {
    keepDraft(form);
    showError(claim()?.dataset.offline ?? "…");
    return;
  }
  if (response.redirected) {
    keepDraft(form); // the session has ended: after the sign-in the words come back
    window.location.assign(response.url);
    return;
  }
  if (!swap(parse(await response.text()))) {
    keepDraft(form);
    showError(claim()?.dataset.failed ?? String(response.status));
    return;
  }
  const changed = inPanel ? `#line-${claim().dataset.claim}` : "#claims li[id^=line-]";
  for (const line of document.querySelectorAll(changed)) updateMarks(line);
  placeFocus();
  window.setTimeout(lookAhead);
}

if (words) {
  document.addEventListener("click", follow);
  document.addEventListener("submit", send);
  window.addEventListener("popstate", () => openClaim(window.location.href, false));
  const current = words.querySelector(".pin.claim[aria-current]");
  if (current && wide.matches) current.scrollIntoView({ block: "center" });
  window.setTimeout(lookAhead, 300);
}
