// Small comforts; every page works without them.
(() => {
  'use strict';

  const basic = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
  const extended = '^{}\\[~]|€\f';

  // As io.holdfast.console.Segments counts.
  const segments = (text) => {
    let units = 0;
    let encoding = 'GSM-7';
    for (const unit of text.split('')) {
      if (basic.includes(unit)) units += 1;
      else if (extended.includes(unit)) units += 2;
      else { units = text.length; encoding = 'UCS-2'; break; }
    }
    const [single, each] = encoding === 'GSM-7' ? [160, 153] : [70, 67];
    const count = units <= single ? 1 : Math.ceil(units / each);
    return `${units} characters, ${count} ${count === 1 ? 'segment' : 'segments'} (${encoding})`;
  };

  document.addEventListener('input', (event) => {
    const counter = event.target.dataset && event.target.dataset.segments;
    if (counter) document.getElementById(counter).textContent = segments(event.target.value);
    // What somebody typed is not swapped away, and the quotation above shows what would go out.
    const quotation = event.target.closest && event.target.closest('.decide');
    if (counter && quotation) {
      for (const block of quotation.querySelectorAll('blockquote')) {
        if (block.lang === event.target.lang) block.textContent = event.target.value;
      }
    }
  });

  // A double press would only be refused; one press is enough.
  document.addEventListener('submit', (event) => {
    if (event.target.method !== 'post') return;
    if (event.target.dataset.sent) { event.preventDefault(); return; }
    event.target.dataset.sent = 'yes';
  });
  addEventListener('pageshow', () => {
    for (const form of document.querySelectorAll('form[data-sent]')) delete form.dataset.sent;
  });

  // On paper nothing is folded.
  addEventListener('beforeprint', () => {
    for (const fold of document.querySelectorAll('details.fold:not([open])')) { fold.open = true; fold.dataset.printed = 'yes'; }
  });
  addEventListener('afterprint', () => {
    for (const fold of document.querySelectorAll('details.fold[data-printed]')) { fold.open = false; delete fold.dataset.printed; }
  });

  // Parts that are opened stay open when they are fetched anew.
  document.addEventListener('htmx:oobBeforeSwap', (event) => {
    const target = event.detail.target;
    const open = [...target.querySelectorAll('details')].map((d) => d.open);
    const fresh = event.detail.fragment.querySelectorAll('details');
    open.forEach((isOpen, i) => { if (isOpen && fresh[i]) fresh[i].open = true; });
  });
})();
