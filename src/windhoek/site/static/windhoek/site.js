// Quicker, never needed: copying by one click, keeping the paragraph when the language changes, finding
// a paragraph that stands on another page of a long document, and going through a matrix by the arrow keys.
"use strict";
document.documentElement.classList.add("js");
const said = document.getElementById("said");
const words = said.dataset; // in the language of the page

function say(text) { said.textContent = ""; setTimeout(() => { said.textContent = text; }, 50); }

async function copy(button, text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const box = document.createElement("textarea");
    box.value = text;
    box.className = "unseen";
    document.body.append(box);
    box.select();
    document.execCommand("copy");
    box.remove();
    button.focus();
  }
  const before = button.textContent;
  button.textContent = words.copied;
  button.classList.add("done");
  say(words.said + " " + text);
  setTimeout(() => { button.textContent = before; button.classList.remove("done"); }, 1500);
}

function button(name, what, text) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "copy";
  made.textContent = words[name];
  const full = (name === "link" ? words.copyLink : words.copyCite) + " " + what;
  // Who speaks to the screen says the word that stands there: it is part of the name (WCAG 2.5.3).
  made.setAttribute("aria-label", full.toLowerCase().includes(words[name].toLowerCase()) ? full : words[name] + ": " + full);
  made.addEventListener("click", () => copy(made, text()));
  return made;
}

const canonical = document.querySelector("link[rel=canonical]");
const paged = document.querySelector("article[data-paged]");

function address(label) {
  return canonical.href + (paged ? "/" + encodeURIComponent(label.textContent) : label.hash);
}

for (const tag of document.querySelectorAll(".unit > .tag")) {
  const label = tag.querySelector("a");
  tag.querySelector(".cite").after(
    button("link", label.textContent, () => address(label)),
    button("cite", label.textContent, () => tag.querySelector(".copyable").textContent),
  );
}
for (const whole of document.querySelectorAll(".facts .copyable")) {
  whole.after(" ", button("link", words.document, () => canonical.href), " ", button("cite", words.document, () => whole.textContent));
}

function follow() {
  const label = decodeURIComponent(location.hash.slice(1));
  for (const link of document.querySelectorAll("a[data-keep-label]")) link.hash = location.hash;
  const there = label && document.getElementById(label);
  if (there && there.closest(".elsewhere")) location.replace(there.href);
  if (!label || there || !document.querySelector("article.text")) return;
  location.replace(location.pathname.replace(/\/$/, "") + "/" + encodeURIComponent(label));
}
addEventListener("hashchange", follow);
follow();

// In a matrix the arrow keys go from cell to cell, and Escape goes back to the one that is open.
const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.key === "Escape" && !event.target.matches("input")) document.getElementById("here")?.focus();
  const cell = event.target.closest?.(".states td");
  const step = cell && steps[event.key];
  if (!step) return;
  const across = document.documentElement.dir === "rtl" ? -step[0] : step[0];
  const rows = cell.parentElement.parentElement.rows;
  let [row, column, next] = [cell.parentElement.sectionRowIndex, cell.cellIndex, cell];
  do {
    row += step[1];
    column += across;
    next = rows[row]?.cells[column];
  } while (next && !next.querySelector("a"));
  event.preventDefault();
  next?.querySelector("a").focus();
});

const narrow = matchMedia("(min-width: 60rem)");
const filters = document.getElementById("filters");
if (filters && narrow.matches) filters.open = true;
