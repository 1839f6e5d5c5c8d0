package io.gatehouse.vrrp.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.vip.Notification;
import io.gatehouse.api.vip.Notification.Listener;
import io.gatehouse.api.vip.Notification.Moment;
import io.gatehouse.api.vip.NotifyFifo;
import io.gatehouse.api.vip.Script;
import io.gatehouse.api.vip.ScriptRules;
import io.gatehouse.api.vip.SyncGroup;
import io.gatehouse.api.vip.Tracking;
import io.gatehouse.api.vip.VipConfiguration;
import io.gatehouse.api.vip.VrrpGlobals;
import io.gatehouse.testkit.Needs;
import io.gatehouse.testkit.Network;
import io.gatehouse.vrrp.port.Notifier.Subject;
import io.gatehouse.vrrp.port.Notifier.Word;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptNotifierTest {
  private static final String OURS = System.getProperty("user.name");
  private static final Subject INSTANCE = new Subject(false, "VI_1");
  private static final Subject GROUP = new Subject(true, "VG_1");

  @TempDir Path folder;
  private final List<String> log = new CopyOnWriteArrayList<>();
  private Path words;
  private Path script;

  @BeforeEach
  void write() throws Exception {
    words = folder.resolve("words");
    script = shell("script", "echo \"$(basename $0) $*\" >>" + words);
  }

  @Test
  void scriptsGetKeepalivedsArguments() throws Exception {
    Notification whom = whom(Moment.MASTER, Moment.ANY);
    try (ScriptNotifier notifier = notifier(whom, List.of())) {
      notifier.tell(INSTANCE, whom, Word.MASTER, 100);
      await(2);
      notifier.tell(INSTANCE, whom, Word.BACKUP, 99);
      await(3);
      notifier.tell(GROUP, whom, Word.FAULT, 100);
      await(4);
      notifier.tell(INSTANCE, whom, Word.MASTER_PRIORITY, 90);
      notifier.tell(INSTANCE, whom, Word.MASTER_RX_LOWER_PRI, 90);
      notifier.tell(INSTANCE, whom, Word.DELETED, 90);
      await(5);
    }

    assertThat(lines(words))
        .containsExactlyInAnyOrder(
            "script MASTER",
            "script ANY INSTANCE VI_1 MASTER 100",
            "script ANY INSTANCE VI_1 BACKUP 99",
            "script ANY GROUP VG_1 FAULT 0",
            "script ANY INSTANCE VI_1 FAULT 90");
  }

  @Test
  void deletedIsSaidToThoseWhoAsked() throws Exception {
    Notification whom = whom(Moment.DELETED, Moment.ANY);
    try (ScriptNotifier notifier = notifier(whom, List.of())) {
      notifier.tell(INSTANCE, whom, Word.DELETED, 90);
      await(2);
    }

    assertThat(lines(words))
        .containsExactlyInAnyOrder("script DELETED", "script ANY INSTANCE VI_1 DELETED 90");
  }

  @Test
  void fifoIsMadeReadAndRemoved() throws Exception {
    Path fifo = folder.resolve("fifo");
    Path reader =
        shell("reader", "while read -r line; do echo \"$line\" >>" + words + "; done <$1");
    NotifyFifo settings =
        new NotifyFifo(
            fifo.toString(),
            Optional.of(new Script(List.of(reader.toString()), OURS, "")),
            OURS,
            "");
    try (ScriptNotifier notifier = notifier(Notification.NONE, List.of(settings))) {
      for (Word word : Word.values()) {
        notifier.tell(INSTANCE, Notification.NONE, word, 100);
      }
      notifier.tell(GROUP, Notification.NONE, Word.MASTER, 100);
      await(Word.values().length + 1);
      assertThat(Files.getAttribute(fifo, "unix:mode")).isEqualTo(0010644);
    }

    assertThat(lines(words))
        .containsExactly(
            "INSTANCE \"VI_1\" MASTER 100",
            "INSTANCE \"VI_1\" BACKUP 100",
            "INSTANCE \"VI_1\" FAULT 100",
            "INSTANCE \"VI_1\" STOP 100",
            "INSTANCE \"VI_1\" FAULT 100",
            "INSTANCE \"VI_1\" MASTER_RX_LOWER_PRI 100",
            "INSTANCE \"VI_1\" MASTER_PRIORITY 100",
            "INSTANCE \"VI_1\" BACKUP_PRIORITY 100",
            "GROUP \"VG_1\" MASTER 0");
    assertThat(fifo).doesNotExist();
    assertThat(log).isEmpty();
  }

  @Test
  void fifoThatNobodyReadsHoldsNobodyUp() throws Exception {
    Path fifo = folder.resolve("fifo");
    NotifyFifo settings = new NotifyFifo(fifo.toString(), Optional.empty(), OURS, "");
    Subject longName = new Subject(false, "x".repeat(900));
    try (ScriptNotifier notifier = notifier(Notification.NONE, List.of(settings))) {
      for (int i = 0; i < 200; i++) {
        notifier.tell(longName, Notification.NONE, Word.MASTER, 100);
      }
    }

    assertThat(log).contains("the fifo " + fifo + " is full: nobody reads it; a line is lost");
  }

  @Test
  void fileThatIsNoFifoIsLeftAlone() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "precious");
    NotifyFifo settings = new NotifyFifo(file.toString(), Optional.empty(), OURS, "");
    notifier(Notification.NONE, List.of(settings)).close();

    assertThat(log)
        .containsExactly("no changes are told to the fifo " + file + ": " + file + " is no fifo");
    assertThat(file).hasContent("precious");
  }

  @Test
  void scriptsOfAStopAreStartedBeforeTheEnd() throws Exception {
    Notification whom = whom(Moment.STOP, Moment.ANY);
    ScriptNotifier notifier = notifier(whom, List.of());
    notifier.tell(INSTANCE, whom, Word.STOP, 100);
    notifier.close();
    await(2);

    assertThat(lines(words))
        .containsExactlyInAnyOrder("script STOP", "script ANY INSTANCE VI_1 STOP 100");
  }

  @Test
  void scriptThatIsMissingIsSaidAtTheStart() throws Exception {
    Listener missing = new Listener(Moment.MASTER, new Script(List.of("/no/such"), OURS, ""));
    Notification whom = new Notification(List.of(missing), false, false);
    try (ScriptNotifier notifier = notifier(whom, List.of())) {
      notifier.tell(INSTANCE, whom, Word.MASTER, 100);
    }

    assertThat(log).containsExactly("script '/no/such' cannot be found; it will not be run");
  }

  @Test
  void sameWordsAsKeepalived() throws Exception {
    Needs.namespaces();
    Needs.programs("keepalived");
    Path theirs = folder.resolve("theirs");
    // Asked to end before it has read the last line.
    Path reader =
        shell(
            "reader",
            "trap '' TERM; while read -r line; do echo \"$line\" >>" + theirs + "; done <$1");
    Path real = shell("real", "echo \"script $*\" >>" + theirs);
    try (Network network = Network.create()) {
      Network.Host host = network.host("a", "192.168.1.66/24");
      Path file = Files.writeString(folder.resolve("keepalived.conf"), configuration(reader, real));
      Process keepalived =
          host.start(folder.resolve("log"), "keepalived", "-n", "-l", "-D", "-f", file.toString());
      await(theirs, 5);
      keepalived.destroy();
      await(theirs, 8);
    }
    Path fifo = folder.resolve("fifo2");
    Path ourReader =
        shell("reader2", "while read -r line; do echo \"$line\" >>" + words + "; done <$1");
    Notification whom = whom(Moment.MASTER, Moment.STOP, Moment.ANY);
    Script readerScript = new Script(List.of(ourReader.toString()), OURS, "");
    NotifyFifo pipe = new NotifyFifo(fifo.toString(), Optional.of(readerScript), OURS, "");
    try (ScriptNotifier notifier = notifier(whom, List.of(pipe))) {
      for (Word word : List.of(Word.BACKUP, Word.MASTER, Word.STOP)) {
        notifier.tell(INSTANCE, whom, word, 100);
      }
      await(8);
    }

    assertThat(lines(words)).containsExactlyInAnyOrderElementsOf(lines(theirs));
  }

  private String configuration(Path reader, Path real) {
    return """
    global_defs {
      script_user root
      vrrp_notify_fifo %1$s/fifo
      vrrp_notify_fifo_script "%2$s"
    }
    vrrp_instance VI_1 {
      interface eth0
      virtual_router_id 6
      priority 100
      advert_int 1
      virtual_ipaddress {
        192.168.1.88/24
      }
      notify_master "%3$s MASTER"
      notify_stop "%3$s STOP"
      notify "%3$s ANY"
    }
    """
        .formatted(folder, reader, real);
  }

  private ScriptNotifier notifier(Notification whom, List<NotifyFifo> fifos) {
    VrrpGlobals none = VrrpGlobals.DEFAULT;
    VrrpGlobals globals =
        new VrrpGlobals(none.routerId(), none.mail(), new ScriptRules(OURS, "", false), fifos, 0);
    SyncGroup group =
        new SyncGroup("VG_1", List.of(), new Tracking(false, List.of(), List.of()), whom, false);
    return new ScriptNotifier(
        new VipConfiguration(globals, List.of(), List.of(), List.of(), List.of(group), List.of()),
        log::add);
  }

  private Notification whom(Moment... moments) {
    List<Listener> listeners =
        Stream.of(moments)
            .map(
                moment ->
                    new Listener(
                        moment, new Script(List.of(script.toString(), moment.name()), OURS, "")))
            .toList();
    return new Notification(listeners, false, false);
  }

  private void await(int lines) throws Exception {
    await(words, lines);
  }

  private void await(Path file, int lines) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (lines(file).size() < lines) {
      assertThat(System.nanoTime()).as(lines(file) + " " + log).isLessThan(end);
      Thread.onSpinWait();
    }
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.exists(file) ? Files.readAllLines(file) : new ArrayList<>();
  }

  private Path shell(String name, String commands) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + commands + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
