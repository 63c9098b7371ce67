// What respondents' pages do with scripts on. Everything works without it.

// A page that the browser kept while it was left shows answers of then. Load it anew: the server has those of now.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) {
    window.location.reload();
  }
});

// A form that cannot be sent stays on the page, with everything in it, and is sent again until it arrives.
// Sending it twice does no harm: the server takes a repetition for what it is. Nothing is stored in the browser.
const PATIENCE = 15000; // ms for an answer
const PAUSE = 5000; // ms until the next try

function arrived(form, submitter) {
  const body = new URLSearchParams(new FormData(form));
  if (submitter?.name) body.set(submitter.name, submitter.value);
  const signal = AbortSignal.timeout?.(PATIENCE);
  return fetch(form.action, { method: "POST", body, signal }).then((answer) => {
    if (answer.status >= 500) throw new Error(String(answer.status));
    return answer;
  });
}

function nextTry() {
  return new Promise((resolve) => {
    const again = () => {
      clearTimeout(timer);
      window.removeEventListener("online", again);
      resolve();
    };
    const timer = setTimeout(again, PAUSE);
    window.addEventListener("online", again);
  });
}

async function send(form, submitter) {
  const words = form.querySelector("[data-unsent]");
  for (;;) {
    try {
      return await arrived(form, submitter);
    } catch {
      words.textContent = navigator.onLine ? words.dataset.failed : words.dataset.offline;
      await nextTry();
    }
  }
}

function submitAsUsual(form, submitter) {
  const button = document.createElement("input");
  button.type = "hidden";
  button.name = submitter?.name ?? "";
  button.value = submitter?.value ?? "";
  if (button.name) form.append(button);
  form.submit();
}

function keep(form) {
  let sending = false;
  let pressed = null;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    pressed = event.submitter;
    if (sending) return; // what is on the page when it is sent at last is what counts
    sending = true;
    const answer = await send(form, pressed);
    if (answer.redirected) {
      window.location.assign(answer.url);
    } else {
      submitAsUsual(form, pressed); // a page to be shown: let the browser ask for it itself
    }
  });
}

document.querySelectorAll("form[data-keep]").forEach(keep);

// The link of this questionnaire, for whoever wants to note it down. It stands in no page that is sent.
document.querySelectorAll("[data-own-link]").forEach((place) => {
  place.querySelector("span").textContent = new URL("./", window.location.href).href;
  place.hidden = false;
});
