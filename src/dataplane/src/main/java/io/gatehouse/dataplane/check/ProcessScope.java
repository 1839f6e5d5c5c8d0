package io.gatehouse.dataplane.check;

import io.gatehouse.api.ByteSink;
import io.gatehouse.api.ByteSpan;
import io.gatehouse.api.ConnectionView;
import io.gatehouse.api.ListenerView;
import io.gatehouse.api.RequestHead;
import io.gatehouse.api.ResponseHead;
import io.gatehouse.api.Surroundings;
import io.gatehouse.api.Variables;
import io.gatehouse.api.rule.Phase;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.dataplane.exchange.VariableStore;
import io.gatehouse.model.ProcessVariable;
import io.gatehouse.model.ProcessVariable.Value;
import io.gatehouse.model.Tune;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Variables of the process where there is neither an exchange nor a check: set by the global
 * section and by the runtime socket. Belongs to the thread that made it.
 */
public final class ProcessScope extends NoExchange {
  private static final SocketAddress NOWHERE = InetSocketAddress.createUnresolved("", 0);

  private final Surroundings surroundings;
  private final VariableStore variables = new VariableStore();
  private final Sample scratch = new Sample(Tune.DEFAULT.bufsize());
  private final ByteSink sink = new ByteSink(Tune.DEFAULT.bufsize());
  private final ByteSpan nothing = new ByteSpan();

  public ProcessScope(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Gives a variable its value. */
  public void set(ProcessVariable variable) {
    switch (variable.value()) {
      case Value.Evaluated(var expression) -> {
        if (expression.evaluate(this, scratch)) {
          variables.set(variable.name(), scratch);
        }
      }
      case Value.Written(var format) -> {
        ByteSink out = sink.clear();
        format.write(this, scratch, out);
        variables.set(variable.name(), scratch.setString(out.array(), 0, out.length()));
      }
    }
  }

  @Override
  public Phase phase() {
    return Phase.CHECK;
  }

  @Override
  public String frontend() {
    return "";
  }

  @Override
  public String backend() {
    return "";
  }

  @Override
  public String server() {
    return "";
  }

  @Override
  public SocketAddress source() {
    return NOWHERE;
  }

  @Override
  public SocketAddress destination() {
    return NOWHERE;
  }

  @Override
  public @Nullable ConnectionView upstream() {
    return null;
  }

  @Override
  public ConnectionView client() {
    return NoConnection.INSTANCE;
  }

  @Override
  public ListenerView listener() {
    return NoConnection.LISTENER;
  }

  @Override
  public @Nullable RequestHead request() {
    return null;
  }

  @Override
  public @Nullable ResponseHead response() {
    return null;
  }

  @Override
  public ByteSpan requestPayload() {
    return nothing;
  }

  @Override
  public ByteSpan responsePayload() {
    return nothing;
  }

  @Override
  public Variables variables() {
    return variables;
  }

  @Override
  public Surroundings surroundings() {
    return surroundings;
  }

  @Override
  public Sample scratch() {
    return scratch;
  }

  @Override
  public ByteSink scratchSink() {
    return sink.clear();
  }
}
