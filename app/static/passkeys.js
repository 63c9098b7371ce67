// Passkeys: asks the browser to make one, or to answer with one, and sends what it says with the form.
// A form says by data-passkey what it is for, and by data-options where the server says what to ask for.
// Without this script the forms stay hidden, and every page names another way.

const decoded = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
const encoded = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

// Options arrive as JSON; the browser wants bytes.
function prepared(options) {
  const named = (list = []) => list.map((each) => ({ ...each, id: decoded(each.id) }));
  return {
    ...options,
    challenge: decoded(options.challenge),
    ...(options.user && { user: { ...options.user, id: decoded(options.user.id) } }),
    ...(options.excludeCredentials && { excludeCredentials: named(options.excludeCredentials) }),
    ...(options.allowCredentials && { allowCredentials: named(options.allowCredentials) }),
  };
}

// The browser answers with bytes; the server wants JSON.
function written({ id, rawId, type, response }) {
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const given = parts.filter((name) => response[name]).map((name) => [name, encoded(response[name])]);
  const transports = response.getTransports?.();
  return JSON.stringify({ id, rawId: encoded(rawId), type, response: { ...Object.fromEntries(given), transports } });
}

async function ask(form) {
  const answer = await fetch(form.dataset.options, { method: "POST", body: new FormData(form) });
  if (answer.status === 429) throw new Error((await answer.json()).error);
  if (!answer.ok) return ""; // the server says beside the fields what is wrong
  const publicKey = prepared(await answer.json());
  return written(await navigator.credentials[form.dataset.passkey]({ publicKey }));
}

function wordsOf(error, form) {
  if (error.name === "InvalidStateError") return form.dataset.known;
  return error instanceof DOMException || error instanceof TypeError ? form.dataset.failed : error.message;
}

let asking = false; // one at a time: the browser shows one question

async function send(event) {
  event.preventDefault();
  if (asking) return;
  asking = true;
  const form = event.currentTarget;
  const problem = form.querySelector("[data-passkey-problem]");
  problem.replaceChildren();
  try {
    form.elements.credential.value = await ask(form);
    form.submit();
  } catch (error) {
    asking = false;
    const words = document.createElement("p");
    words.className = "nhsuk-error-message";
    words.textContent = wordsOf(error, form);
    problem.append(words);
  }
}

if (window.PublicKeyCredential && navigator.credentials) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", send);
  }
  if (document.querySelector("form[data-passkey]")) {
    document.querySelectorAll("[data-passkey-absent]").forEach((words) => words.remove());
  }
}
