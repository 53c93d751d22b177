// Draws the charts of the scorecard, in the page's own colours. All of it stands in the tables, too.
(() => {
  'use strict';
  if (typeof echarts === 'undefined') return;
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const places = [...document.querySelectorAll('[data-chart]')];
  let drawn = [];

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  const option = (data) => {
    const ink = colour('--ink-2');
    const line = colour('--line');
    const text = { color: ink, fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 13 };
    const rows = data.kind === 'rows';
    const labels = {
      type: 'category', data: data.labels, inverse: rows,
      axisLabel: { ...text, hideOverlap: true, width: rows ? 150 : undefined, overflow: 'truncate' },
      axisLine: { lineStyle: { color: line } }, axisTick: { show: false },
    };
    const values = {
      type: 'value', name: data.unit, nameTextStyle: text, axisLabel: { ...text, hideOverlap: true },
      splitLine: { lineStyle: { color: line } },
    };
    // Told apart by line and shape, too.
    const marks = [['solid', 'circle'], ['dashed', 'rect']];
    const inks = [colour('--ink'), colour('--action')];
    const names = Object.keys(data.series);
    return {
      animation: false,
      aria: { enabled: true },
      textStyle: text,
      grid: { left: 8, right: 16, top: names.length > 1 || data.unit ? 36 : 12, bottom: 8, containLabel: true },
      legend: { show: names.length > 1, textStyle: text, top: 0, right: 0 },
      tooltip: { trigger: 'axis', renderMode: 'richText', textStyle: { color: colour('--ink') }, backgroundColor: colour('--surface'), borderColor: line },
      xAxis: rows ? values : labels,
      yAxis: rows ? labels : values,
      series: names.map((name, i) => ({
        name, data: data.series[name], type: data.kind === 'line' ? 'line' : 'bar', connectNulls: true,
        symbol: marks[i][1], symbolSize: 7, barMaxWidth: 28,
        lineStyle: { type: marks[i][0], color: inks[i], width: 2 }, itemStyle: { color: inks[i] },
      })),
    };
  };

  const draw = () => {
    for (const chart of drawn) chart.dispose();
    drawn = places.map((place) => {
      place.parentElement.hidden = false;
      const chart = echarts.init(place, null, { renderer: 'canvas' });
      chart.setOption(option(JSON.parse(place.dataset.chart)));
      place.dataset.drawn = 'yes';
      return chart;
    });
  };

  draw();
  dark.addEventListener('change', draw);
  addEventListener('resize', () => drawn.forEach((chart) => chart.resize()));
})();
