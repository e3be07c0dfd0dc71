"use strict";
// The page of a local server: when the server has a newer one than this, read it.
(() => {
  const mine = Number(document.querySelector("meta[name=alignment-page]").content);
  new EventSource("/events").addEventListener("message", (event) => {
    if (Number(event.data) !== mine) location.reload();
  });
})();
