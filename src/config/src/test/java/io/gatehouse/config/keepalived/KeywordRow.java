package io.gatehouse.config.keepalived;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One line of {@code golden/keepalived/keywords.txt}.
 *
 * @param theirs {@code ?} cannot be compared
 * @param reason why the verdicts differ; empty when they do not
 */
record KeywordRow(String section, boolean ours, char theirs, String line, String reason) {
  private static final Path TABLE = Path.of("src/test/golden/keepalived/keywords.txt");
  private static final Pattern ROW = Pattern.compile("(\\w+) +([+-])([+?-]) (.*)");

  static List<KeywordRow> all() {
    List<KeywordRow> rows = new ArrayList<>();
    String reason = "";
    for (String line : lines()) {
      Matcher row = ROW.matcher(line);
      if (line.startsWith(";")) {
        reason = line.substring(1).strip();
      } else if (row.matches()) {
        boolean ours = row.group(2).equals("+");
        rows.add(new KeywordRow(row.group(1), ours, row.group(3).charAt(0), row.group(4), reason));
      } else if (!line.startsWith("#")) {
        throw new IllegalStateException("no row of the table: " + line);
      }
    }
    return rows;
  }

  private static List<String> lines() {
    try {
      return Files.readAllLines(TABLE, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The line in a configuration that is otherwise fine. */
  String text() {
    String statement = line.replace('|', '\n');
    StringBuilder out = new StringBuilder();
    block(out, "global", "global_defs", "enable_script_security", "script_user root root");
    block(out, "script", "vrrp_script chk", "script \"/bin/true\"");
    block(out, "process", "vrrp_track_process ha", "process haproxy");
    block(out, "file", "track_file load", "file /tmp/load", "weight 0");
    block(
        out,
        "instance",
        "vrrp_instance VI_1",
        "interface eth0",
        "virtual_router_id 6",
        "virtual_ipaddress { 10.0.0.1/24 }",
        "track_script { chk }",
        "track_process { ha }",
        "track_file { load }");
    for (int i = 2; i <= 3; i++) {
      out.append(
          "vrrp_instance VI_%d {\ninterface eth0\nvirtual_router_id %d\n".formatted(i, i + 5));
      out.append("virtual_ipaddress { 10.0.0.%d/24 }\n}\n".formatted(i));
    }
    if (section.equals("group")) {
      block(out, "group", "vrrp_sync_group G", "group { VI_1 VI_2 }");
    }
    return section.equals("top") ? out + statement + "\n" : out.toString();
  }

  /** A section; the row's line takes the place of what says the same. */
  private void block(StringBuilder out, String name, String header, String... usual) {
    boolean here = section.equals(name);
    List<String> own = here ? List.of(line.split("\\|")) : List.of();
    String kept =
        Arrays.stream(usual)
            .filter(line -> own.stream().noneMatch(mine -> keyword(mine).equals(keyword(line))))
            .map(line -> line + "\n")
            .collect(Collectors.joining());
    out.append(header).append(" {\n").append(kept);
    own.forEach(mine -> out.append(mine).append('\n'));
    out.append("}\n");
  }

  private static String keyword(String line) {
    return line.strip().split(" ", 2)[0];
  }

  boolean says(String keyword) {
    return Pattern.compile("(^|[ |{])" + Pattern.quote(keyword) + "($|[ |])").matcher(line).find();
  }

  @Override
  public String toString() {
    return section + " " + line;
  }
}
