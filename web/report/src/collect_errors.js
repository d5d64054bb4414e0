// Runs before everything else: keeps script errors where a test, or a reader reporting a fault, can find them.
(() => {
    const list = document.getElementById("script-errors");
    const note = (text) => list.append(text + "\n");
    window.addEventListener("error", (event) => note(event.message));
    window.addEventListener("unhandledrejection", (event) => note(String(event.reason)));
    document.addEventListener("securitypolicyviolation", (event) => note("blocked: " + event.violatedDirective));
})();
