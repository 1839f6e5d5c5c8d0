package io.gatehouse.config.text;

/**
 * Where the reader is, which is what the pseudo-variables {@code .FILE}, {@code .LINE} and {@code
 * .SECTION} say.
 *
 * @param section the section's name, or its kind when it has none; empty before the first one
 */
record Place(String file, int line, String section) {}
