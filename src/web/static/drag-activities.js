// Activities of a draft can be dragged within their section. Only a script can do it, so only the script makes the handles;
// the arrows and the field «место» do the same without it.
const form = /** @type {HTMLFormElement | null} */ (document.getElementById('drag'));
/** @type {HTMLTableRowElement | null} */
let dragged = null;

/** @param {EventTarget | null} target @returns {HTMLTableRowElement | null} */
const rowAt = (target) => (target instanceof Element ? target.closest('tr[data-place]') : null);
/** @param {HTMLTableRowElement} row */
const placeOf = (row) => Number(row.dataset.place);
const clear = () => {
  for (const row of document.querySelectorAll('.drop-above, .drop-below'))
    row.classList.remove('drop-above', 'drop-below');
};

for (const row of document.querySelectorAll('tr[data-place]')) {
  const handle = document.createElement('span');
  handle.className = 'drag';
  handle.draggable = true;
  handle.textContent = '⠿';
  handle.title = form?.dataset.title ?? '';
  handle.setAttribute('aria-hidden', 'true');
  row.querySelector('.steps-row')?.append(handle);
}
document.addEventListener('dragstart', (event) => {
  if (!(event.target instanceof Element) || !event.target.matches('.drag')) return;
  dragged = rowAt(event.target);
  if (!dragged || !event.dataTransfer) return;
  event.dataTransfer.effectAllowed = 'move';
  event.dataTransfer.setData('text/plain', dragged.id);
  event.dataTransfer.setDragImage(dragged, 0, 0);
});
document.addEventListener('dragover', (event) => {
  const row = rowAt(event.target);
  clear();
  if (!dragged || !row || row === dragged || row.parentElement !== dragged.parentElement) return;
  event.preventDefault();
  const { top, height } = row.getBoundingClientRect();
  row.classList.add(event.clientY < top + height / 2 ? 'drop-above' : 'drop-below');
});
document.addEventListener('drop', (event) => {
  const row = rowAt(event.target);
  if (!dragged || !row || !form) return;
  event.preventDefault();
  const above = row.classList.contains('drop-above');
  if (!above && !row.classList.contains('drop-below')) return;
  const [from, to] = [placeOf(dragged), placeOf(row)];
  const place = above ? (from < to ? to - 1 : to) : from < to ? to : to + 1;
  if (place === from) return;
  const field = (/** @type {string} */ name) =>
    /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
  field('activity').value = dragged.id.replace('activity-', '');
  field('place').value = String(place);
  form.submit();
});
document.addEventListener('dragend', () => {
  clear();
  dragged = null;
});
