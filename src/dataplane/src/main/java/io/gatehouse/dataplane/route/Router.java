package io.gatehouse.dataplane.route;

import io.gatehouse.api.ByteSink;
import io.gatehouse.api.rule.ExchangeControl;
import io.gatehouse.api.rule.Format;
import io.gatehouse.model.Frontend;
import io.gatehouse.model.Frontend.UseBackend;
import io.gatehouse.model.Frontend.UseBackend.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Chooses a frontend's backend: the first {@code use_backend} whose condition holds, else {@code
 * default_backend}. A name made at run time that no backend has leads to the default one, as in
 * HAProxy. Immutable; called on event loops; allocates nothing.
 *
 * @param <B> what a backend is to the caller
 */
public final class Router<B> {
  private final List<Choice<B>> choices;
  private final NameTable<B> backends;
  private final @Nullable B defaultBackend;

  private Router(List<Choice<B>> choices, NameTable<B> backends, @Nullable B defaultBackend) {
    this.choices = choices;
    this.backends = backends;
    this.defaultBackend = defaultBackend;
  }

  /** One of both is there: a backend, or a format that makes a name. */
  private record Choice<B>(Test condition, @Nullable B backend, @Nullable Format name) {}

  /**
   * Compiles a frontend's routing.
   *
   * @param backends all backends by name; the frontend's fixed names are among them
   */
  public static <B> Router<B> compile(
      Frontend frontend, Map<String, B> backends, Conditions compiler) {
    B otherwise = frontend.defaultBackend().map(backends::get).orElse(null);
    return compile(frontend.backends(), otherwise, backends, compiler);
  }

  static <B> Router<B> compile(
      List<UseBackend> rules, @Nullable B otherwise, Map<String, B> backends, Conditions compiler) {
    List<Choice<B>> choices = new ArrayList<>();
    for (UseBackend rule : rules) {
      Test condition = compiler.compile(rule.condition());
      switch (rule.target()) {
        case Target.Fixed fixed ->
            choices.add(new Choice<>(condition, backends.get(fixed.backend()), null));
        case Target.Dynamic dynamic -> choices.add(new Choice<>(condition, null, dynamic.name()));
      }
    }
    return new Router<>(List.copyOf(choices), new NameTable<>(backends), otherwise);
  }

  /** The backend to use; null when there is none, which is answered with 503. */
  public @Nullable B route(ExchangeControl exchange) {
    for (int i = 0; i < choices.size(); i++) {
      Choice<B> choice = choices.get(i);
      if (choice.condition().matches(exchange)) {
        Format name = choice.name();
        B found = name == null ? choice.backend() : named(name, exchange);
        return found == null ? defaultBackend : found;
      }
    }
    return defaultBackend;
  }

  private @Nullable B named(Format name, ExchangeControl exchange) {
    ByteSink sink = exchange.scratchSink();
    name.write(exchange, exchange.scratch(), sink);
    return backends.find(sink.array(), sink.length());
  }
}
