package io.gatehouse.rules.action;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.RequestHead;
import io.gatehouse.api.rule.Action;
import io.gatehouse.api.rule.ExchangeControl;
import io.gatehouse.api.rule.HeadEditor;
import io.gatehouse.api.rule.Phase;
import io.gatehouse.api.rule.Reply;
import io.gatehouse.api.rule.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** {@code normalize-uri}: path and query in one form, so that rules and servers see the same. */
public final class NormalizeUri extends ActionFamily {
  private static final Reply MALFORMED = new Reply(400, List.of(), new Reply.Body.ErrorPage());

  public NormalizeUri() {
    add("normalize-uri", REQUEST, (phase, name, a) -> normalize(a));
  }

  private static Action normalize(Arguments arguments) throws ArgumentException {
    String word = arguments.next("a normalizer");
    for (Normalizer normalizer : Normalizer.values()) {
      if (normalizer.word().equals(word)) {
        String option = normalizer.optionWord();
        boolean given = !option.isEmpty() && arguments.accept(option);
        return new Normalize(normalizer, given);
      }
    }
    throw arguments.unknown(
        "normalizer", Arrays.stream(Normalizer.values()).map(Normalizer::word).toList());
  }

  /** A target without a path, such as the asterisk, stays as it is. */
  record Normalize(Normalizer normalizer, boolean option) implements Action {
    @Override
    public Set<Phase> phases() {
      return REQUEST;
    }

    @Override
    public Verdict run(ExchangeControl exchange) {
      RequestHead head = exchange.request();
      int from = head == null ? -1 : head.pathOffset();
      if (head == null || from < 0 || head.bytes()[from] == '*') {
        return Verdict.CONTINUE;
      }
      int length = head.uriOffset() + head.uriLength() - from;
      String target = new String(head.bytes(), from, length, ISO_8859_1);
      int mark = target.indexOf('?');
      String path = mark < 0 ? target : target.substring(0, mark);
      String query = mark < 0 ? "" : target.substring(mark + 1);
      boolean marked = mark >= 0;
      String changed =
          switch (normalizer) {
            case PATH_MERGE_SLASHES, PATH_STRIP_DOT, PATH_STRIP_DOTDOT ->
                normalizer.apply(path, option) + (marked ? "?" + query : "");
            case QUERY_SORT_BY_NAME -> path + (marked ? "?" + normalizer.apply(query, option) : "");
            case FRAGMENT_ENCODE, FRAGMENT_STRIP, PERCENT_DECODE_UNRESERVED, PERCENT_TO_UPPERCASE ->
                normalizer.apply(target, option);
          };
      if (changed == null) {
        exchange.reply(MALFORMED);
        return Verdict.REPLY;
      }
      boolean same = changed.equals(target);
      return same || replace(exchange, head, changed) ? Verdict.CONTINUE : exchange.rewriteFailed();
    }

    private static boolean replace(ExchangeControl exchange, RequestHead head, String target) {
      int before = head.pathOffset() - head.uriOffset();
      String whole = new String(head.bytes(), head.uriOffset(), before, ISO_8859_1).concat(target);
      byte[] bytes = whole.getBytes(ISO_8859_1);
      HeadEditor editor = exchange.editRequest();
      return editor.uri(bytes, 0, bytes.length);
    }
  }
}
