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

// One press, one decision: the next page is on its way.
form?.addEventListener("submit", (event) => {
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
});
addEventListener("pageshow", () => delete form?.dataset.sent);
