package io.gatehouse.vrrp.machine;

import io.gatehouse.api.vip.Vitality;

/** What may happen to an instance. */
public sealed interface Event {

  /**
   * It begins.
   *
   * @param delay nanoseconds that the first election waits longer ({@code vrrp_startup_delay})
   */
  record Start(long delay) implements Event {}

  /** Time went on. */
  record Tick() implements Event {}

  /**
   * An advert that was accepted.
   *
   * @param interval of the sender, nanoseconds
   * @param order of its address and ours: above 0 when it is higher
   */
  record Advert(Sender from, int priority, long interval, int order) implements Event {}

  /**
   * An advert for our router that was not accepted.
   *
   * @param cause what differs, words for an operator
   */
  record Rejected(Sender from, String cause) implements Event {}

  /**
   * Another machine says that it has one of the addresses.
   *
   * @param mac of that machine, words for an operator
   * @param unasked it announced the address; otherwise its kernel answered a question
   */
  record OtherOwner(String mac, boolean unasked) implements Event {}

  /** Another machine asks who has one of the addresses, as one does before using it. */
  record Asked() implements Event {}

  /** One of the addresses went off while it was ours. */
  record AddressGone(String address) implements Event {}

  /** The configured priority with the weights of what is tracked, before it is clamped. */
  record Priority(int total) implements Event {}

  /**
   * Something tracked makes the instance unable to serve.
   *
   * @param reason empty when nothing does any more
   */
  record Fault(String reason) implements Event {}

  record Fate(Vitality vitality) implements Event {}

  /** What the sync group wants of a member. */
  record Group(GroupMachine.Order order) implements Event {}

  /** It goes on where an instance of the same router was, under the rules of this step. */
  record Succeeded() implements Event {}

  /** It ends. */
  record Stop() implements Event {}
}
