package io.gatehouse.dataplane.check;

import io.gatehouse.api.ByteSink;
import io.gatehouse.api.ByteSpan;
import io.gatehouse.api.ResponseHead;
import io.gatehouse.api.Surroundings;
import io.gatehouse.model.ProcessVariable;
import io.gatehouse.model.ProcessVariable.Value;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Variables of the process where there is neither an exchange nor a check: set by the global
 * section and by the runtime socket. Belongs to the thread that made it.
 */
public final class ProcessScope extends NoExchange {
  private static final SocketAddress NOWHERE = InetSocketAddress.createUnresolved("", 0);

  public ProcessScope(Surroundings surroundings) {
    super(surroundings);
  }

  /** Gives a variable its value. */
  public void set(ProcessVariable variable) {
    switch (variable.value()) {
      case Value.Evaluated(var expression) -> {
        if (expression.evaluate(this, scratch())) {
          variables().set(variable.name(), scratch());
        }
      }
      case Value.Written(var format) -> {
        ByteSink out = scratchSink();
        format.write(this, scratch(), out);
        variables().set(variable.name(), scratch().setString(out.array(), 0, out.length()));
      }
    }
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
  public @Nullable ResponseHead response() {
    return null;
  }

  @Override
  public ByteSpan responsePayload() {
    return requestPayload();
  }
}
