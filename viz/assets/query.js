// The query page: YASGUI on this server's own endpoint, and nothing else.
"use strict";
Yasgui.Yasqe.defaults.autocompleters = []; // its completers ask prefix.cc
Yasgui.Yasqe.defaults.value = document.getElementById("start").textContent.trim();
const endpoint = new URL("sparql", location.href).href;
Yasgui.defaults.requestConfig.endpoint = endpoint;
Yasgui.defaults.endpointCatalogueOptions.getData = () => [{ endpoint }];
const yasgui = new Yasgui(document.getElementById("yasgui"), {
  copyEndpointOnNewTab: true,
  persistenceId: null,
  requestConfig: { endpoint, method: "POST" },
});
document.getElementById("saved").addEventListener("change", (event) => {
  const option = event.target.selectedOptions[0];
  if (option.value) {
    yasgui.getTab().setQuery(option.dataset.query);
    yasgui.getTab().query();
  }
});
