// Seats: where few of many games are open at a time, each open game has one, and the next takes it over.

/// The rows of seats, each as the states of whoever sits there; null if it takes more than `most`.
function seatsOf(boards, most) {
  const games = [];
  for (const {starts, states} of boards) {
    const first = states.findIndex(isOpen);
    if (first < 0) continue;
    let last = first;
    while (last + 1 < starts.length && isOpen(states[last])) last++;
    games.push({starts: starts.subarray(first, last + 1), states: states.subarray(first, last), end: starts[last]});
  }
  games.sort((one, other) => one.starts[0] - other.starts[0] || one.end - other.end);
  const seats = [];
  for (const game of games) {
    let seat = seats.find(({end}) => end <= game.starts[0]);
    if (!seat) {
      if (seats.length === most) return null;
      seats.push(seat = {starts: [0], states: [], end: 0});
    }
    // Nobody sits there until then.
    seat.states.push(ABSENT, ...game.states);
    seat.starts.push(...game.starts);
    seat.end = game.end;
  }
  return seats;
}

function isOpen(state) {
  return state === OPPONENT_THINKS || state === READY || state === SERVED;
}

/// The greatest number of rows that are in a state at the same time.
function mostAtOnce(rows, state) {
  const from = [], to = [];
  for (const {starts, states} of rows) {
    for (let i = 0; i + 1 < starts.length; i++) {
      if (states[i] !== state) continue;
      from.push(starts[i]);
      to.push(starts[i + 1]);
    }
  }
  const [begins, ends] = [Float64Array.from(from).sort(), Float64Array.from(to).sort()];
  let most = 0;
  for (let at = 0, gone = 0; at < begins.length; at++) {
    while (ends[gone] <= begins[at]) gone++;
    most = Math.max(most, at + 1 - gone);
  }
  return most;
}
