// Setting up a programme: examples read along while its words are typed, and its address is proposed.
// Without it a button shows the examples, and an empty address is filled in when the form is sent.

const form = document.querySelector("[data-programme-form]");

for (const word of form.querySelectorAll("[data-word]")) {
  const field = form.elements.namedItem(word.dataset.word);
  field?.addEventListener("input", () => {
    word.textContent = field.value.trim() || "…";
  });
}
form.querySelector("[name=show]")?.remove();

function proposed(name) {
  const plain = name.normalize("NFKD").toLowerCase().replace(/['’\u0300-\u036f]/g, "");
  return plain.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60).replace(/-$/, "");
}

const slug = form.elements.namedItem("slug");
if (slug) {
  let last = proposed(form.elements.namedItem("name").value);
  form.elements.namedItem("name").addEventListener("input", (typed) => {
    if (slug.value !== "" && slug.value !== last) return; // it was written by hand
    last = proposed(typed.target.value);
    slug.value = last;
  });
}
