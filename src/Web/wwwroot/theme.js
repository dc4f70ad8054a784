// Before the first paint, hence not a module: the chosen theme, and the mark that scripts run.
{
  const root = document.documentElement;
  root.dataset.scripts = "";
  const chosen = /(?:^|; )theme=(light|dark)/.exec(document.cookie)?.[1];
  if (chosen) root.dataset.theme = chosen;
}
