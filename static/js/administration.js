// Names for the boxes of Django's administration that its own scripts and tables leave without one.

let named = 0;

// The label in a form, or the head of the column in a table of rows; with an id, so that a box can be named by it.
function labelOf(box) {
  const cell = box.closest("td");
  const label = document.querySelector(`label[for="${box.id}"]`) || (cell && cell.closest("table").tHead.rows[0].cells[cell.cellIndex]);
  if (label && !label.id) label.id = `name-${++named}`;
  return label ? label.id : "";
}

function nameAll() {
  for (const box of document.querySelectorAll(".tabular td :is(input:not([type=hidden]), select, textarea)")) {
    if (!box.labels.length && !box.hasAttribute("aria-labelledby")) box.setAttribute("aria-labelledby", labelOf(box));
  }
  for (const box of document.querySelectorAll("[aria-describedby]")) {
    const told = box.getAttribute("aria-describedby").split(" ").some((id) => document.getElementById(id));
    if (!told) box.removeAttribute("aria-describedby"); // in a table of rows the help stands at the head of the column
  }
  for (const drawn of document.querySelectorAll("select + .select2-container")) {
    const name = labelOf(drawn.previousElementSibling);
    const chosen = drawn.querySelector("[role=textbox]");
    for (const box of drawn.querySelectorAll("[role=combobox], [role=textbox], [role=searchbox]")) {
      box.setAttribute("aria-labelledby", box.matches("[role=combobox]") && chosen ? `${name} ${chosen.id}` : name);
    }
  }
  for (const help of document.querySelectorAll(".help-tooltip[aria-label]")) help.role = "img";
  for (const frame of document.querySelectorAll(".inline-group, .results")) frame.tabIndex = 0;
}

addEventListener("load", nameAll);
document.addEventListener("formset:added", () => setTimeout(nameAll));
