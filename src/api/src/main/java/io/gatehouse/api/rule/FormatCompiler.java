package io.gatehouse.api.rule;

import io.gatehouse.api.ArgumentException;

/**
 * Compiles log-format strings (manual section 8.2.6). A ServiceLoader provider, exactly one; called
 * when the configuration is loaded.
 */
public interface FormatCompiler {

  Format compile(FormatSource source, Format.Use use) throws ArgumentException;
}
