package io.gatehouse.dataplane.peers.wire;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names of servers that a connection has carried: each is sent once, and then by its number. Those
 * that are sent and those that are received are counted apart.
 */
public final class Names {
  /** How many are remembered. */
  public static final int SIZE = 128;

  private final @Nullable String[] sent = new String[SIZE];
  private final Map<String, Integer> places = new HashMap<>();
  private final @Nullable String[] received = new String[SIZE];
  private int next;

  /** The number under which it was sent before, from 1; 0 when it was not. */
  int known(String name) {
    return places.getOrDefault(name, 0);
  }

  /** The number under which it is sent now, in place of one sent long ago. */
  int remember(String name) {
    String old = sent[next];
    if (old != null) {
      places.remove(old);
    }
    sent[next] = name;
    int number = next + 1;
    places.put(name, number);
    next = number % SIZE;
    return number;
  }

  void received(int number, String name) throws MalformedMessageException {
    received[place(number)] = name;
  }

  @Nullable String received(int number) throws MalformedMessageException {
    return received[place(number)];
  }

  private static int place(int number) throws MalformedMessageException {
    if (number < 1 || number > SIZE) {
      throw new MalformedMessageException("the number of a name is %d".formatted(number));
    }
    return number - 1;
  }

  /** What was sent under this number, from 0, for dumps. */
  public @Nullable String sentAt(int index) {
    return sent[index];
  }

  /** What was received under this number, from 0, for dumps. */
  public @Nullable String receivedAt(int index) {
    return received[index];
  }
}
