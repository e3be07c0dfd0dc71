// Browsers give no worker to a page opened from a folder. There, the script of the search runs in a hidden frame that
// speaks to the page as a worker would. (The site's generator would load such a file from the network, unless one whose
// path holds "iframe-worker" is already named.)
if (location.protocol === "file:") {
  window.Worker = class {
    constructor(script) {
      this.frame = document.createElement("iframe");
      this.frame.hidden = true;
      this.ready = new Promise((resolve) => {
        this.frame.addEventListener("load", () => this.start(script, resolve), { once: true });
      });
      document.body.append(this.frame);
    }
    start(script, resolve) {
      const inside = this.frame.contentWindow;
      inside.postMessage = (data) => this.onmessage?.(new MessageEvent("message", { data }));
      const element = inside.document.createElement("script");
      element.src = script;
      element.addEventListener("load", resolve);
      inside.document.head.append(element);
    }
    async postMessage(data) {
      await this.ready;
      this.frame.contentWindow?.dispatchEvent(new MessageEvent("message", { data: structuredClone(data) }));
    }
    terminate() {
      this.frame.remove();
    }
  };
}
