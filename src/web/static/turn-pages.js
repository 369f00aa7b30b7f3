// Alt + PageDown and Alt + PageUp lead to the next and the previous return; without a script the links do.
addEventListener('keydown', (event) => {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const rel = { PageDown: 'next', PageUp: 'prev' }[event.key];
  /** @type {HTMLAnchorElement | null} */
  const link = rel ? document.querySelector(`a[rel=${rel}]`) : null;
  if (!link) return;
  event.preventDefault();
  link.click();
});
