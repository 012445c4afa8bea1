// Colours, from the style sheet, and hatching, which tells states apart without colour.

const COLOURS = [
  'ground', 'card', 'text', 'quiet', 'rule', 'thinks', 'on-thinks', 'opponent', 'opponent-deep', 'ready', 'ready-mark',
  'walks', 'walks-mark', 'attends', 'attends-mark', 'line', 'over',
];

const colour = {};
// What fills areas: a colour, or a pattern.
const fill = {};

/// Reads the colours anew: the reader may have changed between light and dark.
function readPalette() {
  const style = getComputedStyle(document.documentElement);
  for (const name of COLOURS) colour[name] = style.getPropertyValue(`--${name}`).trim();
  fill.thinks = colour.thinks;
  fill.opponent = colour['opponent-deep'];
  fill.line = colour.line;
  fill.ready = hatched(5, colour.ready, colour['ready-mark'], [[-1, 1, 1, -1], [0, 5, 5, 0], [4, 6, 6, 4]], 1);
  fill.walks = hatched(4, colour.walks, colour['walks-mark'], [[0, 2, 4, 2]], 1);
  fill.attends = hatched(6, colour.attends, colour['attends-mark'], [[-1, -1, 7, 7], [-1, 5, 1, 7], [5, -1, 7, 1]], 1.6);
}

function hatched(size, ground, mark, lines, width) {
  const ratio = window.devicePixelRatio || 1;
  const tile = document.createElement('canvas');
  tile.width = tile.height = Math.round(size * ratio);
  const pen = tile.getContext('2d');
  pen.scale(tile.width / size, tile.width / size);
  pen.fillStyle = ground;
  pen.fillRect(0, 0, size, size);
  pen.strokeStyle = mark;
  pen.lineWidth = width;
  for (const [fromX, fromY, toX, toY] of lines) {
    pen.beginPath();
    pen.moveTo(fromX, fromY);
    pen.lineTo(toX, toY);
    pen.stroke();
  }
  const pattern = pen.createPattern(tile, 'repeat');
  pattern.setTransform(new DOMMatrix().scale(size / tile.width));
  return pattern;
}

// What states look like, by their numbers: the key of a fill, or null where there is nothing to see.
const BOARD_FILLS = [null, 'line', 'opponent', 'ready', 'thinks', null];
const MASTER_FILLS = [null, 'walks', 'attends', 'thinks', null, null];

/// Makes a canvas as sharp as the screen, and gives its pen, in pixels of the page.
function penOf(canvas, width, height) {
  const ratio = window.devicePixelRatio || 1;
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w;
    canvas.height = h;
  }
  const pen = canvas.getContext('2d');
  pen.setTransform(w / width, 0, 0, h / height, 0, 0);
  pen.clearRect(0, 0, width, height);
  return pen;
}

/// A small square that shows a fill.
function swatch(key) {
  const canvas = document.createElement('canvas');
  canvas.className = 'swatch';
  canvas.dataset.fill = key;
  return canvas;
}

/// Paints all squares, after the colours have changed.
function paintSwatches() {
  for (const canvas of document.querySelectorAll('.swatch')) {
    const pen = penOf(canvas, 12, 12);
    const key = canvas.dataset.fill;
    pen.fillStyle = fill[key] ?? colour[key] ?? 'transparent';
    pen.fillRect(0, 0, 12, 12);
    if (key === 'over') {
      pen.strokeStyle = colour.quiet;
      pen.lineWidth = 1.6;
      tick(pen, 6, 6, 3.4);
    }
  }
}

/// A tick around a point.
function tick(pen, x, y, size) {
  pen.beginPath();
  pen.moveTo(x - size, y);
  pen.lineTo(x - size * 0.25, y + size * 0.75);
  pen.lineTo(x + size, y - size * 0.7);
  pen.stroke();
}
