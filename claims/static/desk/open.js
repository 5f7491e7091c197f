// Opening a claim, and doing something to it, without losing one's place: only the panel is drawn anew.

import { hold, settle } from "./draft.js";

const words = document.getElementById("words");
const wide = window.matchMedia("(min-width: 62rem)");
const claim = () => document.getElementById("claim");
let asked = 0;

/** Tell whether somebody has typed what nothing keeps; a draft keeps itself. */
export const typed = (root) =>
  [...(root?.querySelectorAll("textarea, input[type=text], input[type=url]") ?? [])].some(
    (field) => field.value !== field.defaultValue && !field.form?.matches("[data-draft]"),
  );
export const mayLeave = () => !typed(claim()) || window.confirm(claim().dataset.leave);

// --- the marks in the text ------------------------------------------------------------------------------------------

const places = (key) => words.querySelectorAll(`#c${key}, .pin.claim[id^="c${key}-"]`);

/** Mark the claim that is open, in the text and in the list. */
function show(key) {
  for (const one of words.querySelectorAll("mark.current")) one.classList.remove("current");
  for (const one of document.querySelectorAll(".pin.claim[aria-current], #claims .lines a[aria-current]")) {
    one.removeAttribute("aria-current");
  }
  if (!key) return;
  document.querySelector(`#line-${key} a`)?.setAttribute("aria-current", "true");
  for (const pin of places(key)) {
    pin.setAttribute("aria-current", "true");
    for (const mark of words.querySelectorAll(`mark[data-marks~="${pin.id}"]`)) mark.classList.add("current");
  }
}

/** Bring what a line says of its claim to the marks in the text: number, sign, state, name. */
function repaint(line) {
  const key = line.id.slice("line-".length);
  const current = line.querySelector("a[aria-current]") !== null;
  for (const pin of places(key)) {
    pin.className = `pin claim ${line.dataset.state}`;
    pin.dataset.label = line.dataset.sign;
    pin.setAttribute("aria-label", line.dataset.name);
    for (const mark of words.querySelectorAll(`mark[data-marks~="${pin.id}"]`)) {
      const pins = mark.dataset.marks.split(" ").map((one) => document.getElementById(one));
      const kinds = pins.flatMap((one) => (one ? [...one.classList] : [])).filter((one) => one !== "pin");
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
    const [now, next] = [claim(), document.adoptNode(fresh("claim"))];
    if (now) now.replaceWith(next);
    else right.prepend(next);
    for (const one of [fresh("tally"), page.querySelector("li[id^=line-]")]) {
      if (one) document.getElementById(one.id)?.replaceWith(document.adoptNode(one));
    }
  } else {
    return false;
  }
  if (page.title) document.title = page.title;
  show(claim()?.dataset.claim);
  document.dispatchEvent(new CustomEvent("desk:shown"));
  return true;
}

/** Put the focus where one goes on: what was refused, else the claim, else the count of claims. */
function settleFocus() {
  const wrong = claim()?.querySelector("[aria-invalid=true]");
  const at = wrong ?? claim() ?? document.getElementById("tally");
  at?.focus({ preventScroll: !wrong });
  if (claim() && !wide.matches) claim().scrollIntoView();
}

const read = async (answer) => new DOMParser().parseFromString(await answer.text(), "text/html");

// The claims around the open one are asked for ahead: the next key press finds them here.
const AHEAD = 3;
const FRESH = 20_000; // ms; what was asked for earlier is asked for again
const waiting = new Map();

function ask(address, ahead) {
  const known = waiting.get(address);
  if (known && performance.now() - known.at < FRESH) return known.answer;
  const answer = fetch(address, { headers: { "X-Desk": ahead ? "ahead" : "claim" } })
    .then(async (one) => (one.ok ? one.text() : null))
    .catch(() => null);
  if (ahead) waiting.set(address, { at: performance.now(), answer });
  return answer;
}

function lookAhead() {
  const links = [...document.querySelectorAll("#claims .lines a[data-claim]")];
  const at = links.findIndex((link) => link.hasAttribute("aria-current"));
  if (at < 0) return;
  for (const link of [...links.slice(at + 1, at + 1 + AHEAD), ...links.slice(Math.max(0, at - 1), at)]) {
    ask(link.href, true);
  }
}

/** Open the claim at this address. */
export async function open(address, push) {
  settle();
  const here = new URL(window.location.href);
  const there = new URL(address, here);
  if (here.searchParams.get("version") !== there.searchParams.get("version")) {
    window.location.assign(address);
    return;
  }
  const mine = ++asked;
  const key = there.searchParams.get("claim");
  show(key); // the eye follows at once; the panel comes when it comes
  const pin = key && document.getElementById(`c${key}`);
  const box = pin?.getBoundingClientRect();
  if (box && wide.matches && (box.top < 0 || box.bottom > window.innerHeight)) pin.scrollIntoView({ block: "center" });
  const drawn = await ask(address, false);
  const page = drawn === null ? null : new DOMParser().parseFromString(drawn, "text/html");
  if (mine !== asked) return; // another one was opened meanwhile
  if (!page || !swap(page)) {
    window.location.assign(address);
    return;
  }
  if (push) window.history.pushState({}, "", address);
  settleFocus();
  waiting.delete(address);
  window.setTimeout(lookAhead); // after what was asked for is painted
}

let clicked = 0;

function follow(event) {
  window.clearTimeout(clicked);
  if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest("a.pin.claim, #right a[data-claim]");
  if (link) {
    event.preventDefault();
    if (mayLeave()) open(link.href, true);
    return;
  }
  if (event.target.closest("a") || event.detail !== 1) return;
  const key = event.target.closest("#words mark")?.dataset.marks.split(" ").find((one) => one.startsWith("c"));
  const pin = key && document.getElementById(key);
  // The first click of two selects a word in a moment: whoever selects does not want to open.
  clicked = window.setTimeout(() => {
    if (pin && document.getSelection().isCollapsed && mayLeave()) open(pin.href, true);
  }, 300);
}

// --- what is done to a claim --------------------------------------------------------------------------------------------

function complain(what) {
  const note = Object.assign(document.createElement("div"), { className: "errornote", textContent: what });
  note.setAttribute("role", "alert");
  (claim() ?? document.getElementById("tally")).prepend(note);
}

/** Send a form that says it may be, and draw what came of it. What leads to another claim is sent the plain way. */
async function send(event) {
  const form = event.target;
  const button = event.submitter;
  if (event.defaultPrevented || !form.matches("form[data-swap]") || button?.name === "next") return;
  event.preventDefault();
  if (form.dataset.sending) return;
  form.dataset.sending = "yes";
  waiting.clear();
  const one = form.closest("#claim");
  const answer = await fetch(button?.getAttribute("formaction") ?? form.getAttribute("action"), {
    method: "POST",
    body: new FormData(form, button),
    headers: one ? { "X-Desk": "claim" } : {},
  }).catch(() => null);
  delete form.dataset.sending;
  if (!answer) {
    hold(form);
    complain(claim()?.dataset.offline ?? "…");
    return;
  }
  const page = await read(answer);
  const [here, there] = [new URL(window.location.href), new URL(answer.url)];
  if (answer.redirected && there.pathname !== here.pathname) {
    window.location.assign(answer.url);
    return;
  }
  if (!swap(page)) {
    hold(form);
    complain(claim()?.dataset.failed ?? String(answer.status));
    return;
  }
  for (const line of document.querySelectorAll(one ? `#line-${claim().dataset.claim}` : "#claims li[id^=line-]")) {
    repaint(line);
  }
  if (answer.redirected) window.history.replaceState({}, "", answer.url);
  settleFocus();
  window.setTimeout(lookAhead);
}

if (words) {
  document.addEventListener("click", follow);
  document.addEventListener("submit", send);
  window.addEventListener("popstate", () => open(window.location.href, false));
  const current = words.querySelector(".pin.claim[aria-current]");
  if (current && wide.matches) current.scrollIntoView({ block: "center" });
  window.setTimeout(lookAhead, 300);
}
