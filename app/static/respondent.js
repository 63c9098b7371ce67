// A page that the browser kept while it was left shows answers of then. Load it anew: the server has those of now.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) {
    window.location.reload();
  }
});
