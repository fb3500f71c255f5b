// Run something once the page has been awake for so long; returns what calls that off. A laptop that wakes
// up finds one late tick, not hours.
const TICK_MS = 1000;

export function afterAwake(ms, run) {
  let timer;
  const wait = (left) => {
    timer = setTimeout(() => (left > TICK_MS ? wait(left - TICK_MS) : run()), Math.min(left, TICK_MS));
  };
  wait(ms);
  return () => clearTimeout(timer);
}
