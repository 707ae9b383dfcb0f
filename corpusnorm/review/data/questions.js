"use strict";
// The page decides nothing: it fills in the cells of the queue, and writes them as corpusnorm.names.sheets does.
const data = JSON.parse(document.getElementById("data").textContent);
const cards = [...document.querySelectorAll(".question")];
const field = (name) => document.getElementById(name);
const KEY = "corpusnorm-names-" + data.key;

function cell(value) {
  const guarded = /^'*[=+\-@\t\r]/.test(value) ? "'" + value : value;
  return /[",\r\n]/.test(guarded) ? '"' + guarded.replaceAll('"', '""') + '"' : guarded;
}

function answer(card) {
  const chosen = card.querySelector("input[type=radio]:checked");
  return { choice: chosen ? chosen.value : "", reason: card.querySelector("input[type=text]").value.trim() };
}

function decided(card, number) {
  const { choice, reason } = answer(card);
  if (!choice) return null;
  const [decision, entity] = choice.startsWith("is ") ? ["is", choice.slice(3)] : [choice, ""];
  const row = { ...data.asked[number], decision, entity, preferred: "", type: "", reason };
  return { ...row, date: field("date").value, by: field("by").value.trim() };
}

function csv() {
  const rows = [...data.stand, ...cards.map(decided).filter(Boolean)];
  const lines = [data.columns, ...rows.map((row) => data.columns.map((name) => row[name] || ""))];
  return "\uFEFF" + lines.map((line) => line.map(cell).join(",") + "\r\n").join("");
}

function faults() {
  const found = [];
  if (!field("date").value) found.push([field("date"), "a date is missing"]);
  for (const card of cards) {
    const { choice, reason } = answer(card);
    if (choice && !reason) found.push([card.querySelector("input[type=text]"), "a decision has no reason"]);
  }
  return found;
}

function download() {
  const wrong = faults();
  field("fault").textContent = wrong.length ? wrong.length + " to correct: " + wrong[0][1] + "." : "";
  if (wrong.length) { show(wrong[0][0].closest(".question")); wrong[0][0].focus(); return; }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([csv()], { type: "text/csv;charset=utf-8" }));
  link.download = "decisions.csv";
  link.click();
  URL.revokeObjectURL(link.href);
}

function show(card) { if (card) card.hidden = false; }

function filter() {
  const words = field("search").value.trim().toLocaleLowerCase();
  const kind = field("kind").value;
  for (const card of cards) {
    const open = !field("open").checked || !answer(card).choice;
    card.hidden = !(open && (!kind || card.dataset.kind === kind) && card.textContent.toLocaleLowerCase().includes(words));
  }
}

function count() {
  let done = 0;
  for (const card of cards) {
    const is = Boolean(answer(card).choice);
    card.classList.toggle("decided", is);
    done += is ? 1 : 0;
  }
  field("count").textContent = done + " of " + cards.length + " decided";
}

// What was chosen is kept in the browser, so that a closed page costs no work; a browser may not allow it.
function keep() {
  try { localStorage.setItem(KEY, JSON.stringify([field("by").value, cards.map(answer)])); } catch { /* not allowed */ }
}

function recall() {
  try {
    const [by, answers] = JSON.parse(localStorage.getItem(KEY)) || ["", []];
    field("by").value = by;
    answers.forEach(({ choice, reason }, number) => {
      for (const radio of cards[number].querySelectorAll("input[type=radio]")) radio.checked = radio.value === choice;
      cards[number].querySelector("input[type=text]").value = reason;
    });
  } catch { /* nothing kept */ }
}

const today = new Date();
field("date").value = new Date(today - today.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
recall();
for (const part of document.querySelectorAll("[data-live]")) part.hidden = false;
for (const part of document.querySelectorAll("[data-still]")) part.hidden = true;
field("download").addEventListener("click", download);
for (const name of ["search", "kind", "open"]) field(name).addEventListener("input", filter);
document.querySelector("main").addEventListener("input", () => { count(); keep(); });
field("by").addEventListener("input", keep);
count();
