package io.gatehouse.vrrp.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.api.vip.Script;
import io.gatehouse.api.vip.ScriptRules;
import io.gatehouse.testkit.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptPolicyTest {
  private static final String OURS = System.getProperty("user.name");

  @TempDir Path folder;
  private final List<String> warnings = new ArrayList<>();

  @Test
  void programIsFoundOnThePathAndGetsItsArguments() throws Exception {
    Path file = folder.resolve("made");
    Command command = policy(false).allow(new Script(List.of("touch", file.toString()), OURS, ""));

    assertThat(end(command.start(file + "2"))).isZero();
    assertThat(file).exists();
    assertThat(folder.resolve("made2")).exists();
  }

  @Test
  void whatIsMissingOrCannotBeRunIsRefused() throws Exception {
    Path file = Files.createFile(folder.resolve("script"));

    assertThatThrownBy(() -> policy(false).allow(script(folder.resolve("none"))))
        .hasMessage("script '" + folder.resolve("none") + "' cannot be found");
    assertThatThrownBy(() -> policy(false).allow(script(file)))
        .hasMessageStartingWith("script '" + file + "' is not executable for user ");
    assertThatThrownBy(() -> policy(false).allow(script(folder)))
        .hasMessageContaining("is not executable");
    assertThatThrownBy(() -> policy(false).allow(new Script(List.of("no-such-program"), OURS, "")))
        .hasMessage("script 'no-such-program' is in no folder of the path");
  }

  @Test
  void unknownUsersAndGroupsAreRefused() {
    assertThatThrownBy(() -> policy(false).allow(new Script(List.of("true"), "nobody-at-all", "")))
        .hasMessage("script user 'nobody-at-all' does not exist");
    assertThatThrownBy(() -> policy(false).allow(new Script(List.of("true"), OURS, "no-such")))
        .hasMessage("script group 'no-such' does not exist");
  }

  @Test
  void rootDoesNotRunWhatOthersCanWriteToUnderScriptSecurity() throws Exception {
    Needs.namespaces();
    Path script = shell("exit 0");
    // Folders for temporary files are not enough: they let nobody change what is another's.
    assertThat(policy(true).allow(script(script))).hasToString(script.toString());
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xrwx"));

    assertThatThrownBy(() -> policy(true).allow(script(script)))
        .hasMessageContaining("would be run as root and others can write to it")
        .hasMessageEndingWith("enable_script_security forbids that");
    assertThat(policy(false).allow(script(script))).isNotNull();
    assertThat(warnings).singleElement().asString().contains("others can write to it");
  }

  @Test
  void folderOrLinkOnTheWayMakesItInsecureToo() throws Exception {
    Needs.namespaces();
    Path script = shell("exit 0");
    Path open = Files.createDirectory(folder.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path link = Files.createSymbolicLink(open.resolve("link"), script);
    Path inside = Files.copy(script, open.resolve("copy"));
    Files.setPosixFilePermissions(inside, PosixFilePermissions.fromString("rwxr-xr-x"));

    assertThatThrownBy(() -> policy(true).allow(script(link))).hasMessageContaining("forbids");
    assertThatThrownBy(() -> policy(true).allow(script(inside))).hasMessageContaining("forbids");
  }

  @Test
  void otherUserHasItsOwnRightsAndNoCapabilities() throws Exception {
    Needs.namespaces();
    Path words = folder.resolve("words");
    Path script = shell("{ id -u; id -g; id -G; grep CapEff /proc/self/status; } >" + words);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    Command command =
        policy(true).allow(new Script(List.of(script.toString()), "nobody", "daemon"));

    assertThat(end(command.start())).isZero();
    assertThat(Files.readString(words).split("\\s+"))
        .containsExactly("65534", "1", "1", "CapEff:", "0000000000000000");
  }

  @Test
  void scriptLeadsAGroupOfItsOwnAndSeesNoLoaderVariables() throws Exception {
    Path words = folder.resolve("words");
    Path script = shell("{ ps -o pgid= -p $$; echo $$; env | grep -c ^LD_; } >" + words);
    Command.Running running = policy(false).allow(script(script)).start();
    running.process().waitFor();
    String[] seen = Files.readString(words).strip().split("\\s+");

    assertThat(seen[0]).isEqualTo(seen[1]).isEqualTo(Long.toString(running.group().leader()));
    assertThat(seen[2]).isEqualTo("0");
  }

  @Test
  void scriptOfAStopIsKilledAfterASecondWithWhatItStarted() throws Exception {
    Path script = shell("trap '' TERM; sleep 1000");
    Command.Running running = policy(false).allow(script(script)).startBriefly();

    assertThat(running.process().waitFor(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void redirectionAloneAsksWhetherAFileCanBeRead() throws Exception {
    Path file = Files.createFile(folder.resolve("sign"));
    Command there = policy(false).allow(new Script(List.of("<" + file), OURS, ""));
    Command missing = policy(false).allow(new Script(List.of("<" + file + "2"), OURS, ""));

    assertThat(end(there.start())).isZero();
    assertThat(end(missing.start())).isNotZero();
  }

  private ScriptPolicy policy(boolean secure) {
    return new ScriptPolicy(new ScriptRules("", "", secure), warnings::add);
  }

  private static Script script(Path file) {
    return new Script(List.of(file.toString()), OURS, "");
  }

  private static int end(Command.Running running) throws InterruptedException {
    return running.process().waitFor();
  }

  private Path shell(String commands) throws IOException {
    Path script = Files.createTempFile(folder, "script", "");
    Files.writeString(script, "#!/bin/sh\n" + commands + "\n");
    return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
