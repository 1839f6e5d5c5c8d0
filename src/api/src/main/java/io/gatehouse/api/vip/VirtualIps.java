package io.gatehouse.api.vip;

import java.util.List;

/** Virtual addresses that are being looked after. Every method may be called by any thread. */
public interface VirtualIps extends AutoCloseable {

  /** How every instance stands now, in the order of the configuration. Never blocks. */
  List<VipStatus> status();

  /** How everything that is watched stands, in the order of the configuration. Never blocks. */
  List<TrackedStatus> tracked();

  /**
   * Goes on with another configuration; instances whose record did not change keep their state and
   * miss no advertisement.
   */
  void replace(VipConfiguration configuration);

  /**
   * Gives every owned address up: says so on the wire, takes the addresses off, runs what is to be
   * run at the end. Returns when that is done, well under half a second; a second call does
   * nothing.
   */
  @Override
  void close();
}
