package io.gatehouse.rules;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.gatehouse.api.ByteSink;
import io.gatehouse.api.ByteSpan;
import io.gatehouse.api.Captures;
import io.gatehouse.api.ConnectionView;
import io.gatehouse.api.ListenerView;
import io.gatehouse.api.Measures;
import io.gatehouse.api.Surroundings;
import io.gatehouse.api.Variables;
import io.gatehouse.api.rule.ExchangeControl;
import io.gatehouse.api.rule.Phase;
import io.gatehouse.api.rule.Reply;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleType;
import io.gatehouse.api.rule.Verdict;
import io.gatehouse.testkit.plugin.FakeHead;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An exchange for tests: questions are answered by the public methods of this class, or by numbers
 * set with {@link #with}; what actions ask for is kept in {@link #calls}.
 */
public final class FakeExchange {
  public @Nullable FakeHead request;
  public @Nullable FakeHead response;
  public @Nullable Reply reply;
  public final List<String> calls = new ArrayList<>();
  private final Map<String, Object> answers = new HashMap<>();
  private final Map<Variables.Name, String> texts = new HashMap<>();
  private final Map<Variables.Name, Long> numbers = new HashMap<>();
  private final Sample scratch = new Sample(16_384);
  private final ByteSink sink = new ByteSink(16_384);
  private byte[] payload = {};
  private Phase phase = Phase.HTTP_REQUEST;

  public static FakeExchange of(String request) {
    FakeExchange fake = new FakeExchange();
    fake.request = new FakeHead(request);
    return fake;
  }

  public FakeExchange response(String head) {
    response = new FakeHead(head);
    return this;
  }

  public FakeExchange payload(byte[] bytes) {
    payload = bytes.clone();
    return this;
  }

  public FakeExchange phase(Phase next) {
    phase = next;
    return this;
  }

  /** What a question of that name is answered with, on whichever of the interfaces. */
  public FakeExchange with(String question, Object answer) {
    answers.put(question, answer);
    return this;
  }

  public ExchangeControl control() {
    return view(ExchangeControl.class);
  }

  private <T> T view(Class<T> type) {
    Object proxy =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              Object[] given = arguments == null ? new Object[0] : arguments;
              return answer(type, method.getName(), method.getReturnType(), given);
            });
    return type.cast(proxy);
  }

  private @Nullable Object answer(Class<?> on, String name, Class<?> type, Object[] given) {
    if (given.length == 0 && answers.containsKey(name)) {
      return answers.get(name);
    }
    if (on == Variables.class) {
      return variable(name, given);
    }
    return switch (name) {
      case "request" -> on == Captures.class ? null : request;
      case "response" -> response;
      case "editRequest" -> request;
      case "editResponse" -> response;
      case "phase" -> phase;
      case "scratch" -> scratch;
      case "scratchSink" -> sink.clear();
      case "requestPayload", "responsePayload" -> new ByteSpan().set(payload, 0, payload.length);
      case "source" -> given.length == 0 ? address("10.1.2.3", 4711) : note(name, given);
      case "destination" -> given.length == 0 ? address("192.168.7.8", 8080) : note(name, given);
      case "sourceAddress" -> new byte[] {10, 1, 2, 3};
      case "destinationAddress" -> new byte[] {(byte) 192, (byte) 168, 7, 8};
      case "requestLine" -> requestLine((Sample) given[0]);
      case "reply", "tarpit" -> reply((Reply) given[0], name);
      case "deny" -> reply((Reply) given[0], "reply");
      case "rewriteFailed" -> Verdict.REPLY;
      default -> byType(name, type, given);
    };
  }

  private @Nullable Object byType(String name, Class<?> type, Object[] given) {
    if (type == Variables.class
        || type == Measures.class
        || type == Surroundings.class
        || type == Captures.class
        || type == ConnectionView.class
        || type == ListenerView.class
        || type == Surroundings.ProxyView.class
        || type == Surroundings.ServerView.class) {
      return view(type);
    }
    if (type == void.class) {
      return note(name, given);
    }
    if (type == String.class) {
      return "";
    }
    return type == boolean.class ? (Object) false : type == long.class ? (Object) 0L : (Object) 0;
  }

  private @Nullable Object note(String name, Object[] given) {
    StringBuilder call = new StringBuilder(name);
    for (Object argument : given) {
      boolean bytes = argument instanceof byte[];
      call.append(' ').append(bytes ? new String((byte[]) argument, ISO_8859_1) : argument);
    }
    calls.add(call.toString());
    return null;
  }

  private @Nullable Object reply(Reply given, String how) {
    reply = given;
    calls.add(how + " " + given.status());
    return null;
  }

  private boolean requestLine(Sample out) {
    FakeHead head = request;
    if (head == null) {
      return false;
    }
    String line = head.text().lines().findFirst().orElse("");
    out.setText(line);
    return true;
  }

  private @Nullable Object variable(String name, Object[] given) {
    Variables.Name key = (Variables.Name) given[0];
    if (name.equals("get")) {
      return get(key, (Sample) given[1]);
    }
    texts.remove(key);
    numbers.remove(key);
    if (name.equals("set")) {
      Sample value = (Sample) given[1];
      if (value.type() == SampleType.INTEGER || value.type() == SampleType.BOOLEAN) {
        numbers.put(key, value.integer());
      } else {
        value.cast(SampleType.STRING);
        texts.put(key, value.text());
      }
    }
    return null;
  }

  private boolean get(Variables.Name key, Sample out) {
    Long number = numbers.get(key);
    String text = texts.get(key);
    if (number != null) {
      out.setInteger(number);
    } else if (text != null) {
      out.setText(text);
    }
    return number != null || text != null;
  }

  private static SocketAddress address(String host, int port) {
    return new InetSocketAddress(host, port);
  }
}
