// Draws a decision table as modelers show it. The viewer is fetched only when somebody asks for it; the rules in words need none of this.
(() => {
  'use strict';
  const asked = document.getElementById('dmn');
  if (!asked) return;
  const place = document.getElementById('dmn-table');

  const fetched = (element) => new Promise((done, failed) => {
    element.onload = done;
    element.onerror = failed;
    document.head.append(element);
  });

  const style = (href) => fetched(Object.assign(document.createElement('link'), { rel: 'stylesheet', href }));

  const draw = () => new Promise((done, failed) => {
    place.replaceChildren();
    const viewer = new DmnJS({ container: place });
    viewer.importXML(document.getElementById('file-text').textContent, { open: false }, (fault) => {
      const table = fault ? null : viewer.getViews().find((view) => view.type === 'decisionTable');
      if (!table) return failed(fault);
      viewer.open(table, (wrong) => (wrong ? failed(wrong) : done()));
    });
  });

  const show = async () => {
    asked.removeEventListener('toggle', show);
    try {
      await Promise.all([
        ...asked.dataset.styles.split(' ').map(style),
        fetched(Object.assign(document.createElement('script'), { src: asked.dataset.script })),
      ]);
      await draw();
      // A wide table scrolls in its own box, by keyboard too.
      const box = place.querySelector('.tjs-table-container');
      box.tabIndex = 0;
      box.setAttribute('role', 'region');
      box.setAttribute('aria-label', 'The decision table');
      place.dataset.drawn = 'yes';
    } catch {
      place.textContent = 'The table could not be drawn. Its rules stand in words when you close this.';
    }
  };

  asked.hidden = false;
  asked.addEventListener('toggle', show);
})();
