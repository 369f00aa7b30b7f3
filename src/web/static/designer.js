// A cell or a function is put into the expression where one stands; without a script it is written out to be copied.
/** @type {HTMLTextAreaElement | null} */
let standing = document.querySelector('textarea[data-expression]');
document.addEventListener('focusin', ({ target }) => {
  if (
    target instanceof HTMLTextAreaElement &&
    ('expression' in target.dataset || 'sentence' in target.dataset)
  )
    standing = target;
});
/** @type {NodeListOf<HTMLElement>} */
const written = document.querySelectorAll('code[data-insert]');
for (const code of written) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button plain small';
  button.textContent = code.textContent;
  button.addEventListener('click', () => {
    if (!standing) return;
    const insert = code.dataset.insert ?? '';
    const isSentence = 'sentence' in standing.dataset;
    standing.setRangeText(
      isSentence ? `{${insert.replaceAll('.', '_')}}` : insert,
      standing.selectionStart,
      standing.selectionEnd,
      'end',
    );
    standing.focus();
  });
  code.replaceWith(button);
}
