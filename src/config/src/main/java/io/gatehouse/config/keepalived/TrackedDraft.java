package io.gatehouse.config.keepalived;

import io.gatehouse.api.vip.Script;
import io.gatehouse.api.vip.Tracked;
import io.gatehouse.api.vip.Tracked.ParameterMatch;
import io.gatehouse.api.vip.Tracked.TrackFile;
import io.gatehouse.api.vip.Tracked.TrackProcess;
import io.gatehouse.api.vip.Tracked.TrackScript;
import io.gatehouse.config.keepalived.TrackingDraft.Kind;
import io.gatehouse.config.text.Diagnostics;
import io.gatehouse.config.text.Span;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** {@code vrrp_script}, {@code vrrp_track_process} or {@code track_file}. */
final class TrackedDraft extends Draft {
  final Kind what;
  int weight;
  boolean reverse;

  @Nullable Script script;
  String user = "";
  String group = "";
  Duration interval = Duration.ofSeconds(1);
  @Nullable Duration timeout;
  int rise = 1;
  int fall = 1;
  boolean initiallyFailed;

  String process = "";
  String parameters = "";
  ParameterMatch match = ParameterMatch.ANY;
  int quorum = 1;
  int quorumMax = Integer.MAX_VALUE;
  Duration delayToUp = Duration.ZERO;
  Duration delayToDown = Duration.ZERO;
  boolean fullCommand;

  String path = "";
  OptionalInt initial = OptionalInt.empty();
  boolean overwrite;

  TrackedDraft(Kind what, String name, Span header) {
    super(what.section, name, header);
    this.what = what;
    this.weight = what == Kind.FILE ? 1 : 0;
  }

  /** The record, or nothing once an error was reported. */
  Optional<Tracked> build(Diagnostics diagnostics) {
    return switch (what) {
      case SCRIPT -> script(diagnostics);
      case PROCESS -> process(diagnostics);
      case FILE -> file(diagnostics);
      case INTERFACE -> Optional.empty();
    };
  }

  private Optional<Tracked> script(Diagnostics diagnostics) {
    Script given = script;
    if (given == null) {
      missing("script", diagnostics);
      return Optional.empty();
    }
    Script complete = user.isEmpty() ? given : new Script(given.words(), user, group);
    return Optional.of(
        new TrackScript(
            name,
            complete,
            interval,
            timeout == null ? Duration.ZERO : timeout,
            weight,
            reverse,
            rise,
            fall,
            initiallyFailed));
  }

  private Optional<Tracked> process(Diagnostics diagnostics) {
    if (process.isEmpty()) {
      missing("process", diagnostics);
      return Optional.empty();
    }
    if (quorum > quorumMax) {
      diagnostics.error(
          at("quorum"), "'quorum' %d is above 'quorum_max' %d".formatted(quorum, quorumMax));
    }
    boolean withParameters = !parameters.isEmpty() && match == ParameterMatch.ANY;
    return Optional.of(
        new TrackProcess(
            name,
            process,
            parameters,
            withParameters ? ParameterMatch.EXACT : match,
            weight,
            reverse,
            quorumMax == 0 ? 0 : quorum,
            quorumMax,
            delayToUp,
            delayToDown,
            fullCommand || withParameters));
  }

  private Optional<Tracked> file(Diagnostics diagnostics) {
    if (path.isEmpty()) {
      missing("file", diagnostics);
      return Optional.empty();
    }
    return Optional.of(new TrackFile(name, path, weight, reverse, initial, overwrite));
  }

  private void missing(String keyword, Diagnostics diagnostics) {
    diagnostics.error(header, "%s has no '%s'".formatted(this, keyword));
  }
}
