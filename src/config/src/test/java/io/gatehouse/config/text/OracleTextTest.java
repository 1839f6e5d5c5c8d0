package io.gatehouse.config.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the real HAProxy makes of odd lines, and what we make of them. */
class OracleTextTest {

  private static final Path PROGRAM = Path.of("/usr/sbin/haproxy");

  /** Debian's 2.6.12 as its {@code -vv} describes it. */
  private static final BuildFacts DEBIAN =
      new BuildFacts(
          "2.6.12-1+deb12u4",
          Set.of("OPENSSL", "PCRE2", "PCRE2_JIT", "THREAD", "TPROXY", "LINUX_SPLICE", "SLZ"),
          Set.of("POLL", "EPOLL", "SPLICE", "GETADDRINFO", "REUSEPORT"),
          new BuildFacts.Tls("OpenSSL 3.0.22", "3.0.22", OptionalInt.empty(), false));

  private static final Map<String, String> VARIABLES =
      Map.of("HOST", "10.0.0.1", "LIST", " one  two ", "SINGLE", "one", "EMPTY", "", "Q", "a\"b");

  /** Words to be written behind {@code .notice}, which repeats the one word it takes. */
  private static final List<String> WORDS =
      List.of(
          "plain",
          "\"weak quotes\"",
          "'strong \"quotes\"'",
          "glued\" to \"'the'word",
          "\"%{+Q}o %t\"' %s %{-Q}r'",
          "%{+Q}o\\ %t\\ %s\\ %{-Q}r",
          "'a \\ backslash $HOST'",
          "\"a ' in weak\"",
          "'a \" in strong'",
          "\"\"x",
          "x\"\"",
          "''''x''",
          "\\#",
          "\"\\#\"",
          "\\\\",
          "\"\\\\\"",
          "\\'",
          "\"\\'\"",
          "\\\"",
          "\"\\\"\"",
          "\\$HOST",
          "\"\\$HOST\"",
          "$HOST",
          "\"$HOST\"",
          "\"${HOST}\"",
          "\"${HOST}:80\"",
          "\"$HOST:80\"",
          "\"$HOST-x\"",
          "'$HOST'",
          "\"${NOPE-default value}\"",
          "\"${NOPE-}x\"",
          "\"${NOPE-a\"b}\"",
          "\"${EMPTY-default}x\"",
          "\"${Q}\"",
          "\"${SINGLE[*]}\"",
          "\"x${SINGLE[*]}\"",
          "\"${LIST[*]}\"",
          "\"${NOPE[*]}\"x",
          "x\"${EMPTY[*]}\"",
          "\"${NOPE[*]-a}\"",
          "\"${NOPE[*]-a b}\"",
          "\"${LIST[1]}\"",
          "\"${LIST[*}\"",
          "\"${HOST\"",
          "\"${HOST",
          "\"${1HOST}\"",
          "\"$1\"",
          "\"$ \"",
          "\"cost 5$\"",
          "\"${.LINE}\"",
          "\"$.LINE\"",
          "\"${.FOO}\"",
          "\"${HOST.}\"",
          "\\x41\\x7e",
          "\\x4",
          "\\x4g",
          "\\x",
          "\"\\x41\"",
          "'\\x41'",
          "\\1",
          "\"\\1\"",
          "\\a",
          "a\\",
          "\"a\\",
          "\"unmatched",
          "'unmatched",
          "un'matched",
          "it's",
          "x#comment",
          "\"x#y\"",
          "x # comment",
          "x #\"",
          "two words",
          "two\twords",
          "\"tab\\\there\"",
          "tab\\\there",
          "a\fb",
          "a\u000bb",
          "{}",
          "a,b(c)",
          "\u00e9",
          "\\\u00e9");

  private static final List<String> TIMES =
      List.of(
          "0",
          "1",
          "10us",
          "1000us",
          "1ms",
          "5s",
          "5m",
          "5h",
          "5d",
          "1w",
          "5u",
          "5S",
          "5M",
          "5 s",
          "5.5s",
          "-1",
          "+1",
          "",
          "s",
          "2147483647",
          "2147483648",
          "2147483647ms",
          "2147483648ms",
          "2147483s",
          "2147484s",
          "35791m",
          "35792m",
          "596h",
          "597h",
          "24d",
          "25d",
          "0d",
          "0us",
          "007",
          "1e3",
          "0x10");

  private static final List<String> SIZES =
      List.of(
          "1",
          "1k",
          "1K",
          "1m",
          "1M",
          "1g",
          "1G",
          "1kb",
          "1t",
          "1.5k",
          "-1",
          "k",
          "4294967295",
          "4294967296",
          "4194303k",
          "4194304k",
          "4g",
          "3g",
          "0x10");

  @TempDir private Path folder;

  @BeforeEach
  void needsTheProgram() {
    assumeTrue(Files.isExecutable(PROGRAM), "haproxy is not installed: nothing to compare with");
  }

  @Test
  void wordsAreTheSame() throws Exception {
    StringBuilder config = new StringBuilder();
    WORDS.forEach(word -> config.append(".notice ").append(word).append('\n'));
    Map<Integer, String> theirs = messagesOfHaproxy(config.toString());
    Diagnostics diagnostics = new Diagnostics();
    read(config.toString(), diagnostics);
    Map<Integer, String> ours = new TreeMap<>();
    for (Diagnostic found : diagnostics.all()) {
      boolean error = found.severity() == Severity.ERROR;
      ours.put(found.position().line(), error ? "error" : found.message());
    }
    SoftAssertions softly = new SoftAssertions();
    for (int line = 1; line <= WORDS.size(); line++) {
      softly.assertThat(ours.get(line)).as(WORDS.get(line - 1)).isEqualTo(theirs.get(line));
    }
    softly.assertAll();
  }

  @Test
  void timesAreAcceptedAlike() throws Exception {
    StringBuilder config = new StringBuilder("defaults\n");
    TIMES.forEach(time -> config.append(" timeout client ").append(time).append('\n'));
    Map<Integer, String> theirs = messagesOfHaproxy(config.toString());
    for (int i = 0; i < TIMES.size(); i++) {
      String time = TIMES.get(i);
      String first = time.split(" ", 2)[0];
      boolean whole = first.length() == time.length();
      assertThat(accepts(() -> TimeValue.parse(first, TimeValue.Unit.MILLISECOND)) && whole)
          .as(time)
          .isEqualTo(!"error".equals(theirs.get(i + 2)));
    }
  }

  @Test
  void sizesAreAcceptedAlike() throws Exception {
    StringBuilder config = new StringBuilder("defaults\n timeout client 1\n");
    for (int i = 0; i < SIZES.size(); i++) {
      config.append("backend b").append(i).append("\n stick-table type ip size ");
      config.append(SIZES.get(i)).append('\n');
    }
    Map<Integer, String> theirs = messagesOfHaproxy(config.toString());
    for (int i = 0; i < SIZES.size(); i++) {
      String size = SIZES.get(i);
      assertThat(accepts(() -> SizeValue.parse(size, 0xffff_ffffL)))
          .as(size)
          .isEqualTo(!"error".equals(theirs.get(2 * i + 4)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "1",
        "-1",
        "+0",
        "010",
        "0x0",
        "0x1",
        "08",
        "!0",
        "! 1",
        "!!1",
        "!",
        "1 1",
        "x",
        "(1)",
        "( 1 )",
        "(1",
        "1)",
        "()",
        "((0))",
        "!(0)",
        "1 && 0",
        "1&&1",
        "1 &&",
        "&& 1",
        "1 & 1",
        "0 || 1",
        "0||0",
        "1 ||",
        "1 && 0 || 1",
        "0 || 1 && 0",
        "(0 || 1) && 0",
        "1 || x",
        "streq(a,a)",
        "streq(a, a)",
        "streq(a,b)",
        "strneq(a,b)",
        "streq(a)",
        "streq(a,b,c)",
        "streq",
        "streq(,)",
        "streq()",
        "streq(\"a b\",a b)",
        "streq('a,b','a,b')",
        "streq(\\\"a,b\\\",\\\"a,b\\\")",
        "streq(a\\\\,b,c)",
        "streq(\\'x)y\\',\\'x)y\\')",
        "defined(HOST)",
        "defined(NOPE)",
        "defined( HOST )",
        "defined",
        "defined()",
        "defined(HOST",
        "feature(OPENSSL)",
        "feature(OPEN)",
        "feature(QUIC)",
        "!feature(QUIC)",
        "feature(PCRE2_JIT)",
        "feture(OPENSSL)",
        "version_atleast(2.6)",
        "version_atleast(2.6.12)",
        "version_atleast(2.6.13)",
        "version_atleast(2.7-dev1)",
        "version_atleast(2.6-dev5)",
        "version_before(2.7)",
        "version_before(2.6.12-rc1)",
        "version_before(3)",
        "version_atleast(x)",
        "version_atleast()",
        "version_atleast(2.6.x)",
        "version_atleast(2.6.12-foo)",
        "version_atleast(2.6.12-dev)",
        "version_atleast(2.6.12-1-2)",
        "openssl_version_atleast(1.1.1)",
        "openssl_version_before(3.0.0)",
        "openssl_version_atleast(3.0.0-beta1)",
        "openssl_version_atleast(1.1.1w)",
        "openssl_version_atleast(three)",
        "ssllib_name_startswith(OpenSSL)",
        "ssllib_name_startswith(wolf)",
        "\"$HOST\"",
        "streq(\"${HOST-none}\",10.0.0.1)",
        "\"${NOPE}\"",
        "1 # 2",
        "'1",
        "\\x31",
        "\\xz",
        "\"${HOST\"",
        "defined(HOST) foo"
      })
  void conditionsAreTheSame(String expression) throws Exception {
    Diagnostics diagnostics = new Diagnostics();
    boolean holds =
        new Conditions(DEBIAN, Environment.of(VARIABLES)).evaluate(expression, diagnostics);
    int ours = diagnostics.hasErrors() ? 2 : holds ? 0 : 1;
    assertThat(ours).isEqualTo(run(List.of("-cc", expression)).waitFor());
  }

  private interface Parsing {
    Object parse() throws MalformedValueException;
  }

  private static boolean accepts(Parsing parsing) {
    try {
      parsing.parse();
      return true;
    } catch (MalformedValueException refused) {
      return false;
    }
  }

  private static void read(String config, Diagnostics diagnostics) {
    ConfigSource source = new ConfigSource("x.cfg", ConfigSource.ofText("", config).content());
    ReaderContext context =
        new ReaderContext(Set.of("global"), DEBIAN, Environment.of(VARIABLES), diagnostics, false);
    new SourceReader(source, context).read();
  }

  /** By line: "error", or the message that a directive repeats. */
  private Map<Integer, String> messagesOfHaproxy(String config) throws Exception {
    Path file = folder.resolve("x.cfg");
    Files.writeString(file, config);
    Process process = run(List.of("-c", "-f", file.toString()));
    byte[] output = Files.readAllBytes(folder.resolve("output"));
    process.destroy();
    Pattern form = Pattern.compile("\\[(ALERT|NOTICE)\\] .*parsing \\[[^]]*:(\\d+)\\] ?: (.*)");
    Map<Integer, String> messages = new TreeMap<>();
    for (String line : new String(output, StandardCharsets.ISO_8859_1).split("\n", -1)) {
      Matcher m = form.matcher(line);
      if (m.matches()) {
        String text = m.group(3).replaceFirst("\\.$", "");
        messages.merge(
            Integer.valueOf(m.group(2)), m.group(1).equals("ALERT") ? "error" : text, (a, b) -> a);
      }
    }
    return messages;
  }

  private Process run(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(PROGRAM.toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.equals("NOPE"));
    builder.environment().putAll(VARIABLES);
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("output").toFile());
    Process process = builder.start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return process;
  }
}
