// Times: all are nanoseconds, as numbers.

const SECOND = 1e9, MINUTE = 60 * SECOND, HOUR = 60 * MINUTE;
const UNITS = [[SECOND, 's', 9], [1e6, 'ms', 6], [1e3, 'us', 3], [1, 'ns', 0]];

/// A time as people like to read it, as in the tables of the command: 11m45s, 3.5s, 12.3ms.
function rounded(ns) {
  const unit = UNITS.find(([length]) => ns >= length) ?? UNITS[3];
  const grain = ns >= HOUR ? SECOND : ns >= MINUTE ? SECOND / 10 : Math.max(unit[0] / 1e3, 1);
  return exact(Math.round(ns / grain) * grain, true);
}

/// The same to the given grain, such as SECOND / 10, padded, so that a running clock does not jump about.
function clockText(ns, grain) {
  const decimals = Math.max(0, Math.round(Math.log10(SECOND / grain)));
  ns = Math.floor(ns / grain + 1e-6) * grain;
  const hours = Math.floor(ns / HOUR), minutes = Math.floor(ns % HOUR / MINUTE);
  const seconds = (ns % MINUTE / SECOND).toFixed(decimals);
  if (hours + minutes === 0) return `${seconds}s`;
  const below = seconds.padStart(decimals ? decimals + 3 : 2, '0');
  return hours ? `${hours}h${String(minutes).padStart(2, '0')}m${below}s` : `${minutes}m${below}s`;
}

/// How fine a clock should be for a run of this length: about a thousandth of it.
function grainOf(length) {
  if (length >= 10 * MINUTE) return SECOND;
  return Math.max(1, 10 ** Math.floor(Math.log10(Math.max(length, 1) / 500)));
}

/// A time in full. With `pads`, minutes and seconds behind hours have two digits.
function exact(ns, pads = false) {
  if (ns < MINUTE) {
    const [length, name, decimals] = UNITS.find(([unit]) => ns >= unit) ?? [1, 's', 0];
    const text = (ns / length).toFixed(decimals);
    return (decimals ? text.replace(/\.?0+$/, '') : text) + name;
  }
  const hours = Math.floor(ns / HOUR), minutes = Math.floor(ns % HOUR / MINUTE);
  const two = number => pads ? String(number).padStart(2, '0') : String(number);
  let seconds = (ns % MINUTE / SECOND).toFixed(9).replace(/\.?0+$/, '');
  let text = hours ? `${hours}h` : '';
  if (minutes || (pads && hours && seconds !== '0')) text += hours ? `${two(minutes)}m` : `${minutes}m`;
  if (seconds === '0') return text;
  if (pads && seconds.split('.')[0].length < 2) seconds = `0${seconds}`;
  return `${text}${seconds}s`;
}

/// Reads a time such as 2m10s, 130s or 1.5h; undefined if it is not one.
function parsedTime(text) {
  text = text.replaceAll('min', 'm').replaceAll(' ', '');
  const lengths = {h: HOUR, m: MINUTE, s: SECOND, ms: 1e6, us: 1e3, ns: 1};
  if (!/^(\d+(\.\d+)?(h|ms|m|s|us|ns))+$/.test(text)) return undefined;
  let sum = 0;
  for (const [, number, unit] of text.matchAll(/(\d+(?:\.\d+)?)(h|ms|m|s|us|ns)/g)) sum += number * lengths[unit];
  return sum;
}

/// Round times from 0 to `end`, about `count` of them.
function marks(end, count) {
  const steps = [];
  for (let power = 0; power < 9; power++) for (const digit of [1, 2, 5]) steps.push(digit * 10 ** power);
  for (const s of [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 10800]) steps.push(s * SECOND);
  for (let power = 0; power < 6; power++) for (const h of [6, 12, 24, 48]) steps.push(h * 10 ** power * HOUR);
  const step = steps.find(step => step >= end / Math.max(count, 1)) ?? end;
  const found = [];
  for (let at = 0; at <= end && step > 0; at += step) found.push(at);
  return found;
}
