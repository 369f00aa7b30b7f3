// A wide table opens where its readers are: at this week or at the first pile-up, not at January.
for (const heading of document.querySelectorAll('.scroll th[data-open]')) {
  const region = /** @type {HTMLElement} */ (heading.closest('.scroll'));
  const names = region.querySelector('tbody th')?.getBoundingClientRect().width ?? 0;
  const { left, width } = heading.getBoundingClientRect();
  // A week before it stays in sight, to show that there is more on the left.
  region.scrollLeft += left - region.getBoundingClientRect().left - names - 2 * width;
}
