// The result in words and as a table, and what is said of a moment.

const WHOLE = new Intl.NumberFormat('en-GB');

/// Changes a text only where it is another one, which costs the browser less.
function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/// A new element with a text, or with children.
function make(name, ...children) {
  const element = document.createElement(name);
  element.append(...children);
  return element;
}

const titled = text => text.charAt(0).toUpperCase() + text.slice(1);

/// A time or a number with few digits.
function figure(value) {
  const digits = Math.abs(value) >= 100 ? 0 : 2;
  return value.toLocaleString('en-GB', {minimumFractionDigits: digits, maximumFractionDigits: digits});
}

/// What came of the runs, in a sentence: "11m45s instead of 2h10m: 11.06 times as fast".
function tellResult(element, runs) {
  const strong = text => make('strong', text);
  const [short, long] = runs.map(run => Number(run.makespan_ns)).sort((one, other) => one - other);
  const isEndless = runs.some(run => run.is_endless);
  if (runs.length === 2 && !isEndless && short > 0 && short < long) {
    const fast = runs.find(run => Number(run.makespan_ns) === short);
    element.replaceChildren(
      `${titled(fast.title)}: `, strong(rounded(short)), ' instead of ', strong(rounded(long)), ', ',
      strong(`${figure(long / short)} times as fast`), '.');
    return;
  }
  const parts = runs.flatMap(run => {
    const rate = run.measures.find(measure => measure.name === 'throughput_per_s')?.value ?? 0;
    const [lead, told] = run.is_endless
      ? ['', `${figure(rate * 3600)} moves an hour`]
      : [runs.length > 1 ? 'over after ' : 'Over after ', rounded(Number(run.makespan_ns))];
    return ['; ', ...(runs.length > 1 ? [`${run.title}: `] : []), lead, strong(told)];
  });
  element.replaceChildren(...parts.slice(1), '.');
}

/// A measure's value as people read it.
function measured({unit, value}, name) {
  if (value === undefined) return '–';
  if (unit === '_s') return rounded(value * SECOND);
  if (unit === '_per_s') return value >= 1 ? `${figure(value)}/s` : value * 60 >= 1 ? `${figure(value * 60)}/min` : `${figure(value * 3600)}/h`;
  if (name === 'utilisation') return `${(value * 100).toFixed(1)} %`;
  return WHOLE.format(value);
}

/// The table of measures. What is nothing in all runs is left out.
function fillTable(table, runs) {
  const first = runs[0].measures.filter(({name}) => name !== 'events');
  const head = make('tr', make('td'), ...runs.map(run => make('th', titled(run.title))));
  head.querySelectorAll('th').forEach(cell => cell.scope = 'col');
  const body = make('tbody');
  for (const {name, label, meaning, unit} of first) {
    const values = runs.map(run => run.measures.find(measure => measure.name === name));
    if (!values.some(measure => measure?.value)) continue;
    const what = make('th', unit === '_per_s' ? `${label} per time` : label, make('span', meaning));
    what.scope = 'row';
    const row = make('tr', what, ...values.map(measure => make('td', measured(measure ?? {}, name))));
    row.dataset.measure = name;
    row.classList.toggle('is-main', name === 'makespan_s');
    body.append(row);
  }
  const details = [
    ['opponents', run => run.groups.map(({name, count}) => `${WHOLE.format(count)} × ${name}`).join(', ')],
    ['masters', run => run.masters === 1 ? run.master : `${WHOLE.format(run.masters)} × ${run.master}`],
    ['visit', run => run.visit],
    ['digest', run => run.digest],
  ];
  for (const [what, told] of details) {
    const cell = make('th', what);
    cell.scope = 'row';
    const row = make('tr', cell, ...runs.map(run => make('td', told(run))));
    row.dataset.measure = what;
    body.append(row);
  }
  table.replaceChildren(make('thead', head), body);
}

/// The counters of a hall, which are its legend as well.
class Counters {
  constructor(list, film) {
    list.replaceChildren();
    const show = [['moves', null, 'moves'], ['thinking', 'opponent', 'think'], ['ready', 'ready', 'ready'], ['in-line', 'line', 'in line'], ['over', 'over', 'over']];
    this.fields = show.map(([key, fillKey, text]) => {
      const term = make('dt', ...(fillKey ? [swatch(fillKey)] : []), text), value = make('dd');
      value.dataset.count = key;
      list.append(make('div', term, value));
      return value;
    });
    this.fields[0].append(make('span'), make('small', ` of ${WHOLE.format(film.total)}`));
    this.fields[0] = this.fields[0].firstChild;
  }

  show({boards, moves}) {
    const values = [moves, boards[OPPONENT_THINKS], boards[READY], boards[IN_LINE], boards[OVER]];
    values.forEach((value, at) => setText(this.fields[at], WHOLE.format(value)));
  }
}

/// What a board's opponent is called: hobbyist 3.
function opponentName(run, board) {
  let start = 0;
  for (const {name, count} of run.groups) {
    if (board < start + count) return `${name} ${WHOLE.format(board - start + 1)}`;
    start += count;
  }
  return `board ${board + 1}`;
}

// What a master does, by the numbers of his states.
const MASTER_DOES = [' is free', ' walks', ' stands and waits', ' thinks'];

/// Says how many boards a square stands for, where boards are not shown one by one.
function squaresStandFor(run) {
  const boards = run.groups.reduce((sum, {count}) => sum + count, 0);
  return boards > SQUARES ? `each square stands for ${figure(boards / SQUARES).replace('.00', '')} boards` : 'squares are sorted by state';
}

/// Says what the masters do at a moment.
function setDoing(element, run, film, time, counts) {
  let lead, more = '';
  if (film.masters?.length === 1) {
    const [row] = film.masters, i = row.at(time), state = row.states[i], board = row.partners[i];
    lead = run.master + MASTER_DOES[state];
    if (state !== IDLE) more = `${['', 'to ', 'for ', 'at '][state]}${opponentName(run, board)}`;
    if (time >= film.end && !run.is_endless) [lead, more] = ['All games are over', ''];
  } else if (run.masters === 1) {
    lead = run.master + MASTER_DOES[counts.masters.findIndex(count => count > 0)];
  } else {
    const [, walk, attend, think] = counts.masters;
    lead = `${WHOLE.format(think)} of ${WHOLE.format(run.masters)} think`;
    more = [[walk, 'walk'], [attend, 'wait at a board']].filter(([count]) => count > 0).map(([count, does]) => `${WHOLE.format(count)} ${does}`).join(', ');
  }
  if (!film.boards) more = `${more}${more ? '; ' : ''}${squaresStandFor(run)}`;
  if (element.dataset.told === lead + more) return;
  element.dataset.told = lead + more;
  element.replaceChildren(make('b', lead), ...(more ? [' ', more] : []));
}

/// Says which fills mean what, as far as they are to be seen.
function fillLegend(list, runs, films) {
  const has = key => films.some(film => film.fills.has(key));
  const name = runs.every(run => run.master === runs[0].master) ? runs[0].master : 'a master';
  const entries = [
    ['thinks', `${name} thinks, a board is served`], ['opponent', 'opponent thinks'], ['ready', `ready, waits for ${name}`],
    ['walks', `${name} walks`], ['attends', `${name} stands and waits`], ['line', 'in line'],
  ];
  list.replaceChildren(...entries.filter(([key]) => has(key)).map(([key, text]) => {
    const entry = make('li', swatch(key), text);
    entry.dataset.fill = key;
    return entry;
  }));
}
