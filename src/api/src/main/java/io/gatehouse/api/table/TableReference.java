package io.gatehouse.api.table;

/**
 * A table by the name of the section that declares it. It is looked up when it is used, so that
 * rules which a reload does not change work on the tables of the new configuration.
 */
public record TableReference(String name) {}
