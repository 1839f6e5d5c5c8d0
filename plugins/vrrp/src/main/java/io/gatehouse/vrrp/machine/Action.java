package io.gatehouse.vrrp.machine;

import io.gatehouse.api.vip.VipSurroundings.Severity;
import io.gatehouse.vrrp.port.Notifier;

/** What is to be done, in the order of the list. */
public sealed interface Action {

  /**
   * @param priority 0 gives up
   */
  record SendAdvert(int priority) implements Action {}

  /** Puts addresses and routes on; leased ones with the lease. */
  record AddAddresses() implements Action {}

  /** Gives leased addresses their full lifetime again. */
  record RenewAddresses() implements Action {}

  record RemoveAddresses() implements Action {}

  /** Announces each address so many times. */
  record Announce(int times) implements Action {}

  /** Asks once who else has an address. */
  record Probe() implements Action {}

  /** A line that begins with the instance's name. */
  record Log(Severity severity, String text) implements Action {}

  record Notify(Notifier.Word word) implements Action {}

  /** The authentication header goes on from the number in the advert that was just read. */
  record FollowSequence() implements Action {}

  /** Something for {@code smtp_alert}. */
  record Alert(String text) implements Action {}
}
