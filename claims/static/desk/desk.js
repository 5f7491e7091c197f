// What a browser adds to the reviewer's page. Everything works without it, as plain forms and links.

const words = document.getElementById("words");
const pick = document.getElementById("pick");
const missed = document.querySelector("#missed form");
const wide = window.matchMedia("(min-width: 62rem)");
let chosen = null;

// --- places in the text -----------------------------------------------------------------------------------------

/** Count code points: the text's offsets are not UTF-16. */
const codePoints = (text) => Array.from(text).length;

/** Return where the selection lies in the text, without white space at its ends; null when it holds no words. */
function selected() {
  const selection = document.getSelection();
  if (!words || !selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0).cloneRange();
  if (!range.intersectsNode(words)) return null;
  const whole = document.createRange();
  whole.selectNodeContents(words);
  if (range.compareBoundaryPoints(Range.START_TO_START, whole) < 0) range.setStart(words, 0);
  if (range.compareBoundaryPoints(Range.END_TO_END, whole) > 0) range.setEnd(words, words.childNodes.length);
  const exact = range.toString();
  const kept = exact.trim();
  if (!kept) return null;
  whole.setEnd(range.startContainer, range.startOffset);
  const start = codePoints(whole.toString()) + codePoints(exact.slice(0, exact.indexOf(kept)));
  return { start, end: start + codePoints(kept), exact: kept };
}

// --- a claim that was missed --------------------------------------------------------------------------------------

function offer() {
  const found = selected();
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

// --- opening a claim without losing one's place -------------------------------------------------------------------

const typed = (root) =>
  [...(root?.querySelectorAll("textarea, input[type=text], input[type=url]") ?? [])].some(
    (field) => field.value !== field.defaultValue,
  );
const mayLeave = () => {
  const claim = document.getElementById("claim");
  return !typed(claim) || window.confirm(claim.dataset.leave);
};

function show(key) {
  for (const mark of words.querySelectorAll("mark")) {
    mark.classList.toggle("current", mark.dataset.marks.split(" ").some((one) => one.split("-")[0] === `c${key}`));
  }
  for (const pin of words.querySelectorAll(".pin.claim")) {
    if (pin.id.split("-")[0] === `c${key}`) pin.setAttribute("aria-current", "true");
    else pin.removeAttribute("aria-current");
  }
}

async function open(address, push) {
  const answer = await fetch(address).catch(() => null);
  const page = answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  const fresh = page?.getElementById("right");
  if (!fresh) {
    window.location.assign(address);
    return;
  }
  document.getElementById("right").replaceWith(document.adoptNode(fresh));
  document.title = page.title;
  if (push) window.history.pushState({}, "", address);
  const claim = document.getElementById("claim");
  show(claim?.dataset.claim);
  if (!claim) return;
  claim.focus({ preventScroll: true });
  if (!wide.matches) claim.scrollIntoView();
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

if (words) {
  document.addEventListener("click", follow);
  window.addEventListener("popstate", () => open(window.location.href, false));
  const current = words.querySelector(".pin.claim[aria-current]");
  if (current && wide.matches) current.scrollIntoView({ block: "center" });
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

// --- nothing typed is lost by accident ----------------------------------------------------------------------------

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
