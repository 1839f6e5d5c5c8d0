package io.gatehouse.api.rule;

/**
 * A list of patterns that can be changed at run time, by the number and name under which commands
 * know it (manual section 2.7). All ACLs and maps of one file share it.
 *
 * @param name as written, with {@code file@}, {@code opt@} or {@code virt@} where it has one
 */
public record PatternReference(int id, String name) {}
