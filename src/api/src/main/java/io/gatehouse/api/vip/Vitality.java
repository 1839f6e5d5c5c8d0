package io.gatehouse.api.vip;

/** How well a node can serve. Shared fate makes it an input of the election. */
public enum Vitality {
  /** Listeners, event loops or the first health checks are not ready yet: claims nothing. */
  STARTING,
  /** Every event loop answered lately, every listener listens, servers are up. */
  WELL,
  /** Listens, but some backend has no server left. */
  NO_SERVER,
  /** A listener was lost. */
  LISTENER_LOST,
  /** An event loop did not answer its probe in time. */
  STUCK,
  /** Told to end, exchanges are finishing. */
  LEAVING
}
