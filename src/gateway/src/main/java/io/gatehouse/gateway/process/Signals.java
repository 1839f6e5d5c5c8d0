package io.gatehouse.gateway.process;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Signals of the process in the order of their arrival. The JDK has an interface for them that the
 * compiler warns about, so it is called by reflection; the virtual machine keeps SIGQUIT for itself
 * and answers it with a dump of its threads.
 */
final class Signals {
  /** The signals of the management manual, section 4, and one more. */
  enum Kind {
    /** End now. */
    TERM,
    INT,
    /** Stop listening, end when the last exchange has ended. */
    USR1,
    /** Dump the states of the servers. */
    HUP,
    /** Without a master there is nobody to reload. */
    USR2,
    /** Stop listening for a while. */
    TTOU,
    /** Listen again. */
    TTIN,
    /** Keepalived's SIGJSON, which no virtual machine can catch; harmless until it is caught. */
    URG
  }

  private final BlockingQueue<Kind> arrived = new LinkedBlockingQueue<>();

  private Signals() {}

  /** From now on signals wait for {@link #next} instead of ending the virtual machine. */
  static Signals catchAll() {
    Signals signals = new Signals();
    try {
      for (Kind kind : Kind.values()) {
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
    return arrived.take();
  }

  /** Waits for the next one, at most for this long. */
  @Nullable Kind next(long nanos) throws InterruptedException {
    return arrived.poll(nanos, TimeUnit.NANOSECONDS);
  }
}
