// Draws the process and fills the places where it stands now.
(() => {
  'use strict';
  const canvas = document.getElementById('diagram');
  if (!canvas) return;
  const viewer = new BpmnJS({ container: canvas });
  viewer.importXML(document.getElementById('diagram-xml').textContent).then(() => {
    const view = viewer.get('canvas');
    view.zoom('fit-viewport', 'auto');
    for (const id of canvas.dataset.current.split(' ')) {
      if (viewer.get('elementRegistry').get(id)) view.addMarker(id, 'is-current');
    }
    canvas.dataset.drawn = 'yes';
  }).catch(() => {
    canvas.textContent = 'The diagram could not be drawn. Where the process stands is listed above.';
  });
})();
