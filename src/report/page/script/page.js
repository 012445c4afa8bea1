// The page: builds everything from the data, and draws it anew when its size or its colours change.

const data = JSON.parse(document.getElementById('data').textContent);
document.getElementById('heading').textContent = data.heading;
readPalette();

const halls = data.runs.map((run, index) => new Hall(run, filmOf(run), index));
document.getElementById('halls').append(...halls.map(hall => hall.element));
document.getElementById('halls').classList.toggle('is-pair', halls.length === 2);
tellResult(document.getElementById('result'), data.runs);
fillLegend(document.getElementById('legend'), data.runs, halls.map(hall => hall.film));
fillTable(document.getElementById('table'), data.runs);

const timeline = new Timeline(document.getElementById('timeline'), halls);
const player = new Player(halls, timeline);

function drawAll() {
  timeline.draw();
  player.draw(0);
}

function recolour() {
  readPalette();
  paintSwatches();
  drawAll();
}

recolour();
player.goToHash();
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', recolour);
new ResizeObserver(drawAll).observe(document.querySelector('main'));
