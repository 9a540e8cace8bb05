// Saves a page of the survey whenever a field is left, by posting the same form. Without this the buttons save.
const form = document.querySelector("form[data-save-on-leaving]");
const status = form && form.querySelector("[data-saving]");
let sent = "";
let running = Promise.resolve();

function typed() {
  const data = new FormData(form);
  data.set("autosave", "1");
  return data;
}

// What is compared to know whether anything changed: not the notes that the portal itself puts into the form.
function words() {
  const data = new FormData(form);
  for (const name of ["opened", "dispute"]) data.delete(name);
  return new URLSearchParams(data).toString();
}

function say(text) {
  status.hidden = false;
  status.textContent = text;
}

function dispute(key) {
  if (form.querySelector(`input[name=dispute][value="${CSS.escape(key)}"]`)) return;
  const note = document.createElement("input");
  note.type = "hidden";
  note.name = "dispute";
  note.value = key;
  form.append(note);
}

async function save() {
  const now = words();
  if (now === sent) return;
  try {
    const answer = await fetch(form.action, { method: "POST", body: typed(), redirect: "manual", keepalive: now.length < 50000 });
    if (answer.headers.get("Content-Type") !== "application/json") throw new Error("no longer open");
    const told = await answer.json();
    if (told.over) return say(told.over);
    sent = now;
    form.elements.opened.value = told.opened;
    Object.keys(told.disputed).forEach(dispute);
    const disputed = Object.values(told.disputed);
    if (disputed.length) say(`Somebody else changed this too: ${disputed.join(" ")} Press a button below to see both and choose.`);
    else if (told.wrong.length) say(`Not everything is saved. ${told.wrong.join(" ")}`);
    else say("Saved.");
  } catch {
    say("Not saved: there is no connection, or this page was open for too long. What you typed is still here. Press a button below to try again.");
  }
}

if (form) {
  sent = words();
  const soon = () => { running = running.then(save); };
  form.addEventListener("change", soon);
  form.addEventListener("focusout", soon);
  document.addEventListener("visibilitychange", () => { if (document.hidden) soon(); });
  form.addEventListener("submit", () => { sent = words(); }); // the button saves; a second save beside it would only dispute with it
}
