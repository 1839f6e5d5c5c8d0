package io.gatehouse.model;

/** Yes-or-no settings of a bind line. */
public record BindFlags(
    boolean v4v6,
    boolean v6only,
    boolean transparent,
    boolean acceptProxy,
    boolean deferAccept,
    boolean tcpFastOpen) {

  public static final BindFlags NONE = new BindFlags(false, false, false, false, false, false);
}
