// @ts-nocheck — goes to the browser as it stands
// Says on every page of the office what waits in this browser, and sends it as soon as it can.
(() => {
  const { person, text } = document.currentScript.dataset;
  const mine = () =>
    Object.keys(localStorage).filter((key) => key.startsWith('vekha-return:') && key.endsWith(`:${person}`));
  const read = (key) => JSON.parse(localStorage.getItem(key) || '{}');
  document.querySelector('form[action="/sign-out"]')?.addEventListener('submit', () => {
    for (const key of Object.keys(localStorage))
      if (key.startsWith('vekha-since:')) localStorage.removeItem(key);
  });
  const who = document.querySelector('.who');
  const sign = document.createElement('a');
  sign.className = 'state work';
  function show() {
    const keys = mine();
    const count = keys.reduce((sum, key) => sum + Object.keys(read(key)).length, 0);
    sign.remove();
    if (count === 0) return;
    const [, slug, code] = keys[0].split(':');
    sign.href = `/office/returns/${slug}/f1?org=${code}`;
    sign.textContent = text.replace('{count}', count);
    who.prepend(sign);
  }
  async function send() {
    for (const key of mine()) {
      const waiting = read(key);
      const [, slug, code] = key.split(':');
      for (const base of new Set(Object.values(waiting).map((one) => one.base))) {
        const own = Object.entries(waiting).filter(([, one]) => one.base === base);
        const changes = Object.fromEntries(own.map(([field, { value, was }]) => [field, { value, was }]));
        const response = await fetch(`/office/returns/${slug}/save?org=${code}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', accept: 'application/json' },
          body: JSON.stringify({ base, door: 'offline', person: Number(person), changes }),
          redirect: 'manual',
        }).catch(() => undefined);
        if (!response?.ok) continue;
        const { conflicts } = await response.json();
        const left = read(key);
        for (const [field, { value }] of own)
          if (left[field]?.value === value && !conflicts.some((one) => one.field === field))
            delete left[field];
        if (Object.keys(left).length) localStorage.setItem(key, JSON.stringify(left));
        else localStorage.removeItem(key);
      }
    }
    show();
  }
  try {
    show();
    if (mine().length) void send();
    addEventListener('online', send);
    addEventListener('storage', show);
  } catch {
    // a browser that keeps nothing has nothing to say
  }
})();
