// Comfort only: every page works without this file.
document.querySelector("[data-error-summary]")?.focus();

// Keyboard shortcuts: a control with data-key is pressed by that key,
// unless somebody is typing.
document.addEventListener("keydown", (event) => {
  const isTyping = event.target.closest("input:not([type=radio]):not([type=checkbox]), textarea, select");
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  const control = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!control) return;
  event.preventDefault();
  if (control.matches("textarea, input[type=text]")) control.focus();
  else control.click();
});
