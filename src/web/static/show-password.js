// Puts «Показать пароль» under the field of a password. Only a script can do it, so only the script makes the box.
/** @type {NodeListOf<HTMLInputElement>} */
const inputs = document.querySelectorAll('input[type=password][data-show]');
for (const input of inputs) {
  const box = document.createElement('input');
  box.type = 'checkbox';
  const text = document.createElement('span');
  text.textContent = input.dataset.show ?? '';
  const label = document.createElement('label');
  label.className = 'check gap-small';
  label.append(box, ' ', text);
  box.addEventListener('change', () => (input.type = box.checked ? 'text' : 'password'));
  // A browser remembers what was typed as text; it leaves as a password.
  input.form?.addEventListener('submit', () => (input.type = 'password'));
  input.closest('.field')?.after(label);
}
