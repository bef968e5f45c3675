// Small comforts on pages that work without them: nothing here is needed to get anything done.
"use strict";

const byData = (name, root = document) => root.querySelectorAll(`[data-${name}]`);

// The menu behind one button, and menus that close when one looks elsewhere.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-menu-button]");
  if (button) {
    const menu = document.getElementById(button.getAttribute("aria-controls"));
    const open = menu.classList.toggle("is-open");
    button.setAttribute("aria-expanded", String(open));
  }
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// Esc closes an open menu; on pages with notes it blanks the screen, for when somebody walks past.
function showOrBlank() {
  const veil = document.querySelector(".blank-screen");
  if (veil) {
    veil.remove();
    return;
  }
  const cover = document.createElement("button");
  cover.type = "button";
  cover.className = "blank-screen";
  cover.textContent = "Screen hidden. Press Esc or select this page to carry on.";
  const before = document.activeElement;
  cover.addEventListener("click", () => cover.remove());
  new MutationObserver((_, watcher) => {
    if (!cover.isConnected) {
      watcher.disconnect();
      before?.focus();
    }
  }).observe(document.body, { childList: true });
  document.body.append(cover);
  cover.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = document.querySelector("details[data-menu][open]");
  if (open) {
    open.open = false;
    open.querySelector("summary").focus();
  } else if (document.querySelector("[data-blank-on-esc]")) {
    event.preventDefault();
    showOrBlank();
  }
});

// Rows of a formset: the page's own empty row is copied, and a removed row is ticked for deletion.
function addRow(container) {
  const total = container.querySelector("input[name$='-TOTAL_FORMS']");
  const rows = container.querySelector("[data-formset-rows]");
  const template = container.querySelector("template[data-formset-empty]");
  rows.insertAdjacentHTML("beforeend", template.innerHTML.replaceAll("__prefix__", total.value));
  total.value = String(Number(total.value) + 1);
  rows.lastElementChild.querySelector("input:not([type=hidden]), select, textarea")?.focus();
}

function removeRow(row) {
  const container = row.closest("[data-formset]");
  const tick = row.querySelector("input[name$='-DELETE']");
  if (tick) tick.checked = true;
  row.hidden = true;
  row.closest("form")?.dispatchEvent(new Event("input", { bubbles: true }));
  container.querySelector("[data-formset-add]")?.focus();
}

document.addEventListener("click", (event) => {
  const add = event.target.closest("[data-formset-add]");
  const remove = event.target.closest("[data-formset-remove]");
  if (add) addRow(add.closest("[data-formset]"));
  if (remove) removeRow(remove.closest("[data-formset-row]"));
});

// A form with changes in it asks before it is left.
let unsaved = null;
document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-guard]");
  if (form) unsaved = form;
});
document.addEventListener("submit", (event) => {
  if (event.target === unsaved) unsaved = null;
});
window.addEventListener("beforeunload", (event) => {
  if (unsaved?.isConnected) event.preventDefault();
});

// A list that shows another choice at once: the button beside it does the same.
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-submit-on-change]");
  if (form && event.target.matches("select, input[type=checkbox], input[type=radio]")) form.requestSubmit();
});

for (const button of byData("print")) button.addEventListener("click", () => window.print());

// What is wrong comes first: to the eye, the keyboard and the screen reader.
function focusProblems(root) {
  root.querySelector("[data-error-summary]")?.focus();
}
focusProblems(document);

// htmx: say so when the server could not be reached, and mark what is being fetched.
function say(words) {
  const region = document.getElementById("page-status");
  region.replaceChildren();
  const notice = document.createElement("div");
  notice.className = "notice tone-bad";
  notice.textContent = words;
  region.append(notice);
}

document.addEventListener("htmx:beforeRequest", (event) => event.detail.target?.setAttribute("aria-busy", "true"));
document.addEventListener("htmx:afterRequest", (event) => event.detail.target?.removeAttribute("aria-busy"));
document.addEventListener("htmx:afterSwap", (event) => focusProblems(event.detail.target));
document.addEventListener("htmx:sendError", () => say("The server cannot be reached. Check your connection, then try again."));
document.addEventListener("htmx:responseError", (event) => {
  const status = event.detail.xhr.status;
  if (status === 401) return;
  if (status === 403) say("Your role at this school does not allow this.");
  else if (status === 404) say("This is no longer here. Reload the page.");
  else if (status === 429) say("That was tried many times in a short while. Wait a minute, then try again.");
  else say("This could not be done. Nothing was changed. Reload the page and try again.");
});
