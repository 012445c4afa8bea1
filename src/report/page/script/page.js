// The page: builds everything from the data, and draws it anew when a run, its size or its colours change.

const data = JSON.parse(document.getElementById('data').textContent);
const byId = id => document.getElementById(id);
byId('heading').textContent = data.heading;
readPalette();

const halls = data.runs.map((run, index) => new Hall(run, index));
byId('halls').append(...halls.map(hall => hall.element));
byId('halls').classList.toggle('is-pair', halls.length === 2);
const timeline = new Timeline(byId('timeline'), halls);
const player = new Player(halls, timeline);

/// Shows runs, with the titles of those that were here first.
function show(runs) {
  runs = runs.map((run, index) => ({...run, title: data.runs[index].title}));
  runs.forEach((run, index) => halls[index].load(run));
  tellResult(byId('result'), runs);
  fillLegend(byId('legend'), runs, halls.map(hall => hall.film));
  fillTable(byId('table'), runs);
  player.measure();
  recolour();
}

function drawAll() {
  timeline.draw();
  player.draw(0);
}

function recolour() {
  readPalette();
  paintSwatches();
  drawAll();
}

show(data.runs);
player.goToHash();
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', recolour);
new ResizeObserver(drawAll).observe(document.querySelector('main'));

// Where a browser forbids WebAssembly, there are no sliders, and all the rest is as it is.
async function letChange() {
  const module = await compiledEngine();
  const engines = await Promise.all(data.scenarios.map(scenario => Engine.of(module, scenario)));
  new WhatIf(byId('what-if'), engines, BigInt(data.replication), show);
}

letChange().catch(why => byId('what-if').dataset.why = String(why));
