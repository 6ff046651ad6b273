// Comfort for the release queue; without this file every step works by its buttons.
const form = document.querySelector("[data-release]");
const stored = document.getElementById("words-as-stored");
const preview = document.getElementById("preview");
// Offsets are in code points, as in the database.
const signs = stored ? Array.from(JSON.parse(stored.textContent)) : [];

const ticked = () =>
  [...form.querySelectorAll("input[name=spans]:checked")]
    .map(({ value }) => {
      const [start, end, ...kind] = value.split("-");
      return { start: Number(start), end: Number(end), kind: kind.join("-") };
    })
    .sort((one, other) => one.start - other.start || one.end - other.end);

// What touches becomes one mark, as it will in public.
function merged(spans) {
  const kept = [];
  for (const span of spans) {
    const last = kept.at(-1);
    if (!last || span.start > last.end) {
      kept.push({ ...span });
      continue;
    }
    last.kind = last.kind === span.kind ? span.kind : "personal detail";
    last.end = Math.max(last.end, span.end);
  }
  return kept;
}

function showPreview() {
  if (!preview) return;
  const pieces = [];
  let at = 0;
  for (const { start, end, kind } of merged(ticked())) {
    const mark = document.createElement("span");
    mark.className = "redacted";
    mark.textContent = `[${kind} removed]`;
    pieces.push(signs.slice(at, start).join(""), mark);
    at = end;
  }
  preview.replaceChildren(...pieces, signs.slice(at).join(""));
}

form?.querySelector("[data-without-script]")?.setAttribute("hidden", "");
form?.addEventListener("change", (event) => {
  if (event.target.name === "spans") showPreview();
});

// A part that opens by its key takes the focus; what is selected is taken over.
let selected = "";
document.addEventListener("selectionchange", () => {
  const selection = document.getSelection();
  const words = document.getElementById("words");
  if (selection?.rangeCount && words?.contains(selection.anchorNode)) selected = selection.toString().trim();
});

for (const part of form?.querySelectorAll("details") ?? []) {
  part.addEventListener("toggle", () => {
    if (!part.open) return;
    const field = part.querySelector("input:not([type=hidden]), textarea");
    if (field?.name === "find" && selected) {
      field.value = selected;
      part.querySelector("button").click();
    } else field?.focus();
  });
  part.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      part.open = false;
      document.getElementById("words").focus();
    }
    if (event.key === "Enter" && event.target.matches("input") && !event.isComposing) {
      event.preventDefault();
      part.querySelector("button").click();
    }
  });
}

// Nothing is ticked yet: say what is taken out first.
form?.querySelector('[value="release with redactions"]')?.addEventListener("click", (event) => {
  const part = document.getElementById("find-part");
  if (ticked().length || document.getElementById("id_find").value) return;
  event.preventDefault();
  part.open = true;
  document.getElementById("id_find").focus();
});

// One press, one decision: the next page is on its way.
form?.addEventListener("submit", (event) => {
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
});
addEventListener("pageshow", () => delete form?.dataset.sent);

// Keys rest while a page is new: a press meant for the last page decides nothing here.
// Whoever speaks to the machine, or types by accident, can switch them off.
const REST_MILLISECONDS = 400;
const shownAt = performance.now();
const keysSwitch = document.getElementById("keys-switch");
const areKeysOff = () => localStorage.getItem("release-keys") === "off";
const nameSwitch = () => {
  keysSwitch.textContent = areKeysOff() ? "Switch the keys on" : "Switch the keys off";
};
if (keysSwitch) {
  keysSwitch.hidden = false;
  nameSwitch();
  keysSwitch.addEventListener("click", () => {
    localStorage.setItem("release-keys", areKeysOff() ? "on" : "off");
    nameSwitch();
  });
}
document.addEventListener(
  "keydown",
  (event) => {
    const isCommand = event.key.length === 1 && event.key !== " ";
    const isTyping = event.target.closest("input[type=text], textarea, select");
    if (!isCommand || isTyping) return;
    if (areKeysOff() || performance.now() - shownAt < REST_MILLISECONDS) event.stopImmediatePropagation();
  },
  { capture: true },
);
