// Dragging for lists whose items have buttons to move them: dropping one sends the same form with the place it was dropped on.
for (const list of document.querySelectorAll("[data-reorder]")) {
  let dragged = null;
  for (const item of list.children) {
    item.draggable = true;
    item.addEventListener("dragstart", (event) => {
      dragged = item;
      event.dataTransfer.effectAllowed = "move";
    });
    item.addEventListener("dragend", () => {
      dragged = null;
      for (const other of list.children) other.classList.remove("portal-order__item--target");
    });
    item.addEventListener("dragover", (event) => {
      if (!dragged) return;
      event.preventDefault();
      for (const other of list.children) other.classList.toggle("portal-order__item--target", other === item && other !== dragged);
    });
    item.addEventListener("drop", (event) => {
      event.preventDefault();
      if (!dragged || dragged === item) return;
      const form = dragged.querySelector("form");
      const place = document.createElement("input");
      place.type = "hidden";
      place.name = "to";
      place.value = item.dataset.place;
      form.append(place);
      form.submit();
    });
  }
}
