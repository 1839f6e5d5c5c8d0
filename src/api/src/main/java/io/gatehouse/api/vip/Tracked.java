package io.gatehouse.api.vip;

import java.time.Duration;

/** Something that instances and groups may watch by name. */
public sealed interface Tracked {

  String name();

  /** Priority added when well (positive) or subtracted when not (negative); 0 makes it a fault. */
  int weight();

  /** {@code reverse}: well and not well change places. */
  boolean reverse();

  /**
   * {@code vrrp_script}.
   *
   * @param timeout after it the script is ended and counts as failed; zero is the interval
   * @param initiallyFailed {@code init_fail}
   */
  record TrackScript(
      String name,
      Script script,
      Duration interval,
      Duration timeout,
      int weight,
      boolean reverse,
      int rise,
      int fall,
      boolean initiallyFailed)
      implements Tracked {}

  /**
   * {@code vrrp_track_process}.
   *
   * @param process the program's name, or its path, as /proc tells it
   * @param parameters compared with the command line; empty compares nothing
   * @param match how parameters are compared
   */
  record TrackProcess(
      String name,
      String process,
      String parameters,
      ParameterMatch match,
      int weight,
      boolean reverse,
      int quorum,
      int quorumMax,
      Duration delayToUp,
      Duration delayToDown,
      boolean fullCommand)
      implements Tracked {}

  /** How {@code param_match} compares a command line. */
  enum ParameterMatch {
    ANY,
    EXACT,
    PARTIAL,
    INITIAL
  }

  /**
   * {@code vrrp_track_file}: the number in the file, times the weight, is added to the priority.
   *
   * @param initial written at the start when {@code init_file} asks for it
   * @param overwrite whether {@code init_file} replaces what is there
   */
  record TrackFile(
      String name,
      String path,
      int weight,
      boolean reverse,
      java.util.OptionalInt initial,
      boolean overwrite)
      implements Tracked {}
}
