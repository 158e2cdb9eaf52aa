// Plain CommonJS on purpose: it must run, and speak, on the Node versions that cannot run the rest.
const wanted = 24;
const found = Number(process.versions.node.split('.')[0]);
if (found < wanted) {
  process.stderr.write(
    `Poste Santé a besoin de Node ${wanted} ; Node ${process.versions.node} a été trouvé.\n` +
      'Sous Linux et Windows, « npm ci » installe Node 24 avec le projet : relancez « npm ci » (sans --omit=optional).\n' +
      'Sous macOS, installez Node 24 puis relancez.\n',
  );
  process.exit(1);
}
