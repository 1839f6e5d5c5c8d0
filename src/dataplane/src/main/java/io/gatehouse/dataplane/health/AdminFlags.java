package io.gatehouse.dataplane.health;

/** What the operator wants of a server; the numbers are those of {@code show servers state}. */
public final class AdminFlags {
  public static final int FORCED_MAINT = 0x01;

  /** The tracked server is in maintenance. */
  public static final int INHERITED_MAINT = 0x02;

  /** It started in maintenance ({@code disabled}); stays for ever and has no effect. */
  public static final int CONFIGURED_MAINT = 0x04;

  public static final int FORCED_DRAIN = 0x08;
  public static final int INHERITED_DRAIN = 0x10;

  /** Its name has no address ({@code init-addr none}). */
  public static final int RESOLUTION_MAINT = 0x20;

  /** Its name came from the runtime socket or an SRV record; has no effect. */
  public static final int RENAMED = 0x40;

  private AdminFlags() {}

  public static boolean maint(int flags) {
    return (flags & (FORCED_MAINT | INHERITED_MAINT | RESOLUTION_MAINT)) != 0;
  }

  public static boolean drain(int flags) {
    return (flags & (FORCED_DRAIN | INHERITED_DRAIN)) != 0;
  }
}
