package io.gatehouse.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatehouse.api.rule.ConverterPlugin;
import io.gatehouse.api.rule.SampleFetchPlugin;
import io.gatehouse.testkit.RealHaproxy;
import io.gatehouse.testkit.RegisteredWords;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** No fetch and no converter of the real HAProxy is an unknown word here. */
class RegisteredWordsOracleTest {
  private static final Pattern NAME =
      Pattern.compile("(?:\\[[Y. ]+] )?([^\\s:(]+)(?:\\(.*\\))?: .*");

  private static List<String> theirs(String kind) throws Exception {
    assumeTrue(RealHaproxy.installed(), "the haproxy program is not installed");
    List<String> names = new ArrayList<>();
    for (String line : RegisteredWords.of(kind)) {
      Matcher matcher = NAME.matcher(line);
      if (matcher.matches()) {
        names.add(matcher.group(1));
      }
    }
    return names;
  }

  private static Set<String> ours() {
    Set<String> ours = new HashSet<>();
    for (SampleFetchPlugin plugin : ServiceLoader.load(SampleFetchPlugin.class)) {
      ours.addAll(plugin.names());
      ours.addAll(plugin.shorthands().keySet());
    }
    return ours;
  }

  @Test
  void everyFetchIsKnown() throws Exception {
    assertThat(ours()).hasSizeGreaterThan(400).containsAll(theirs("smp"));
  }

  @Test
  void everyConverterIsKnown() throws Exception {
    Set<String> ours = new HashSet<>();
    for (ConverterPlugin plugin : ServiceLoader.load(ConverterPlugin.class)) {
      ours.addAll(plugin.names());
    }
    assertThat(ours).hasSizeGreaterThan(100).containsAll(theirs("cnv"));
  }

  @Test
  void everyWordOfAclsIsKnown() throws Exception {
    assumeTrue(RealHaproxy.installed(), "the haproxy program is not installed");
    List<String> theirs =
        RegisteredWords.of("acl").stream()
            .filter(line -> line.contains(" = "))
            .map(line -> line.strip().split(" ", 2)[0])
            .toList();
    assertThat(theirs).hasSizeGreaterThan(60);
    assertThat(ours()).containsAll(theirs);
  }
}
