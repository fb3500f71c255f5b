// A promise that somebody will await, though it may be rejected before: that is not yet a failure.
export const awaited = (promise) => {
  promise.catch(() => {});
  return promise;
};
