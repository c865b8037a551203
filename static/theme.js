/**
 * Sets the theme before the first paint, and asks for the page's scripts after it. A file of its own, since the content
 * security policy allows no inline script.
 *
 * The reader's choice stands in localStorage under `replicarium:<base path>:theme` (the base path ends in a slash, so
 * two copies on one origin do not share it): `light`, `dark` or `projector`. Anything else follows the system.
 */
(function () {
  'use strict';
  var root = document.documentElement;
  var base = new URL('.', document.currentScript.src).pathname;
  var system = matchMedia('(prefers-color-scheme: dark)');

  function chosen() {
    try {
      return localStorage.getItem('replicarium:' + base + ':theme');
    } catch {
      return null; // Storage is blocked: the system decides.
    }
  }

  function apply() {
    var choice = chosen();
    var known = choice === 'light' || choice === 'dark' || choice === 'projector';
    root.dataset.theme = known ? choice : system.matches ? 'dark' : 'light';
  }

  apply();
  system.addEventListener('change', apply);
  addEventListener('storage', apply); // Another tab chose.

  // What the page's head names for later is fetched once something of the page is seen.
  new PerformanceObserver(function (_, observer) {
    observer.disconnect();
    document.querySelectorAll('link[rel="later"]').forEach(function (link) {
      link.rel = 'modulepreload';
    });
  }).observe({ type: 'paint', buffered: true });
})();
