package io.gatehouse.dataplane.check;

import io.gatehouse.api.check.CheckResult;
import io.gatehouse.api.check.CheckStatus;
import io.gatehouse.api.check.CheckTarget;
import io.gatehouse.api.check.Dialogue;
import io.gatehouse.api.check.DialogueSpec;
import io.gatehouse.api.check.Move;
import io.gatehouse.dataplane.loop.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One probe of one server, under way: does what its dialogue asks for and keeps the time. Confined
 * to the event loop of checks.
 *
 * <pre>
 *  begin ──► move ──┬─ connect ──► Wiring ──► next move
 *             ▲     ├─ say ──────► sent ────► next move
 *             │     ├─ listen ───► heard ───► next move
 *             │     └─ over ─────► answer     (any of them: late or broken ──► answer)
 *             └──────────────────────┘
 * </pre>
 */
final class Call extends Deadline implements Wiring.User {
  private static final Logger LOG = LoggerFactory.getLogger(Call.class);

  /** More than this is not kept: HAProxy looks at one buffer as well. */
  private static final int MOST = 16_384;

  /**
   * When this thread looks at the time so much too late, what the server has said meanwhile was not
   * heard: it gets back the time that was not its own, a few times at most. Nanoseconds.
   */
  private static final long OWN_DELAY = 5_000_000;

  private static final int MOST_EXCUSES = 4;

  private static final byte[] NOTHING = {};

  private final CheckLoop loop;
  private final DialogueSpec spec;
  private final Supplier<Aim> aim;
  private final Answer answer;
  private @Nullable Aim aimed;
  private @Nullable Dialogue dialogue;
  private @Nullable Wiring wiring;
  private CheckStatus late = CheckStatus.L7TOUT;
  private byte[] heard = NOTHING;
  private byte[] unheard = NOTHING;
  private boolean listening;
  private boolean ended;
  private boolean over;
  private long begunAt;
  private long dueAt;
  private long limit;
  private int excuses;

  /** Hears the result. */
  @FunctionalInterface
  interface Answer {
    /** Control thread. */
    void found(CheckResult result, long nanos);
  }

  /**
   * @param aim asked when it begins
   */
  Call(CheckLoop loop, DialogueSpec spec, Supplier<Aim> aim, Answer answer) {
    this.loop = loop;
    this.spec = spec;
    this.aim = aim;
    this.answer = answer;
  }

  void begin() {
    if (over) {
      return;
    }
    begunAt = loop.clock().now();
    go(
        () -> {
          Aim known = aim.get();
          aimed = known;
          Dialogue begun = spec.begin(known.target().scene());
          dialogue = begun;
          return begun.next();
        });
  }

  /** What the dialogue says to an event. */
  @FunctionalInterface
  private interface Reaction {
    Move move() throws IOException;
  }

  /** What a dialogue throws is a fault of its own, and the check's result. */
  private void go(Reaction reaction) {
    try {
      follow(reaction.move());
    } catch (Exception | LinkageError failed) {
      fault(failed);
    }
  }

  /** Nobody waits for the answer any more. */
  void abandon() {
    over = true;
    loop.deadlines().remove(this);
    hangUp();
  }

  private Dialogue dialogue() {
    Dialogue known = dialogue;
    if (known == null) {
      throw new IllegalStateException("not begun");
    }
    return known;
  }

  private CheckTarget target() {
    return aimed().target();
  }

  private Aim aimed() {
    Aim known = aimed;
    if (known == null) {
      throw new IllegalStateException("not begun");
    }
    return known;
  }

  private void follow(Move first) throws IOException {
    Move move = first;
    while (move != null) {
      move =
          switch (move) {
            case Move.Over(CheckResult result) -> {
              finish(result);
              yield null;
            }
            case Move.Connect connect -> {
              connect(connect);
              yield null;
            }
            case Move.Say(byte[] bytes) -> say(bytes);
            case Move.Listen _ -> listen();
          };
    }
  }

  private void connect(Move.Connect connect) throws IOException {
    hangUp();
    heard = NOTHING;
    unheard = NOTHING;
    ended = false;
    late(CheckStatus.L4TOUT, target().connectTimeout());
    Wiring made = loop.wiring(aimed(), connect.dialing(), this);
    wiring = made;
    made.begin();
  }

  private void late(CheckStatus means, Duration allowed) {
    late = means;
    limit = Math.max(1, allowed.toNanos());
    excuses = MOST_EXCUSES;
    await(limit);
  }

  private void await(long nanos) {
    dueAt = loop.clock().now() + nanos;
    loop.deadlines().in(this, nanos);
  }

  @Override
  public void stalled(CheckStatus means) {
    late = means;
  }

  @Override
  public void connected(boolean tls) {
    late(CheckStatus.L7TOUT, target().readTimeout());
    go(
        () -> {
          dialogue().connected(tls);
          return dialogue().next();
        });
  }

  /** Null where the next move has to wait until the bytes are gone. */
  private @Nullable Move say(byte[] bytes) {
    heard = NOTHING;
    return wiring().say(bytes) ? dialogue().next() : null;
  }

  @Override
  public void said() {
    go(() -> dialogue().next());
  }

  private Wiring wiring() {
    Wiring open = wiring;
    if (open == null) {
      throw new IllegalStateException("a dialogue begins with a connection");
    }
    return open;
  }

  private @Nullable Move listen() {
    if (unheard.length == 0 && !ended) {
      listening = true;
      wiring().listen();
      return null;
    }
    listening = false;
    int length = Math.min(MOST, heard.length + unheard.length);
    byte[] all = Arrays.copyOf(heard, length);
    System.arraycopy(unheard, 0, all, heard.length, length - heard.length);
    heard = all;
    unheard = NOTHING;
    return dialogue().heard(all, ended || length == MOST);
  }

  @Override
  public void received(byte[] bytes) {
    if (unheard.length < MOST) {
      byte[] all = Arrays.copyOf(unheard, unheard.length + bytes.length);
      System.arraycopy(bytes, 0, all, unheard.length, bytes.length);
      unheard = all;
    }
  }

  @Override
  public void paused() {
    if (listening) {
      go(() -> Move.Listen.MORE);
    }
  }

  @Override
  public void ended() {
    ended = true;
    paused();
  }

  /** What came before it broke still counts. */
  @Override
  public void broken(String words) {
    if (heard.length + unheard.length > 0) {
      ended();
    } else {
      failed(CheckStatus.SOCKERR, words);
    }
  }

  @Override
  protected void expired() {
    long away = loop.clock().now() - dueAt;
    if (away > OWN_DELAY && excuses > 0) {
      excuses--;
      await(Math.min(away, limit));
    } else {
      failed(late, "");
    }
  }

  @Override
  public void failed(CheckStatus status, String words) {
    try {
      finish(dialogue().failed(CheckResult.of(status, words)));
    } catch (Exception | LinkageError failed) {
      fault(failed);
    }
  }

  private void fault(Throwable failed) {
    LOG.debug("a check failed", failed);
    String message = failed.getMessage();
    finish(CheckResult.of(CheckStatus.SOCKERR, message == null ? failed.toString() : message));
  }

  private void finish(CheckResult result) {
    if (over) {
      return;
    }
    abandon();
    long nanos = System.nanoTime() - begunAt;
    loop.answer(() -> answer.found(result, nanos));
  }

  private void hangUp() {
    Wiring open = wiring;
    wiring = null;
    listening = false;
    if (open != null) {
      open.close();
    }
  }
}
