// Comfort only: takes the words that are selected in what was said into the form.
const source = document.querySelector("[data-quote-source]");
const field = document.querySelector("[data-quote-words]");
const button = document.querySelector("[data-quote-take]");
if (source && field && button) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const selected = document.getSelection();
    if (!selected.rangeCount || !source.contains(selected.getRangeAt(0).commonAncestorContainer)) return;
    field.value = selected.toString().trim();
    field.focus();
  });
}
