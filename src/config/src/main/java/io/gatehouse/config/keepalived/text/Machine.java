package io.gatehouse.config.keepalived.text;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a {@code keepalived.conf} may ask about the machine it is read on. */
public interface Machine {

  /** The id that {@code @} lines are compared with; {@code ${_INSTANCE}}. */
  String configId();

  /** A variable of the environment, for {@code ${_ENV NAME}}. */
  Optional<String> environment(String name);

  /** A number from {@code min} to {@code max}, for {@code ${_RANDOM}}. */
  int random(int min, int max);

  /** The names of the network interfaces; empty when they are not known. */
  Set<String> interfaces();

  /** The readable files that a pattern of an {@code include} names, sorted. */
  List<Path> files(Path folder, String pattern);
}
