package io.gatehouse.vrrp.kernel;

import static io.gatehouse.vrrp.kernel.Wire.BYTE;
import static io.gatehouse.vrrp.kernel.Wire.HOST16;
import static io.gatehouse.vrrp.kernel.Wire.HOST32;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A conversation with the kernel about links, addresses and routes (rtnetlink(7)). The kernel
 * carries a request out while it is being sent: the answer is there when the call returns, and
 * nothing waits.
 */
final class NetlinkSocket implements AutoCloseable {
  private static final int FAMILY = 16;
  private static final int RAW = 3;
  private static final int CLOSE_ON_EXEC = 0x80000;
  private static final int NON_BLOCKING = 0x800;
  private static final int LEVEL = 270;
  private static final int CAPPED_ANSWERS = 10;
  private static final int EXPLAINED_ERRORS = 11;
  private static final int SOCKET_LEVEL = 1;
  private static final int RECEIVE_BUFFER = 8;
  private static final int RECEIVE_BUFFER_FORCED = 33;
  private static final int ROOM = 1 << 20;

  private static final int REQUEST_SIZE = 512;
  private static final int ANSWER_SIZE = 1 << 15;
  private static final int EXPLAINED = 0x200;
  private static final int EXPLANATION = 1;
  private static final String CAPABILITY = "CAP_NET_ADMIN";

  private final Arena arena = Arena.ofShared();
  private final Message outgoing = new Message(arena, 12, REQUEST_SIZE, 0);
  private final Message incoming = new Message(arena, 12, ANSWER_SIZE, 0);
  private final NetlinkReader reader = new NetlinkReader(incoming.body());
  private final int descriptor;
  private int sequence;
  private String explanation = "";

  /** What is called for each message of a dump. */
  interface Visitor {
    void message(NetlinkReader message);
  }

  /**
   * @param groups bits of the multicast groups whose events are received; 0 for requests
   */
  NetlinkSocket(int groups) throws IOException {
    int kind = RAW | CLOSE_ON_EXEC | NON_BLOCKING;
    descriptor = Failure.check(Libc.socket(FAMILY, kind, 0), "open a netlink socket", CAPABILITY);
    outgoing.name().set(HOST16, 0, (short) FAMILY);
    MemorySegment one = arena.allocate(4, 4);
    one.set(HOST32, 0, 1);
    // Older kernels lack these; errors then come without explanation.
    Libc.setsockopt(descriptor, LEVEL, CAPPED_ANSWERS, one);
    Libc.setsockopt(descriptor, LEVEL, EXPLAINED_ERRORS, one);
    MemorySegment room = arena.allocate(4, 4);
    room.set(HOST32, 0, ROOM);
    if (Libc.setsockopt(descriptor, SOCKET_LEVEL, RECEIVE_BUFFER_FORCED, room) < 0) {
      Libc.setsockopt(descriptor, SOCKET_LEVEL, RECEIVE_BUFFER, room);
    }
    MemorySegment self = arena.allocate(12, 4);
    self.set(HOST16, 0, (short) FAMILY);
    self.set(HOST32, 8, groups);
    Failure.check(Libc.bind(descriptor, self), "bind a netlink socket", CAPABILITY);
  }

  int descriptor() {
    return descriptor;
  }

  /** Has a request carried out; 0, or the negated errno that {@link #failure} explains. */
  int carryOut(NetlinkRequest request) {
    int answer = send(request);
    while (answer >= 0) {
      answer = receive();
      while (answer >= 0 && reader.next()) {
        if (reader.sequence() == sequence && reader.type() == NetlinkReader.ERROR) {
          return outcome();
        }
      }
    }
    return answer;
  }

  /** Shows every message of a dump to the visitor. */
  void dump(NetlinkRequest request, String deed, Visitor visitor) throws IOException {
    Failure.check(send(request), deed, CAPABILITY);
    while (true) {
      Failure.check(receive(), deed, CAPABILITY);
      while (reader.next()) {
        if (reader.sequence() != sequence) {
          continue;
        }
        switch (reader.type()) {
          case NetlinkReader.DONE -> {
            return;
          }
          case NetlinkReader.ERROR -> throw failure(deed, outcome());
          default -> visitor.message(reader);
        }
      }
    }
  }

  /** Takes the next datagram for {@link #reader}; negative when there is none. */
  int receive() {
    int length = incoming.receive(descriptor);
    reader.begin(Math.clamp(length, 0, ANSWER_SIZE));
    return length > ANSWER_SIZE ? -Failure.ENOBUFS : length;
  }

  NetlinkReader reader() {
    return reader;
  }

  /** What an answer of {@link #carryOut} means, with the kernel's explanation where it gave one. */
  IOException failure(String deed, int answer) {
    String more = explanation.isEmpty() ? "" : " (" + explanation + ")";
    return new IOException(Failure.of(deed, answer, CAPABILITY).getMessage() + more);
  }

  @Override
  public void close() {
    Libc.close(descriptor);
    arena.close();
  }

  private int send(NetlinkRequest request) {
    request.number(++sequence);
    MemorySegment.copy(request.memory(), BYTE, 0, outgoing.body(), BYTE, 0, request.length());
    return outgoing.send(descriptor, request.length(), 0, 0);
  }

  private int outcome() {
    int error = reader.get32(0);
    explanation = "";
    if (error != 0 && (reader.flags() & EXPLAINED) != 0) {
      int text = reader.find(4 + NetlinkRequest.HEADER, EXPLANATION);
      explanation = text < 0 ? "" : reader.textAt(text);
    }
    return error;
  }
}
