// Reads the page aloud with a voice of the reader's own device; nothing leaves it.
// Without such a voice for the language of the page there is no button.
(() => {
  "use strict";
  const place = document.querySelector("[data-aloud]");
  const main = document.getElementById("main");
  const speech = window.speechSynthesis;
  if (!place || !main || !speech || !window.SpeechSynthesisUtterance) return;
  const button = place.querySelector("button");
  const words = button.textContent;
  const passedOver = "button, textarea, select, video, audio, svg, nav, [aria-hidden=true], [data-aloud], .tongues, .govuk-visually-hidden";
  const parts = "p, li, h1, h2, h3, h4, label, legend, dt, dd, th, td, figcaption, summary, blockquote, div";
  const longest = 220;
  let now = null;

  const language = (element) => element.closest("[lang]").lang;
  const root = (code) => code.toLowerCase().split(/[-_]/)[0];
  const voiceOf = (code) => speech.getVoices().find((one) => one.localService && root(one.lang) === root(code));

  const show = () => { place.hidden = !voiceOf(language(main)); };

  // What can be seen, part by part, each in its own language.
  const read = () => {
    const found = [];
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      const text = node.data.replace(/\s+/g, " ");
      if (!text.trim() || element.closest(passedOver) || !element.getClientRects().length) continue;
      const part = element.closest(parts) || main;
      const last = found[found.length - 1];
      if (last && last.part === part && last.language === language(element)) last.text += text;
      else found.push({ part, text, language: language(element) });
    }
    return found;
  };

  // Some voices stop in the middle of a long text.
  const pieces = (text) => text.match(new RegExp(`[^.!?।؟]{1,${longest}}(?:[.!?।؟]+|\\s|$)|\\S{1,${longest}}`, "g")) || [];

  const mark = (part) => {
    if (now) now.classList.remove("aloud__now");
    now = part;
    if (now) now.classList.add("aloud__now");
  };

  const stop = () => {
    speech.cancel();
    mark(null);
    button.textContent = words;
  };

  const start = () => {
    speech.cancel();
    const waiting = read().flatMap((one) => pieces(one.text.trim()).map((text) => ({ ...one, text })));
    button.textContent = button.dataset.stop;
    const next = () => {
      const one = waiting.shift();
      if (!one) return stop();
      const voice = voiceOf(one.language);
      if (!voice) return next();
      const said = new SpeechSynthesisUtterance(one.text.trim());
      said.voice = voice;
      said.lang = voice.lang;
      said.onstart = () => mark(one.part);
      said.onend = () => { if (button.textContent !== words) next(); };
      said.onerror = () => stop();
      speech.speak(said);
    };
    next();
  };

  button.addEventListener("click", () => (button.textContent === words ? start() : stop()));
  window.addEventListener("pagehide", () => speech.cancel());
  speech.addEventListener("voiceschanged", show);
  show();
})();
