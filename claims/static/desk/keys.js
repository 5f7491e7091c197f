// One table of keys for the whole desk. A module binds a name to what it does; the help shows what is bound.
//
//   import { bind, choose } from "./keys.js";
//   bind("undo", "u", () => …);           one letter, inert in inputs, can be switched off
//   bind("save", "Mod+s", () => …);       Mod is Ctrl or ⌘: works in inputs too
//   bind("queue", "g q", () => …);        one key after the other
// An action returns false when it had nothing to do: then the browser does what it always does.

const OFF = "claimdesk:keys-off";
const PATIENCE = 1000; // ms between two keys of a sequence
const table = new Map();
const dialog = document.getElementById("keys-help");
const button = document.getElementById("keys-help-button");
const box = document.getElementById("keys-on");
let prefix = "";
let since = 0;

const isOn = () => window.localStorage.getItem(OFF) === null;

/** Bind a key, or one key after another, to an action; `name` is its entry in the help. The last one bound counts. */
export function bind(name, keys, action) {
  for (const key of [keys].flat()) table.set(key, action);
  const entry = dialog?.querySelector(`[data-key="${name}"]`);
  if (entry) entry.dataset.bound = "yes";
}

/** Return whether somebody is writing, or moves in a list of options: a single key is theirs then. */
function isWriting(target) {
  if (target.isContentEditable) return true;
  return target.matches?.("textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit])");
}

function keyName(event) {
  if (event.altKey) return "";
  const mod = event.ctrlKey || event.metaKey ? "Mod+" : "";
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const shift = event.shiftKey && (mod || /^[a-z]$/.test(key)) ? "Shift+" : "";
  return mod + shift + key;
}

function listen(event) {
  if (event.defaultPrevented || event.isComposing || event.repeat) return;
  const key = keyName(event);
  if (!key || ["Shift", "Control", "Meta"].includes(event.key)) return;
  const mod = key.startsWith("Mod+");
  if (!mod && (!isOn() || isWriting(event.target) || event.target.closest("dialog"))) return;
  const both = event.timeStamp - since < PATIENCE ? `${prefix} ${key}` : key;
  prefix = "";
  const action = table.get(both) ?? table.get(key);
  if (action) {
    if (action(event) !== false) event.preventDefault();
  } else if (!mod && [...table.keys()].some((known) => known.startsWith(`${key} `))) {
    prefix = key;
    since = event.timeStamp;
  }
}

/** Put the focus on a group of buttons that 1…9 press; Escape puts it back where it was. */
export function choose(group) {
  const from = document.activeElement;
  const fold = group.closest("details");
  const wasOpen = fold?.open;
  if (fold) fold.open = true;
  group.dataset.chosen = "yes";
  group.focus();
  const done = () => {
    delete group.dataset.chosen;
    group.removeEventListener("keydown", press);
    group.removeEventListener("focusout", leave);
  };
  const leave = (event) => {
    if (!group.contains(event.relatedTarget)) done();
  };
  function press(event) {
    if (event.key === "Escape") {
      done();
      if (fold) fold.open = wasOpen;
      from?.focus({ preventScroll: true });
      return;
    }
    if (event.altKey || event.ctrlKey || event.metaKey || event.repeat) return;
    const choice = /^[1-9]$/.test(event.key) && group.querySelectorAll("button")[event.key - 1];
    if (!choice) return;
    event.preventDefault();
    event.stopPropagation();
    done();
    choice.form.requestSubmit(choice);
  }
  group.addEventListener("keydown", press);
  group.addEventListener("focusout", leave);
}

document.addEventListener("keydown", listen);

if (dialog) {
  const show = () => dialog.showModal();
  bind("help", "?", show);
  button.hidden = false;
  button.addEventListener("click", show);
  box.checked = isOn();
  box.addEventListener("change", () => {
    if (box.checked) window.localStorage.removeItem(OFF);
    else window.localStorage.setItem(OFF, "yes");
    document.documentElement.dataset.keys = box.checked ? "on" : "off";
  });
  document.documentElement.dataset.keys = isOn() ? "on" : "off";
  dialog.querySelector('[data-key="interpretations"]').dataset.bound = "yes"; // bound in desk.js, by Alt
}
