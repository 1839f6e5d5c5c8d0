package io.gatehouse.gateway.runtime.command;

/**
 * What the program says of itself.
 *
 * @param version the version of HAProxy whose language is spoken
 * @param date of that language, {@code yyyy/mm/dd}
 * @param build our own version
 */
public record Release(String version, String date, String build) {}
