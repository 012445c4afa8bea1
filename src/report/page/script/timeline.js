// The timeline: a panel for each run on one axis of time, which is also what one drags to go to a time.

const ROWS_MAX = 64, MASTER_ROWS_MAX = 8;
const AXIS = 22, TITLE = 20, GAP = 12;

class Timeline {
  constructor(element, halls) {
    Object.assign(this, {element, halls});
    // Rows, which fade where the time has not come yet, and texts above them, which don't.
    [this.canvas, this.texts] = element.querySelectorAll('canvas');
    this.playhead = element.querySelector('#playhead');
    this.ahead = element.querySelector('#ahead');
  }

  /// Draws all panels. The time now is shown by what moves above the canvas.
  draw() {
    const width = this.element.clientWidth;
    if (width <= 0) return;
    this.end = Math.max(1, ...this.halls.map(({film}) => film.end));
    const isNarrow = width < 560;
    Object.assign(this, {left: isNarrow ? 8 : 104, right: isNarrow ? 10 : 78, width});
    const panels = this.halls.map(hall => rowsOf(hall, isNarrow));
    const heights = panels.map(rows => TITLE + rows.reduce((sum, row) => sum + row.height + row.gap, 0) + GAP);
    const height = heights.reduce((sum, height) => sum + height, 0) + AXIS;
    for (const canvas of [this.canvas, this.texts]) canvas.style.height = `${height}px`;
    const pen = penOf(this.canvas, width, height), texts = penOf(this.texts, width, height);
    this.axis(pen, height - AXIS);
    let y = 0;
    this.halls.forEach((hall, index) => {
      this.panel(pen, panels[index], y, isNarrow);
      this.frame(texts, hall, y, heights[index] - GAP);
      y += heights[index];
    });
  }

  get plot() {
    return this.width - this.left - this.right;
  }

  x(time) {
    return this.left + Math.min(Math.max(time / this.end, 0), 1) * this.plot;
  }

  /// The time at a place on the screen.
  timeAt(clientX) {
    const x = clientX - this.element.getBoundingClientRect().left;
    return Math.min(Math.max((x - this.left) / this.plot, 0), 1) * this.end;
  }

  show(time) {
    const x = this.x(time);
    this.playhead.style.transform = `translateX(${x}px)`;
    this.ahead.style.left = `${x + 1}px`;
    this.ahead.style.right = `${this.width - this.x(this.end) - 1}px`;
  }

  axis(pen, bottom) {
    pen.font = '11px system-ui, sans-serif';
    pen.textBaseline = 'top';
    pen.textAlign = 'center';
    for (const at of marks(this.end, Math.max(2, Math.floor(this.plot / 110)))) {
      const x = Math.round(this.x(at)) + 0.5;
      pen.strokeStyle = colour.rule;
      pen.lineWidth = 1;
      line(pen, x, 4, x, bottom + 4);
      pen.fillStyle = colour.quiet;
      pen.fillText(exact(at), Math.max(x, 10), bottom + 7);
    }
  }

  panel(pen, rows, top, isNarrow) {
    let y = top + TITLE;
    const columns = columnsOf(this, pen);
    for (const row of rows) {
      this.label(pen, row, y, isNarrow);
      this.row(pen, row, y, columns);
      y += row.height + row.gap;
    }
  }

  /// What a run is called, and where and when it ends.
  frame(pen, {run, film}, top, height) {
    pen.font = '600 12px system-ui, sans-serif';
    pen.fillStyle = pen.strokeStyle = colour.text;
    const x = this.x(film.end), end = rounded(film.end), isBeside = x + 6 + pen.measureText(end).width < this.width;
    const room = isBeside ? this.plot : this.plot - pen.measureText(end).width - 12;
    pen.fillText(fitting(pen, titled(run.title), room), this.left, top + TITLE - 6);
    pen.textAlign = isBeside ? 'left' : 'right';
    pen.fillText(end, isBeside ? x + 6 : x - 6, isBeside ? top + TITLE + 10 : top + TITLE - 6);
    pen.lineWidth = 1.5;
    line(pen, x, top + TITLE - 3, x, top + height);
    pen.textAlign = 'left';
  }

  label(pen, {name, height, isMaster, top}, y, isNarrow) {
    if (isNarrow || !name) return;
    const size = Math.min(12, Math.max(height, 8));
    pen.font = `${isMaster ? '600 ' : ''}${size}px system-ui, sans-serif`;
    pen.textAlign = 'right';
    pen.textBaseline = 'middle';
    pen.fillStyle = isMaster ? colour.text : colour.quiet;
    pen.fillText(fitting(pen, name, this.left - 12), this.left - 8, top ? y + 7 : y + height / 2);
    pen.textBaseline = 'alphabetic';
  }

  /// A row: span by span, or, where there are too many spans or several rows in one, the shares of each column.
  row(pen, {films, samples, fills, of, height}, y, {count, ratio}) {
    const spans = films?.reduce((sum, row) => sum + row.starts.length, 0);
    if (films?.length === 1 && spans < count / 3) {
      const [{starts, states}] = films;
      for (let i = 0; i + 1 < starts.length; i++) {
        const key = fills[states[i]];
        if (!key) continue;
        const [from, to] = [this.x(starts[i]), this.x(starts[i + 1])];
        pen.fillStyle = fill[key];
        pen.fillRect(from, y, Math.max(to - from - (to - from > 3 ? 0.75 : 0), 0.4), height);
      }
      return;
    }
    const shares = films ? sharesOf(films, this.end, count) : sampledShares(samples, this, count);
    // From bottom to top. All of one state in one path, so that neighbouring columns leave no seams.
    const base = new Float64Array(count);
    for (const state of [THINKS, SERVED, READY, OPPONENT_THINKS, WALKS, ATTENDS, IN_LINE].filter(unique)) {
      const key = fills[state];
      if (!key) continue;
      pen.fillStyle = fill[key];
      pen.beginPath();
      for (let column = 0; column < count; column++) {
        const part = Math.min(shares[state][column] / of, 1) * height;
        if (part <= 0) continue;
        pen.rect(this.left + column / ratio, y + height - base[column] - part, 1 / ratio, part);
        base[column] += part;
      }
      pen.fill();
    }
  }
}

const unique = (value, index, all) => all.indexOf(value) === index;

function line(pen, fromX, fromY, toX, toY) {
  pen.beginPath();
  pen.moveTo(fromX, fromY);
  pen.lineTo(toX, toY);
  pen.stroke();
}

/// A text, cut off where there is no room.
function fitting(pen, text, room) {
  if (pen.measureText(text).width <= room) return text;
  const letters = [...text];
  while (letters.length > 1 && pen.measureText(`${letters.join('')}…`).width > room) letters.pop();
  return `${letters.join('')}…`;
}

/// The rows of a panel from top to bottom, as many as there is room for; else areas.
function rowsOf({run, film, count}, isNarrow) {
  const rows = [], {masters, boards} = film;
  const names = run.masters === 1 ? [run.master] : Array.from({length: Math.min(run.masters, MASTER_ROWS_MAX)}, (_, i) => `${run.master} ${i + 1}`);
  if (masters && masters.length <= MASTER_ROWS_MAX) {
    masters.forEach((row, i) => rows.push({name: names[i], films: [row], fills: MASTER_FILLS, of: 1, height: 13, gap: 3, isMaster: true}));
  } else {
    const name = run.masters === 1 ? run.master : `${WHOLE.format(run.masters)} × ${run.master}`;
    rows.push({name, films: masters, samples: film.sampledMasters, fills: MASTER_FILLS, of: run.masters, height: run.masters === 1 ? 13 : 36, gap: 4, isMaster: true, top: run.masters > 1});
  }
  const isSeated = boards && boards.length > ROWS_MAX, seats = isSeated ? seatsOf(boards, ROWS_MAX) : null;
  const single = isSeated ? seats : boards;
  if (single) {
    const pitch = Math.max(isNarrow ? 2.5 : 3.5, Math.min(isNarrow ? 7 : 11, 190 / single.length));
    const step = Math.ceil(9 / pitch), name = i => seats ? `seat ${i + 1}` : opponentName(run, i);
    single.forEach((row, i) => rows.push({
      name: i % step === 0 ? name(i) : '', films: [row], fills: BOARD_FILLS, of: 1,
      height: pitch - (pitch > 5 ? 2 : 0.5), gap: pitch > 5 ? 2 : 0.5,
    }));
    const inLine = seats ? mostAtOnce(boards, IN_LINE) : 0;
    if (inLine > 0) {
      const text = `≤ ${WHOLE.format(inLine)} in line`;
      rows.push({name: text, films: boards, fills: BOARD_FILLS.map(key => key === 'line' ? key : null), of: inLine, height: 40, gap: 2, top: true});
    }
  } else {
    rows.push({name: `${WHOLE.format(count)} boards`, films: boards, samples: film.sampled, fills: BOARD_FILLS, of: count, height: isNarrow ? 90 : 120, gap: 2, top: true});
  }
  return rows;
}

/// As many columns as the screen has pixels.
function columnsOf(timeline, pen) {
  const ratio = pen.getTransform().a;
  return {ratio, count: Math.max(1, Math.floor(timeline.plot * ratio))};
}

/// How many rows were in each state, on average over each of `count` equal columns up to `end`.
function sharesOf(rows, end, count) {
  const shares = Array.from({length: 6}, () => new Float64Array(count + 1)), scale = count / end;
  // What a span covers whole is counted by the difference between neighbours.
  const whole = Array.from({length: 6}, () => new Float64Array(count + 2));
  for (const {starts, states} of rows) {
    for (let i = 0; i + 1 < starts.length; i++) {
      const from = starts[i] * scale, to = starts[i + 1] * scale, state = states[i];
      const [first, last] = [Math.floor(from), Math.floor(to)];
      if (first === last) {
        shares[state][first] += to - from;
        continue;
      }
      shares[state][first] += first + 1 - from;
      if (last <= count) shares[state][last] += to - last;
      whole[state][first + 1]++;
      whole[state][last]--;
    }
  }
  shares.forEach((share, state) => {
    for (let column = 0, covered = 0; column < count; column++) share[column] += covered += whole[state][column];
  });
  return shares;
}

/// The same from samples: each column has what was counted at the sample before.
function sampledShares(samples, timeline, count) {
  const shares = Array.from({length: 6}, () => new Float64Array(count));
  const film = timeline.halls.map(hall => hall.film).find(film => film.sampled === samples || film.sampledMasters === samples);
  for (let column = 0; column < count; column++) {
    const share = (column + 0.5) / count * timeline.end / film.end;
    if (share >= 1) break;
    samples[Math.floor(share * (samples.length - 1))].forEach((value, state) => shares[state][column] = value);
  }
  return shares;
}
