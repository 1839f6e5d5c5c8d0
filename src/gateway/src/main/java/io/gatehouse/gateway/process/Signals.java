package io.gatehouse.gateway.process;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Signals of the process in the order of their arrival. The launchers hold them back from the first
 * moment on, so that none is lost before someone waits for it; a process that was started otherwise
 * has handlers for them. The JDK has an interface for those that the compiler warns about, so it is
 * called by reflection.
 */
final class Signals {
  /** The signals of the management manual, section 4, and one more, with their numbers on Linux. */
  enum Kind {
    /** End now. */
    TERM(15),
    INT(2),
    /** Stop listening, end when the last exchange has ended. */
    USR1(10),
    /** Read the files again; as HAProxy's plain process, dump the states of the servers. */
    HUP(1),
    /** Dump the threads; without the launchers the virtual machine does it. */
    QUIT(3),
    /** Read the files again, as HAProxy's master does. */
    USR2(12),
    /** Stop listening for a while. */
    TTOU(22),
    /** Listen again. */
    TTIN(21),
    /** Keepalived's SIGJSON, which no virtual machine can catch; harmless until it is caught. */
    URG(23);

    private final int number;

    Kind(int number) {
      this.number = number;
    }

    int number() {
      return number;
    }
  }

  private final BlockingQueue<Kind> arrived = new LinkedBlockingQueue<>();
  private @Nullable HeldSignals held;

  private Signals(Set<Kind> held) {
    this.held = held.isEmpty() ? null : new HeldSignals(held, arrived::add);
  }

  /** From now on signals wait for {@link #next} instead of ending the virtual machine. */
  static Signals catchAll() {
    Set<Kind> held = HeldSignals.ofThread();
    Signals signals = new Signals(held);
    Set<Kind> others = EnumSet.complementOf(EnumSet.of(Kind.QUIT));
    others.removeAll(held);
    try {
      for (Kind kind : others) {
        signals.register(kind);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this virtual machine has no signals", e);
    }
    return signals;
  }

  private void register(Kind kind) throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Class<?> handler = Class.forName("sun.misc.SignalHandler");
    // The virtual machine calls it on a thread of its own for each signal.
    InvocationHandler arrive = (proxy, method, arguments) -> arrived.add(kind);
    Object answer =
        Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {handler}, arrive);
    Object named = signal.getConstructor(String.class).newInstance(kind.name());
    Object _ = signal.getMethod("handle", signal, handler).invoke(null, named, answer);
  }

  /** Waits for the next one. */
  Kind next() throws InterruptedException {
    begin();
    return arrived.take();
  }

  /** Waits for the next one, at most for this long. */
  @Nullable Kind next(long nanos) throws InterruptedException {
    begin();
    return arrived.poll(nanos, TimeUnit.NANOSECONDS);
  }

  /** Held signals are taken when somebody waits for them first: the start has better to do. */
  private void begin() {
    HeldSignals waiting = held;
    held = null;
    if (waiting != null) {
      waiting.start();
    }
  }
}
