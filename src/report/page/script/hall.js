// A hall: boards in a ring, or in a grid, and the masters who walk among them.

const RING_MAX = 40;
// Where boards are not shown one by one, this many squares stand for them.
const SQUARES = 1000;

class Hall {
  constructor(run, index) {
    const article = document.getElementById('hall').content.cloneNode(true).firstElementChild;
    this.element = article;
    article.dataset.run = index;
    article.querySelector('h2').textContent = run.title;
    this.canvas = article.querySelector('canvas');
    this.stage = article.querySelector('.stage');
    this.load(run);
  }

  /// Shows this run from now on.
  load(run) {
    const film = filmOf(run);
    Object.assign(this, {run, film});
    this.count = run.groups.reduce((sum, group) => sum + group.count, 0);
    this.isRing = film.boards !== null && this.count <= RING_MAX;
    this.element.classList.toggle('is-grid', !this.isRing);
    this.canvas.style.height = '';
    this.counters = new Counters(this.element.querySelector('.counters'), film);
    // Where each master was drawn last, and for which size.
    this.spots = [];
    this.width = this.height = undefined;
  }

  /// Draws a moment. After `passed` milliseconds of play, masters glide to where they are; else they are there.
  draw(time, passed) {
    const {run, film, element} = this;
    const now = Math.min(time, film.end), counts = film.counts(now);
    const width = this.stage.clientWidth;
    if (width > 0) this.isRing ? this.ring(now, width, passed) : this.grid(now, counts, width, passed);
    this.counters.show(counts);
    const isOver = time >= film.end;
    element.classList.toggle('is-over', isOver);
    const told = run.is_endless ? `ends at ${rounded(film.end)}` : isOver ? `over at ${rounded(film.end)}` : '';
    setText(element.querySelector('.over'), told);
    setDoing(element.querySelector('.doing'), run, film, now, counts);
  }

  ring(time, width, passed) {
    const height = this.canvas.clientHeight, pen = penOf(this.canvas, width, height);
    if (this.width !== width || this.height !== height) {
      Object.assign(this, {width, height, ...ringOf(this.count, width, height)});
      this.spots = [];
    }
    const {places, radius} = this;
    this.film.boards.forEach((row, board) => drawBoard(pen, row, time, places[board], radius, board + 1));
    const size = Math.max(8, Math.min(radius * 0.82, 15));
    this.masters(pen, time, passed, size, board => {
      const {x, y} = places[board], [dx, dy] = [x - width / 2, y - height / 2];
      const back = 1 - (radius + size + 2) / Math.hypot(dx, dy);
      return {x: width / 2 + dx * back, y: height / 2 + dy * back};
    });
  }

  grid(time, counts, width, passed) {
    const isSampled = this.film.boards === null;
    const squares = isSampled ? Math.min(this.count, SQUARES) : this.count;
    const columns = Math.ceil(Math.sqrt(squares * 1.9)), pitch = Math.min(width / columns, 28);
    const rows = Math.ceil(squares / columns), left = (width - columns * pitch) / 2;
    const height = Math.ceil(rows * pitch) + 12, pen = penOf(this.canvas, width, height);
    this.canvas.style.height = `${height}px`;
    const side = pitch - Math.max(1, pitch * 0.14);
    const spot = index => ({x: left + (index % columns) * pitch, y: 6 + Math.floor(index / columns) * pitch});
    const states = isSampled ? statesOf(counts.boards, this.count, squares) : null;
    for (let square = 0; square < squares; square++) {
      const {x, y} = spot(square);
      if (isSampled) {
        drawSquare(pen, states[square], 1, x, y, side);
      } else {
        const row = this.film.boards[square], i = row.at(time);
        drawSquare(pen, row.states[i], row.share(i, time), x, y, side);
      }
    }
    if (isSampled) return;
    const size = Math.max(6, Math.min(pitch * 0.55, 13));
    this.masters(pen, time, passed, size, board => {
      const {x, y} = spot(board);
      return {x: x + side / 2, y: y + side / 2};
    });
  }

  /// Draws the masters, each at what `at` says of his board.
  masters(pen, time, passed, size, at) {
    const centre = {x: (this.width ?? this.stage.clientWidth) / 2, y: (this.height ?? 0) / 2};
    this.film.masters.forEach((row, master) => {
      const i = row.at(time), state = row.states[i], spot = spotOf(row, i, time, at) ?? this.waiting(master, centre, size);
      const before = this.spots[master];
      if (passed > 0 && before && state !== WALKS) {
        const near = 1 - Math.exp(-passed / 60);
        spot.x = before.x + (spot.x - before.x) * near;
        spot.y = before.y + (spot.y - before.y) * near;
      }
      this.spots[master] = spot;
      drawMaster(pen, spot, size, state, state === THINKS ? row.share(i, time) : 0, initialOf(this.run, master));
    });
  }

  /// Where a master stands who has not been anywhere.
  waiting(master, {x, y}, size) {
    const along = (master - (this.run.masters - 1) / 2) * Math.min(size * 2.3, 2 * x / this.run.masters);
    return this.isRing ? {x: x + along, y: y - size * 4} : {x: x + along, y: 8};
  }
}

/// Boards at equal distances along an ellipse, clockwise from the top, and how large they can be.
function ringOf(count, width, height) {
  const most = Math.min(width, height) * 0.075 + 4, steps = 720, lengths = [0];
  const radii = radius => [width / 2 - radius - 7, height / 2 - radius - 7];
  const point = ([a, b], angle) => ({x: width / 2 + a * Math.sin(angle), y: height / 2 - b * Math.cos(angle)});
  let [a, b] = radii(most);
  const around = Math.PI * (3 * (a + b) - Math.sqrt((3 * a + b) * (a + 3 * b)));
  const radius = Math.max(3, Math.min(most, around / count * 0.4));
  [a, b] = radii(radius);
  for (let step = 1; step <= steps; step++) {
    const [from, to] = [step - 1, step].map(step => point([a, b], step / steps * 2 * Math.PI));
    lengths.push(lengths[step - 1] + Math.hypot(to.x - from.x, to.y - from.y));
  }
  const places = [];
  for (let board = 0, step = 0; board < count; board++) {
    while (lengths[step] < board / count * lengths[steps]) step++;
    places.push(point([a, b], step / steps * 2 * Math.PI));
  }
  return {places, radius};
}

/// Where a master is in span i; undefined if he has not been anywhere yet.
function spotOf(row, i, time, at) {
  const before = lastBoard(row, i - 1);
  if (row.states[i] === WALKS) {
    const to = at(row.partners[i]), from = before < 0 ? to : at(before), share = row.share(i, time);
    return {x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share};
  }
  const board = row.partners[i] >= 0 ? row.partners[i] : before;
  return board < 0 ? undefined : at(board);
}

function lastBoard(row, i) {
  while (i >= 0 && row.partners[i] < 0) i--;
  return i < 0 ? -1 : row.partners[i];
}

/// A sector of a disc, clockwise from the top.
function sector(pen, x, y, radius, share) {
  pen.beginPath();
  pen.moveTo(x, y);
  pen.arc(x, y, radius, -Math.PI / 2, (2 * share - 0.5) * Math.PI);
  pen.closePath();
  pen.fill();
}

function disc(pen, x, y, radius) {
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
}

/// A board of a ring: what its opponent does, and in the rim how much of the game is played.
function drawBoard(pen, row, time, {x, y}, radius, number) {
  const i = row.at(time), state = row.states[i];
  disc(pen, x, y, radius);
  pen.lineWidth = 1;
  if (state === ABSENT || state === OVER) {
    pen.fillStyle = state === OVER ? colour.over : colour.card;
    pen.fill();
    pen.strokeStyle = colour.line;
    pen.setLineDash(state === ABSENT ? [3, 3] : []);
    pen.stroke();
    pen.setLineDash([]);
  } else {
    pen.fillStyle = state === OPPONENT_THINKS ? colour.opponent : fill[BOARD_FILLS[state]];
    pen.fill();
  }
  if (state === OPPONENT_THINKS) {
    pen.fillStyle = colour['opponent-deep'];
    sector(pen, x, y, radius, row.share(i, time));
  }
  if (row.services > 0 && row.served[i] > 0 && state !== OVER) {
    pen.beginPath();
    pen.arc(x, y, radius + 2.5, -Math.PI / 2, (2 * row.served[i] / row.services - 0.5) * Math.PI);
    pen.strokeStyle = colour.thinks;
    pen.lineWidth = 2.5;
    pen.stroke();
  }
  if (state === OVER) {
    pen.strokeStyle = colour.quiet;
    pen.lineWidth = Math.max(1.2, radius * 0.12);
    tick(pen, x, y, radius * 0.42);
  } else if (radius >= 7) {
    label(pen, String(number), x, y, Math.min(15, radius * 0.85), state === SERVED ? colour['on-thinks'] : state === READY ? '#1b1d21' : colour.text);
  }
}

function label(pen, text, x, y, size, ink) {
  pen.fillStyle = ink;
  pen.font = `600 ${size}px system-ui, sans-serif`;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillText(text, x, y + size * 0.06);
}

/// A board of a grid. What is over of an opponent's thinking fills it from below.
function drawSquare(pen, state, share, x, y, side) {
  if (state === ABSENT || state === OVER) {
    pen.fillStyle = colour.over;
    pen.fillRect(x, y, side, side);
    if (state === OVER && side >= 4) {
      pen.strokeStyle = colour.quiet;
      pen.lineWidth = Math.max(0.8, side * 0.09);
      tick(pen, x + side / 2, y + side / 2, side * 0.27);
    }
    return;
  }
  pen.fillStyle = state === OPPONENT_THINKS ? colour.opponent : fill[BOARD_FILLS[state]];
  pen.fillRect(x, y, side, side);
  if (state === OPPONENT_THINKS) {
    pen.fillStyle = colour['opponent-deep'];
    pen.fillRect(x, y + side * (1 - share), side, side * share);
  }
}

function drawMaster(pen, {x, y}, size, state, share, initial) {
  disc(pen, x, y, size + 2);
  pen.fillStyle = colour.card;
  pen.fill();
  disc(pen, x, y, size);
  pen.fillStyle = state === IDLE ? colour.card : fill[MASTER_FILLS[state]];
  pen.fill();
  pen.lineWidth = 2;
  pen.strokeStyle = state === ATTENDS ? colour['attends-mark'] : state === IDLE ? colour.quiet : state === WALKS ? colour['walks-mark'] : colour.thinks;
  pen.stroke();
  if (state === THINKS && share < 1) {
    pen.beginPath();
    pen.arc(x, y, size + 3.5, -Math.PI / 2, (2 * share - 0.5) * Math.PI);
    pen.strokeStyle = colour.text;
    pen.stroke();
  }
  if (state === ATTENDS) {
    disc(pen, x, y, size * 0.72);
    pen.fillStyle = colour.attends;
    pen.fill();
  }
  if (size >= 7) label(pen, initial, x, y, size * 1.15, state === THINKS ? colour['on-thinks'] : state === WALKS ? '#fff' : colour.text);
}

/// The first letter of a master's name, or his number where there are several.
function initialOf(run, master) {
  return run.masters > 1 ? String(master + 1) : [...run.master][0]?.toUpperCase() ?? '';
}

/// Which state each square stands for, where squares stand for more boards than there are squares.
function statesOf(counts, boards, squares) {
  const states = [];
  let sum = 0;
  for (const state of [OVER, SERVED, READY, OPPONENT_THINKS, IN_LINE, ABSENT]) {
    sum += counts[state];
    while (states.length < Math.round(sum / boards * squares)) states.push(state);
  }
  return states;
}
