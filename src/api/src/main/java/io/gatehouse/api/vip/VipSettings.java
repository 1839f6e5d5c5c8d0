package io.gatehouse.api.vip;

import java.time.Duration;

/**
 * Settings of the process ({@code gatehouse.vip.*}).
 *
 * @param leased whether addresses are put on with a lifetime that only a healthy process renews
 * @param lease that lifetime; zero derives it from the advertisement interval, always shorter than
 *     the peers' master down interval
 * @param noServer what it means that a backend has no server left
 * @param noServerWeight subtracted from the priority under {@link NoServer#LOWER}
 * @param announcementsPerSecond ceiling of gratuitous announcements an address
 */
public record VipSettings(
    boolean leased,
    Duration lease,
    NoServer noServer,
    int noServerWeight,
    int announcementsPerSecond) {

  /** What is in force without settings. */
  public static final VipSettings DEFAULT =
      new VipSettings(true, Duration.ZERO, NoServer.IGNORE, 30, 10);

  /** What follows when no server is left. */
  public enum NoServer {
    IGNORE,
    LOWER,
    RELEASE
  }
}
