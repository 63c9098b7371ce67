// A form that was sent when its session had ended is not lost: what was typed is kept in this tab, and stands in the
// form again when its page is opened again. Without scripts the page that refuses it says what happened.
// Kept are texts and choices that a person changed; never passwords, files or hidden fields.

const PREFIX = "kept-form:";
const TICKED = ["checkbox", "radio"];
const CHOSEN = ["select-one", "select-multiple"];
const TYPED = ["text", "textarea", "email", "search", "url", "tel", "number", "date", ...TICKED, ...CHOSEN];
const SAID = "What you typed was not saved. It stands here again: look at it and save.";

const page = document.querySelector("meta[name=kept-form]");
const isAnswer = page.dataset.method === "POST"; // to a form, with what is wrong with it
const owner = document.querySelector(".nhsuk-header__account-link")?.textContent; // nobody on a page that refuses
const here = window.location.pathname + window.location.search;

const keyOf = (form) => PREFIX + new URL(form.getAttribute("action") || "", window.location.href).pathname;
const isPost = (form) => form.getAttribute("method")?.toLowerCase() === "post";
const entries = () => Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX));
const read = (key) => JSON.parse(sessionStorage.getItem(key));
const write = (key, form) => sessionStorage.setItem(key, JSON.stringify(form));

function forget(unwanted) {
  for (const key of entries()) if (unwanted(read(key))) sessionStorage.removeItem(key);
}

// The fields of a form by a name that is the same when the page is opened again.
function fieldsOf(form) {
  const seen = {};
  return [...form.elements].filter((field) => field.name && TYPED.includes(field.type)).map((field) => {
    seen[field.name] = (seen[field.name] ?? -1) + 1;
    return [`${field.name}:${TICKED.includes(field.type) ? field.value : seen[field.name]}`, field];
  });
}

function isChanged(field) {
  if (TICKED.includes(field.type)) return field.checked !== field.defaultChecked;
  if (CHOSEN.includes(field.type)) return [...field.options].some((each) => each.selected !== each.defaultSelected);
  return field.value !== field.defaultValue;
}

function valueOf(field) {
  if (TICKED.includes(field.type)) return field.checked;
  if (CHOSEN.includes(field.type)) return [...field.selectedOptions].map((each) => each.value);
  return field.value;
}

function putBack(field, value) {
  if (TICKED.includes(field.type)) field.checked = value;
  else if (CHOSEN.includes(field.type)) for (const each of field.options) each.selected = value.includes(each.value);
  else field.value = value;
  for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
}

// On a page that came as the answer to a form the fields hold from the beginning what was typed before.
function keep(form) {
  const typed = fieldsOf(form).filter(([, field]) => isAnswer || isChanged(field));
  const fields = typed.map(([name, field]) => [name, valueOf(field)]);
  if (fields.length) write(keyOf(form), { owner, page: isAnswer ? null : here, state: "sent", fields });
}

// Return whether something stands in the form again.
function restore(form) {
  const kept = sessionStorage.getItem(keyOf(form)) && read(keyOf(form));
  if (kept?.state !== "refused") return false;
  const fields = new Map(fieldsOf(form));
  const known = kept.fields.filter(([name]) => fields.has(name));
  for (const [name, value] of known) putBack(fields.get(name), value);
  if (known.length) sessionStorage.removeItem(keyOf(form));
  return known.length > 0;
}

function say() {
  const status = document.createElement("div");
  status.className = "nhsuk-inset-text";
  status.setAttribute("role", "status");
  document.getElementById("maincontent").prepend(status);
  status.append(document.createElement("p"));
  status.firstChild.textContent = SAID;
}

// A form whose answer is neither the page that refuses it nor the one that asks to sign in was accepted.
function settle() {
  const sent = entries().filter((key) => read(key).state === "sent");
  for (const key of sent) {
    if (page.content !== "refused") sessionStorage.removeItem(key);
    else write(key, { ...read(key), state: "refused" });
  }
  const back = page.content === "refused" && sent.map((key) => read(key).page).find(Boolean);
  if (!back) return;
  for (const link of document.querySelectorAll("[data-back-to-form]")) link.href = back;
  for (const next of document.querySelectorAll("input[name=next]")) next.value = back;
}

document.addEventListener("submit", (sending) => {
  const form = sending.target;
  if (form.hasAttribute("data-sign-out")) forget(() => true);
  else if (page.content === "keeps" && isPost(form) && form.closest("main") && !form.querySelector("[type=password]")) {
    try {
      keep(form);
    } catch {
      sessionStorage.removeItem(keyOf(form)); // too long for the browser: sent all the same
    }
  }
});

if (owner) forget((kept) => kept.owner !== owner);
settle();
if (page.content === "keeps" && !isAnswer) {
  const restored = [...document.querySelectorAll("main form")].filter(isPost).map(restore);
  if (restored.includes(true)) say();
}
