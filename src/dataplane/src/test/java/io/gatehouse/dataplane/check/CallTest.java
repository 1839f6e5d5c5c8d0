package io.gatehouse.dataplane.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.api.check.CheckResult;
import io.gatehouse.api.check.CheckScene;
import io.gatehouse.api.check.CheckStatus;
import io.gatehouse.api.check.CheckTarget;
import io.gatehouse.api.check.Dialing;
import io.gatehouse.api.check.Dialogue;
import io.gatehouse.api.check.DialogueSpec;
import io.gatehouse.api.check.Move;
import io.gatehouse.dataplane.control.ControlThread;
import io.gatehouse.model.Endpoint;
import io.gatehouse.model.SendProxy;
import io.gatehouse.testkit.RawOrigin;
import io.gatehouse.testkit.RealHaproxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class CallTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Move CONNECT = Move.Connect.STANDARD;
  private static final Move KNOCK = new Move.Connect(Dialing.STANDARD.prompt(true));
  private static final Move DONE = new Move.Over(CheckResult.of(CheckStatus.L4OK));

  private final ControlThread control = new ControlThread("control");
  private final CheckLoops loops = new CheckLoops(control);

  @AfterEach
  void end() {
    loops.close();
    control.close();
  }

  /** Makes its moves in order; what it hears is told as the result once it is enough. */
  private record Moves(List<Move> moves, int enough, UnaryOperator<CheckResult> failure)
      implements DialogueSpec {
    @Override
    public String name() {
      return "moves";
    }

    @Override
    public Dialogue begin(CheckScene scene) {
      Queue<Move> left = new ArrayDeque<>(moves);
      return new Dialogue() {
        @Override
        public Move next() {
          return left.remove();
        }

        @Override
        public Move heard(byte[] said, boolean ended) {
          return said.length < enough && !ended
              ? Move.Listen.MORE
              : new Move.Over(CheckResult.of(CheckStatus.L7OK, text(said) + (ended ? "." : "")));
        }

        @Override
        public CheckResult failed(CheckResult usual) {
          return failure.apply(usual);
        }
      };
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static Move say(String words) {
    return new Move.Say(words.getBytes(StandardCharsets.ISO_8859_1));
  }

  private CompletableFuture<CheckResult> begin(DialogueSpec spec, CheckTarget target) {
    Aim aim = new Aim(target, SendProxy.NONE, Optional.empty());
    CompletableFuture<CheckResult> found = new CompletableFuture<>();
    CheckLoop loop = loop(target.address());
    loop.begin(new Call(loop, spec, () -> aim, (result, nanos) -> found.complete(result)));
    return found;
  }

  private CheckLoop loop(SocketAddress address) {
    return loops.of(
        address instanceof UnixDomainSocketAddress unix
            ? new Endpoint.Unix(unix.toString(), false)
            : new Endpoint.Inet("", 0, Endpoint.Family.ANY));
  }

  private CheckResult probe(SocketAddress address, Move... moves) throws Exception {
    return begin(new Moves(List.of(moves), 5, UnaryOperator.identity()), target(address, LONG))
        .get(25, TimeUnit.SECONDS);
  }

  private static CheckTarget target(SocketAddress address, Duration read) {
    return new CheckTarget("b", "s", address, LONG, read);
  }

  private static SocketAddress of(RawOrigin origin) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), origin.port());
  }

  @Test
  void aSilentConnectionLeavesNothingToAcceptBehind() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      for (int i = 0; i < 20; i++) {
        assertThat(probe(server.getLocalSocketAddress(), KNOCK, DONE).status())
            .isEqualTo(CheckStatus.L4OK);
      }
      server.setSoTimeout(50);
      assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void saysThatTheConnectionWasRefused() throws Exception {
    SocketAddress closed =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), RealHaproxy.freePort());
    assertThat(probe(closed, CONNECT))
        .isEqualTo(
            CheckResult.of(CheckStatus.L4CON, "ECONNREFUSED returned by OS (Connection refused)"));
  }

  @Test
  void aNameWithoutAnAddressIsAFailedConnection() throws Exception {
    assertThat(probe(InetSocketAddress.createUnresolved("nowhere.invalid", 80), CONNECT))
        .isEqualTo(CheckResult.of(CheckStatus.L4CON, "Unable to resolve nowhere.invalid"));
  }

  @Test
  void unixSocketsAreServersToo(@TempDir Path folder) throws Exception {
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(folder.resolve("s"));
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(address);
      assertThat(probe(address, KNOCK, DONE).status()).isEqualTo(CheckStatus.L4OK);
    }
  }

  @Test
  void whatTheServerSaidBeforeItWasAskedIsHeard() throws Exception {
    CountDownLatch greeted = new CountDownLatch(1);
    try (RawOrigin server =
        RawOrigin.start(
            caller -> {
              caller.send("he");
              greeted.countDown();
              caller.readExactly(1);
              caller.send("llo");
              caller.readToEnd();
            })) {
      assertThat(probe(of(server), CONNECT, say("x"), Move.Listen.MORE))
          .isEqualTo(CheckResult.of(CheckStatus.L7OK, "hello"));
      assertThat(greeted.getCount()).isZero();
    }
  }

  @Test
  void theEndOfTheServerIsHeard() throws Exception {
    try (RawOrigin server = RawOrigin.start(caller -> caller.send("bye"))) {
      assertThat(probe(of(server), CONNECT, Move.Listen.MORE))
          .isEqualTo(CheckResult.of(CheckStatus.L7OK, "bye."));
    }
  }

  @Test
  void longWordsArriveWholeInBothDirections() throws Exception {
    String words = "0123456789".repeat(1_500);
    Moves asks =
        new Moves(
            List.of(CONNECT, say(words), Move.Listen.MORE),
            words.length(),
            UnaryOperator.identity());
    try (RawOrigin server =
        RawOrigin.start(
            caller -> {
              caller.send(caller.readExactly(words.length()));
              caller.readToEnd();
            })) {
      assertThat(begin(asks, target(of(server), LONG)).get(25, TimeUnit.SECONDS))
          .isEqualTo(CheckResult.of(CheckStatus.L7OK, words));
    }
  }

  @Test
  void thoseThatRanOutOfTimeLeaveNothingToThoseAfterThem() throws Exception {
    Moves listens = new Moves(List.of(CONNECT, Move.Listen.MORE), 5, UnaryOperator.identity());
    try (RawOrigin silent = RawOrigin.start(caller -> caller.readToEnd());
        RawOrigin echo =
            RawOrigin.start(
                caller -> {
                  caller.send(caller.readExactly(5));
                  caller.readToEnd();
                })) {
      for (int round = 0; round < 10; round++) {
        List<CompletableFuture<CheckResult>> late = new ArrayList<>();
        List<CompletableFuture<CheckResult>> answered = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
          List<Move> own = List.of(CONNECT, say(word(round, i)), Move.Listen.MORE);
          late.add(begin(listens, target(of(silent), Duration.ofMillis(5))));
          answered.add(begin(new Moves(own, 5, UnaryOperator.identity()), target(of(echo), LONG)));
        }
        for (int i = 0; i < 20; i++) {
          assertThat(late.get(i).get(20, TimeUnit.SECONDS).status()).isEqualTo(CheckStatus.L7TOUT);
          assertThat(answered.get(i).get(20, TimeUnit.SECONDS).info()).isEqualTo(word(round, i));
        }
      }
    }
  }

  private static String word(int round, int number) {
    return String.valueOf(10_000 + 100 * round + number);
  }

  @Test
  void aDialogueThatThrowsOnceItIsConnectedIsAFailedCheck() throws Exception {
    Moves nothingMore = new Moves(List.of(CONNECT), 5, UnaryOperator.identity());
    try (RawOrigin server = RawOrigin.start(caller -> caller.readToEnd())) {
      assertThat(begin(nothingMore, target(of(server), LONG)).get(20, TimeUnit.SECONDS).status())
          .isEqualTo(CheckStatus.SOCKERR);
    }
  }

  @Test
  void anotherConnectionTakesThePlaceOfTheFirst() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    try (RawOrigin first =
            RawOrigin.start(
                caller -> {
                  try {
                    caller.readToEnd();
                  } finally {
                    ended.countDown();
                  }
                });
        RawOrigin second = RawOrigin.start(caller -> caller.send("hello"))) {
      Move other = new Move.Connect(Dialing.STANDARD.at(second.port()));
      assertThat(probe(of(first), CONNECT, say("x"), other, Move.Listen.MORE).info())
          .startsWith("hello");
      assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aServerThatSaysNothingDelaysNoOther() throws Exception {
    try (RawOrigin silent = RawOrigin.start(caller -> caller.readToEnd());
        RawOrigin lively = RawOrigin.start(caller -> caller.send("hello"))) {
      Moves listens = new Moves(List.of(CONNECT, Move.Listen.MORE), 5, UnaryOperator.identity());
      CompletableFuture<CheckResult> waits = begin(listens, target(of(silent), LONG));
      for (int i = 0; i < 50; i++) {
        assertThat(probe(of(lively), CONNECT, Move.Listen.MORE).info()).startsWith("hello");
      }
      assertThat(waits).isNotDone();
    }
  }

  @Test
  void theDialogueSaysWhatItMeansThatTheTimeIsOver() throws Exception {
    try (RawOrigin silent = RawOrigin.start(caller -> caller.readToEnd())) {
      Moves listens =
          new Moves(
              List.of(CONNECT, Move.Listen.MORE),
              5,
              usual -> CheckResult.of(CheckStatus.L6TOUT, "was " + usual.status()));
      assertThat(
              begin(listens, target(of(silent), Duration.ofMillis(50))).get(20, TimeUnit.SECONDS))
          .isEqualTo(CheckResult.of(CheckStatus.L6TOUT, "was L7TOUT"));
    }
  }

  /** The same dialogue; each wait for the server begins only after these milliseconds. */
  private static Dialogue slow(Dialogue usual, long millis) {
    return new Dialogue() {
      @Override
      public Move next() {
        Move move = usual.next();
        if (move instanceof Move.Listen) {
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
        }
        return move;
      }

      @Override
      public Move heard(byte[] said, boolean ended) {
        return usual.heard(said, ended);
      }
    };
  }

  @Test
  void timeThatTheThreadOfChecksWasAwayIsNotTheServers() throws Exception {
    try (RawOrigin lively =
        RawOrigin.start(
            caller -> {
              caller.readExactly(1);
              caller.send("hello");
              caller.readToEnd();
            })) {
      Moves asks =
          new Moves(List.of(CONNECT, say("x"), Move.Listen.MORE), 5, UnaryOperator.identity());
      DialogueSpec late =
          new DialogueSpec() {
            @Override
            public String name() {
              return "late";
            }

            @Override
            public Dialogue begin(CheckScene scene) {
              return slow(asks.begin(scene), 900);
            }
          };
      assertThat(
              begin(late, target(of(lively), Duration.ofMillis(300)))
                  .get(20, TimeUnit.SECONDS)
                  .info())
          .startsWith("hello");
    }
  }

  @Test
  void aDialogueThatThrowsIsAFailedCheck() throws Exception {
    DialogueSpec broken =
        new Moves(
            List.of(CONNECT),
            5,
            usual -> {
              throw new IllegalStateException("broken");
            });
    SocketAddress unknown = InetSocketAddress.createUnresolved("nowhere.invalid", 80);
    assertThat(begin(broken, target(unknown, LONG)).get(20, TimeUnit.SECONDS))
        .isEqualTo(CheckResult.of(CheckStatus.SOCKERR, "broken"));
  }

  @Test
  void whoeverIsAbandonedHangsUpWithoutAnAnswer() throws Exception {
    CountDownLatch connected = new CountDownLatch(1);
    CountDownLatch gone = new CountDownLatch(1);
    try (RawOrigin server =
        RawOrigin.start(
            caller -> {
              connected.countDown();
              try {
                caller.readToEnd();
              } finally {
                gone.countDown();
              }
            })) {
      CompletableFuture<CheckResult> found = new CompletableFuture<>();
      CheckLoop loop = loop(of(server));
      Moves listens = new Moves(List.of(CONNECT, Move.Listen.MORE), 5, UnaryOperator.identity());
      Call call =
          new Call(
              loop,
              listens,
              () -> new Aim(target(of(server), LONG), SendProxy.NONE, Optional.empty()),
              (result, nanos) -> found.complete(result));
      loop.begin(call);
      assertThat(connected.await(20, TimeUnit.SECONDS)).isTrue();
      control.submit(() -> loop.abandon(call));
      assertThat(gone.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(control.call(() -> true).get(20, TimeUnit.SECONDS)).isTrue();
      assertThat(found).isNotDone();
    }
  }
}
