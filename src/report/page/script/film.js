// Films: what masters and boards did, span by span.

// States of boards and of masters, by their numbers in films.
const ABSENT = 0, IN_LINE = 1, OPPONENT_THINKS = 2, READY = 3, SERVED = 4, OVER = 5;
const IDLE = 0, WALKS = 1, ATTENDS = 2, THINKS = 3;

/// Bytes in Base64.
function bytesOf(text) {
  const characters = atob(text), bytes = new Uint8Array(characters.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = characters.charCodeAt(at);
  return bytes;
}

/// Reads bytes and whole numbers, as they are written in a recording.
class Reader {
  constructor(text) {
    this.bytes = bytesOf(text);
    this.at = 0;
  }

  get isDone() {
    return this.at >= this.bytes.length;
  }

  byte() {
    return this.bytes[this.at++];
  }

  // Without shifts, which would cut it off at 32 bits.
  number() {
    let number = 0, scale = 1, byte;
    do {
      byte = this.byte();
      number += (byte & 127) * scale;
      scale *= 128;
    } while (byte > 127);
    return number;
  }
}

/// What one master or one board did. Span i lasts from starts[i] to starts[i + 1]; the last is what it does at the end.
class Row {
  constructor(reader, tick, isMaster) {
    const count = reader.number();
    this.starts = new Float64Array(count);
    this.states = new Uint8Array(count);
    // A master's board, or the master who serves a board; -1 where there is none.
    this.partners = new Int32Array(count).fill(-1);
    // How many times a board was served before span i.
    this.served = new Uint32Array(count);
    this.place = 0;
    let now = 0, served = 0;
    for (let i = 0; i < count; i++) {
      const first = reader.byte(), state = first & 7;
      const ticks = (first >> 3 & 15) + (first > 127 ? 16 * reader.number() : 0);
      this.starts[i] = now * tick;
      this.states[i] = state;
      this.served[i] = served;
      if (isMaster ? state !== IDLE : state === SERVED) this.partners[i] = reader.number();
      if (!isMaster && state === SERVED && ticks > 0) served++;
      now += ticks;
    }
    this.services = served;
  }

  /// The span at a time. Looks near the last answer first, as time mostly goes on.
  at(time) {
    const {starts} = this;
    let low = 0, high = starts.length - 1;
    for (const near of [this.place, this.place + 1]) {
      if (near <= high && starts[near] <= time && (near === high || starts[near + 1] > time)) return this.place = near;
    }
    while (low < high) {
      const middle = low + high + 1 >> 1;
      if (starts[middle] <= time) low = middle; else high = middle - 1;
    }
    return this.place = low;
  }

  /// How much of span i is over at a time, from 0 to 1.
  share(i, time) {
    if (i + 1 >= this.starts.length) return 1;
    return (time - this.starts[i]) / (this.starts[i + 1] - this.starts[i]);
  }

  end(i) {
    return this.starts[Math.min(i + 1, this.starts.length - 1)];
  }
}

/// How many of these times, which are in order, are not later than `time`.
function countUpTo(times, time) {
  let low = 0, high = times.length;
  while (low < high) {
    const middle = low + high >> 1;
    if (times[middle] <= time) low = middle + 1; else high = middle;
  }
  return low;
}

class Film {
  constructor(run) {
    const {tick_ns, rows, moves} = run.film.spans;
    const tick = Number(tick_ns), reader = new Reader(rows), later = new Reader(moves);
    this.end = Number(run.end_ns);
    this.masters = [];
    this.boards = [];
    while (!reader.isDone) {
      const isMaster = this.masters.length < run.masters;
      (isMaster ? this.masters : this.boards).push(new Row(reader, tick, isMaster));
    }
    const times = [];
    for (let now = 0; !later.isDone;) times.push((now += later.number()) * tick);
    this.moves = Float64Array.from(times);
    this.total = times.length;
  }

  /// How many boards are in each state, how many masters, and how many moves have been made.
  counts(time) {
    const of = rows => {
      const counts = [0, 0, 0, 0, 0, 0];
      for (const row of rows) counts[row.states[row.at(time)]]++;
      return counts;
    };
    return {boards: of(this.boards), masters: of(this.masters), moves: countUpTo(this.moves, time)};
  }

  /// The fills of all states that occur.
  get fills() {
    const of = (rows, fills) => rows.flatMap(row => [...new Set(row.states.subarray(0, -1))].map(state => fills[state]));
    return new Set([...of(this.masters, MASTER_FILLS), ...of(this.boards, BOARD_FILLS)]);
  }

  /// When something happens, in order, each time once.
  get events() {
    return this.found ??= eventsOf([...this.masters, ...this.boards].map(row => row.starts));
  }
}

/// All of these times in order, each once.
function eventsOf(lists) {
  const all = new Float64Array(lists.reduce((sum, list) => sum + list.length, 0));
  let at = 0;
  for (const list of lists) {
    all.set(list, at);
    at += list.length;
  }
  return all.sort().filter((time, index) => index === 0 || time !== all[index - 1]);
}
