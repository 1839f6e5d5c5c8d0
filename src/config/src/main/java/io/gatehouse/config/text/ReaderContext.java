package io.gatehouse.config.text;

import java.util.Set;

/** What the readers of all files of one load share. */
record ReaderContext(
    Set<String> sectionNames,
    BuildFacts facts,
    Environment environment,
    Diagnostics diagnostics,
    boolean diagnosticMode) {

  ReaderContext inDiagnosticMode() {
    return new ReaderContext(sectionNames, facts, environment, diagnostics, true);
  }
}
