package io.gatehouse.api.check;

/**
 * One line of a check's script, such as {@code http-check expect status 200}: an immutable record,
 * compared with {@code equals}.
 */
public interface CheckStep {}
